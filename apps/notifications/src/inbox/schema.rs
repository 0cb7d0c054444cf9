//! Tables of the inbox.

diesel::table! {
    /// One row for each event and person that was considered.
    notices (id) {
        id -> BigInt,
        company_id -> BigInt,
        user_id -> BigInt,
        event_id -> BigInt,
        kind -> Text,
        reason -> Text,
        project_id -> Nullable<BigInt>,
        task_id -> Nullable<BigInt>,
        actor_id -> Nullable<BigInt>,
        excerpt -> Text,
        shown -> Bool,
        inbox_why -> Text,
        mailed -> Bool,
        mail_why -> Text,
        read_at -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> BigInt,
    }
}
