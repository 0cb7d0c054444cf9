//! Tables of comments.

diesel::table! {
    /// What people say about a task.
    comments (id) {
        id -> BigInt,
        company_id -> BigInt,
        project_id -> BigInt,
        task_id -> BigInt,
        author_id -> BigInt,
        /// Markdown.
        text -> Text,
        html -> Text,
        edited_at -> Nullable<BigInt>,
        trashed_at -> Nullable<BigInt>,
        /// The fact that it was made from, such as a task's approval.
        event_id -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> BigInt,
    }
}
