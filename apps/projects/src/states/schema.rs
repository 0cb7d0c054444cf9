//! Tables of states.

diesel::table! {
    /// The columns of a project's board.
    states (id) {
        id -> BigInt,
        company_id -> BigInt,
        project_id -> BigInt,
        name -> Text,
        /// plan, doing, review or done.
        kind -> Text,
        /// An order key.
        position -> Text,
        created_at -> BigInt,
        version -> BigInt,
    }
}

blimp_store::appear_together!(states::table; crate::projects::schema::visible_projects::table);
