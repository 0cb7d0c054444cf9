//! Tables of assignees.

diesel::table! {
    /// Who is responsible for a task.
    task_assignees (company_id, task_id, user_id) {
        company_id -> BigInt,
        task_id -> BigInt,
        user_id -> BigInt,
        assigned_by -> Nullable<BigInt>,
        assigned_at -> BigInt,
    }
}

blimp_store::appear_together!(task_assignees::table; blimp_accounts::users::schema::users::table);
