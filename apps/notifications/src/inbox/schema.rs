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
        /// Words with a space between them.
        more_reasons -> Text,
        archived_at -> Nullable<BigInt>,
        snoozed_until -> Nullable<BigInt>,
        returned_at -> Nullable<BigInt>,
        change_id -> Nullable<BigInt>,
        was_read_at -> Nullable<BigInt>,
        was_archived_at -> Nullable<BigInt>,
        was_snoozed_until -> Nullable<BigInt>,
    }
}
