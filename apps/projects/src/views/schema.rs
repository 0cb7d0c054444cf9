//! Tables of views.

diesel::table! {
    /// Ways to look at tasks.
    saved_views (id) {
        id -> BigInt,
        company_id -> BigInt,
        /// None for a view of the company's tasks.
        project_id -> Nullable<BigInt>,
        owner_id -> BigInt,
        name -> Text,
        kind -> Text,
        /// JSON.
        query -> Text,
        shared -> Bool,
        is_default -> Bool,
        position -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

blimp_store::appear_together!(
    saved_views::table; crate::projects::schema::visible_projects::table
);
