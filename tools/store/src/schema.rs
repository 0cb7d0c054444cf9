//! Tables of the store: facts, and the work that follows from them.

diesel::table! {
    /// Facts that happened, in the transaction that made them true.
    event (id) {
        /// Given before the commit, so not an order; see `seq`.
        id -> BigInt,
        /// The order in which facts became visible; null until the sequencer has seen it.
        seq -> Nullable<BigInt>,
        company_id -> Nullable<BigInt>,
        project_id -> Nullable<BigInt>,
        /// Set where only one person may know.
        user_id -> Nullable<BigInt>,
        actor_id -> Nullable<BigInt>,
        name -> Text,
        subject_type -> Text,
        subject_id -> BigInt,
        /// The row whose history this belongs to: a comment's fact belongs to its task's.
        thread_id -> Nullable<BigInt>,
        /// The fact itself, JSON.
        payload -> Text,
        /// Old and new values by field, JSON.
        changes -> Text,
        /// The request that caused it.
        request_id -> Nullable<Text>,
        at -> BigInt,
        /// The first fact of the change that this one is a part of.
        part_of -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// Work to do in the background; the queue and the outbox.
    job (id) {
        id -> BigInt,
        company_id -> Nullable<BigInt>,
        queue -> Text,
        kind -> Text,
        /// Arguments, JSON.
        payload -> Text,
        /// 0 first, 3 last.
        prio -> BigInt,
        run_at -> BigInt,
        /// 0 ready, 1 running, 2 published, 3 dead, 4 blocked.
        state -> BigInt,
        attempt -> BigInt,
        max_attempt -> BigInt,
        /// How often its worker died while it ran.
        crashes -> BigInt,
        worker -> Nullable<BigInt>,
        /// Unique among live jobs.
        unique_key -> Nullable<Text>,
        trace -> Nullable<Text>,
        /// What a long job has done so far, JSON.
        checkpoint -> Nullable<Text>,
        cancel -> Bool,
        created_at -> BigInt,
        deadline -> Nullable<BigInt>,
        last_error -> Nullable<Text>,
        /// Of its arguments.
        version -> BigInt,
        /// Which jobs share its limit; null where its kind has none.
        limit_key -> Nullable<Text>,
        /// When its latest try began.
        started_at -> Nullable<BigInt>,
        /// Whether another job waits for it.
        followed -> Bool,
        /// When it was handed to a broker, by the database's clock; null where it was not.
        published_at -> Nullable<BigInt>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(event, job);
