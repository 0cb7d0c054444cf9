//! Tables of the queue, next to the store's `job`.

diesel::table! {
    /// Jobs that came to their end; pruned after a while.
    job_done (id) {
        id -> BigInt,
        company_id -> Nullable<BigInt>,
        queue -> Text,
        kind -> Text,
        /// `done` or `cancelled`.
        status -> Text,
        attempt -> BigInt,
        created_at -> BigInt,
        finished_at -> BigInt,
        /// What went wrong in the try before the last.
        last_error -> Nullable<Text>,
        /// When it was due; null for those that ended before this was kept.
        run_at -> Nullable<BigInt>,
        started_at -> Nullable<BigInt>,
        /// What it came to, JSON.
        result -> Nullable<Text>,
    }
}

diesel::table! {
    /// Runners alive: one row for each start.
    worker (id) {
        /// Random, and never used again once the row is gone.
        id -> BigInt,
        host -> Text,
        pid -> BigInt,
        started_at -> BigInt,
        /// By the database's clock.
        lease_until -> BigInt,
        /// Jobs in hand, as of the last heartbeat.
        running -> BigInt,
        /// On SQLite a file that its process holds locked.
        lock_path -> Nullable<Text>,
    }
}

diesel::table! {
    /// When each schedule last fired.
    schedule (name) {
        name -> Text,
        cron -> Text,
        tz -> Text,
        kind -> Text,
        enabled -> Bool,
        last_fire -> BigInt,
    }
}

diesel::table! {
    /// Queues that are paused or limited; the others have no row.
    queue (name) {
        name -> Text,
        paused -> Bool,
        /// Jobs of it that run at once, over all processes.
        max_running -> Nullable<BigInt>,
        /// Jobs of it that start in `rate_per` microseconds.
        rate_n -> Nullable<BigInt>,
        rate_per -> Nullable<BigInt>,
        /// The theoretical arrival time of the next start.
        tat -> BigInt,
    }
}

diesel::table! {
    /// Where the limit of each key stands: a row for each that was used lately.
    limiter (key) {
        key -> Text,
        /// The theoretical arrival time of the next start.
        tat -> BigInt,
        /// The last start that was promised to a job sent away.
        booked -> BigInt,
    }
}

diesel::table! {
    /// Which blocked job waits for which others; rows go as those end.
    job_wait (waits_for, job_id) {
        waits_for -> BigInt,
        job_id -> BigInt,
    }
}

blimp_store::appear_together!(job_wait::table; blimp_store::schema::job::table);
