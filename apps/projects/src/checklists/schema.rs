//! Tables of checklists.

diesel::table! {
    /// Items of a task's checklists.
    checklist_items (id) {
        id -> BigInt,
        company_id -> BigInt,
        task_id -> BigInt,
        /// The checklist's name; empty for the one without.
        section -> Text,
        title -> Text,
        /// An order key.
        position -> Text,
        done_at -> Nullable<BigInt>,
        done_by -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> BigInt,
        /// When it was taken off.
        trashed_at -> Nullable<BigInt>,
    }
}
