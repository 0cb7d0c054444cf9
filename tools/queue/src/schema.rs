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
    /// Queues that are paused or capped; the others have no row.
    queue (name) {
        name -> Text,
        paused -> Bool,
        /// Jobs of it that run at once, over all processes.
        max_running -> Nullable<BigInt>,
    }
}
