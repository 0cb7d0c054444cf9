//! Tables of goals.

diesel::table! {
    /// Goals of a project.
    goals (id) {
        id -> BigInt,
        company_id -> BigInt,
        project_id -> BigInt,
        title -> Text,
        /// Markdown.
        notes -> Text,
        notes_html -> Text,
        due_on -> Nullable<BigInt>,
        /// An order key.
        position -> Text,
        closed_at -> Nullable<BigInt>,
        trashed_at -> Nullable<BigInt>,
        created_by -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    /// A view: how many tasks a goal has, those in the trash or put away not counted.
    goal_counts (company_id, goal_id) {
        company_id -> BigInt,
        project_id -> BigInt,
        goal_id -> BigInt,
        total -> BigInt,
        open -> BigInt,
    }
}

blimp_store::appear_together!(goals::table; crate::projects::schema::visible_projects::table);
