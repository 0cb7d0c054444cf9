//! Tables of attachments.

use crate::tasks::schema::tasks;

diesel::table! {
    /// Files of ours, or links to somewhere else.
    attachments (id) {
        id -> BigInt,
        company_id -> BigInt,
        project_id -> BigInt,
        task_id -> BigInt,
        comment_id -> Nullable<BigInt>,
        file_id -> Nullable<BigInt>,
        url -> Nullable<Text>,
        name -> Text,
        created_by -> BigInt,
        created_at -> BigInt,
        trashed_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}

blimp_store::appear_together!(attachments::table; tasks::table);
blimp_store::appear_together!(attachments::table, tasks::table; blimp_files::schema::file::table);
