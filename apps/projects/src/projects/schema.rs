//! Tables of projects.

diesel::table! {
    /// Projects of a company.
    projects (id) {
        id -> BigInt,
        company_id -> BigInt,
        slug -> Text,
        name -> Text,
        colour -> Text,
        /// Markdown.
        notes -> Text,
        notes_html -> Text,
        /// Hidden from members who were not added.
        private -> Bool,
        archived_at -> Nullable<BigInt>,
        trashed_at -> Nullable<BigInt>,
        created_by -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    /// Whom a private project, or a client, is opened to.
    project_people (company_id, project_id, user_id) {
        company_id -> BigInt,
        project_id -> BigInt,
        user_id -> BigInt,
        added_by -> Nullable<BigInt>,
        added_at -> BigInt,
    }
}

diesel::table! {
    /// A view: which projects a person can see, trashed ones included.
    visible_projects (company_id, project_id, user_id) {
        company_id -> BigInt,
        project_id -> BigInt,
        user_id -> BigInt,
        archived_at -> Nullable<BigInt>,
        trashed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// A view: how many tasks a project has, those in the trash or put away not counted.
    project_counts (company_id, project_id) {
        company_id -> BigInt,
        project_id -> BigInt,
        total -> BigInt,
        open -> BigInt,
    }
}

diesel::table! {
    /// A view: how many tasks of a project wait for somebody to say that they are good.
    project_reviews (company_id, project_id) {
        company_id -> BigInt,
        project_id -> BigInt,
        waiting -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(projects, project_people, visible_projects);
blimp_store::appear_together!(
    visible_projects::table, project_people::table;
    blimp_accounts::members::schema::members::table
);
blimp_store::appear_together!(
    visible_projects::table, project_people::table;
    blimp_accounts::users::schema::users::table
);
