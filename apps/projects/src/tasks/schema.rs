//! Tables of tasks.

diesel::table! {
    /// The next task number of each company.
    task_counters (company_id) {
        company_id -> BigInt,
        next -> BigInt,
    }
}

diesel::table! {
    /// Tasks of a project.
    tasks (id) {
        id -> BigInt,
        company_id -> BigInt,
        project_id -> BigInt,
        /// Unique in the company, never given twice.
        number -> BigInt,
        title -> Text,
        /// Markdown.
        notes -> Text,
        notes_html -> Text,
        state_id -> BigInt,
        /// Where reopening puts it back.
        previous_state_id -> Nullable<BigInt>,
        goal_id -> Nullable<BigInt>,
        parent_id -> Nullable<BigInt>,
        /// An order key.
        position -> Text,
        /// 0 none, 1 low, 2 normal, 3 high, 4 urgent.
        priority -> BigInt,
        start_on -> Nullable<BigInt>,
        due_on -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        closed_by -> Nullable<BigInt>,
        archived_at -> Nullable<BigInt>,
        trashed_at -> Nullable<BigInt>,
        created_by -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    /// Which labels a task has.
    task_labels (company_id, task_id, label_id) {
        company_id -> BigInt,
        task_id -> BigInt,
        label_id -> BigInt,
    }
}

diesel::table! {
    /// Due dates that people were reminded of.
    task_reminders (company_id, task_id, due_on) {
        company_id -> BigInt,
        task_id -> BigInt,
        due_on -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(tasks, task_labels, task_reminders);
blimp_store::appear_together!(
    tasks::table, task_labels::table; crate::labels::schema::labels::table
);
blimp_store::appear_together!(tasks::table; crate::projects::schema::projects::table);
blimp_store::appear_together!(tasks::table; crate::projects::schema::visible_projects::table);
blimp_store::appear_together!(tasks::table; crate::states::schema::states::table);
blimp_store::appear_together!(tasks::table; crate::assignees::schema::task_assignees::table);
blimp_store::appear_together!(tasks::table; crate::watchers::schema::watchers::table);
blimp_store::appear_together!(tasks::table; crate::checklists::schema::checklist_items::table);
