//! Tables of search. The full-text index beside it (FTS5 or tsvector) is the databases' own.

diesel::table! {
    /// What can be found: one row for each task, comment and attachment name.
    search_docs (id) {
        id -> BigInt,
        company_id -> BigInt,
        project_id -> BigInt,
        task_id -> BigInt,
        /// task, comment or file.
        kind -> Text,
        subject_id -> BigInt,
        title -> Text,
        body -> Text,
    }
}
