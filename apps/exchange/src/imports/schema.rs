//! Tables of imports.

diesel::table! {
    /// Files that people brought in.
    imports (id) {
        id -> BigInt,
        company_id -> BigInt,
        project_id -> Nullable<BigInt>,
        /// trello.
        source -> Text,
        /// The board's id there.
        board -> Text,
        name -> Text,
        /// queued, running, done, failed or undone.
        status -> Text,
        /// JSON.
        options -> Text,
        /// What was read of the file; none when the import is over.
        file_id -> Nullable<BigInt>,
        /// 0 before the project is there, then one more than the cards done.
        place -> BigInt,
        total -> BigInt,
        /// JSON.
        tally -> Text,
        /// JSON.
        report -> Nullable<Text>,
        created_by -> BigInt,
        created_at -> BigInt,
        updated_at -> BigInt,
        finished_at -> Nullable<BigInt>,
        version -> BigInt,
        /// Rehearsed, and waiting to be confirmed, since then.
        held_at -> Nullable<BigInt>,
        reversing_at -> Nullable<BigInt>,
        reversed_by -> Nullable<BigInt>,
        /// JSON.
        reversal -> Nullable<Text>,
    }
}

diesel::table! {
    /// Which row of ours a thing of theirs became.
    import_rows (company_id, project_id, source, kind, source_id) {
        company_id -> BigInt,
        project_id -> BigInt,
        source -> Text,
        kind -> Text,
        source_id -> Text,
        source_ref -> Nullable<Text>,
        row_id -> BigInt,
        hash -> Text,
        /// JSON; empty where the hash says enough.
        snapshot -> Text,
        import_id -> BigInt,
        version -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(imports, import_rows);
