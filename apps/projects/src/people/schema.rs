//! Tables of a project's people.

pub use crate::projects::schema::project_people;

diesel::table! {
    /// A view: which people a person can see.
    visible_people (company_id, viewer_id, user_id) {
        company_id -> BigInt,
        viewer_id -> BigInt,
        user_id -> BigInt,
    }
}

blimp_store::appear_together!(
    visible_people::table; blimp_accounts::members::schema::members::table
);
blimp_store::appear_together!(
    visible_people::table; blimp_accounts::users::schema::users::table
);
blimp_store::appear_together!(
    visible_people::table; crate::projects::schema::visible_projects::table
);
