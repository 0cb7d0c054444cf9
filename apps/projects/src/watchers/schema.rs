//! Tables of watchers.

diesel::table! {
    /// Who is told what happens to a task.
    watchers (company_id, task_id, user_id) {
        company_id -> BigInt,
        task_id -> BigInt,
        user_id -> BigInt,
        since -> BigInt,
    }
}
