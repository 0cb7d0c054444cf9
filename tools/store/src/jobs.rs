//! Jobs: rows written with the change that asks for them.

use std::time::Duration;

use blimp_kit::{Instant, Result};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::schema::job;
use crate::{Conn, on_each};

blimp_kit::id!(
    /// A job.
    JobId
);

/// What a job row says; the queue finds the code by [`Job::KIND`].
///
/// Arguments are kept as JSON and may be read by newer code: add fields with `#[serde(default)]`.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The name of the work, such as `mail.send`.
    const KIND: &'static str;
    /// The queue it waits in.
    const QUEUE: &'static str = "default";
    /// 0 first, 3 last.
    const PRIO: i64 = 1;
    /// Tries before it counts as dead.
    const MAX_ATTEMPT: i64 = 15;
    /// How long one try may take; then it is asked to stop, and soon after made to.
    const TIME_LIMIT: Duration = Duration::from_mins(5);

    /// Unique among live jobs: a second one with the same key is not made.
    fn key(&self) -> Option<String> {
        None
    }

    /// The tenant it works for.
    fn company(&self) -> Option<i64> {
        None
    }
}

#[derive(Insertable)]
#[diesel(table_name = job)]
struct NewJob<'a> {
    company_id: Option<i64>,
    queue: &'a str,
    kind: &'a str,
    payload: &'a str,
    prio: i64,
    run_at: Instant,
    max_attempt: i64,
    unique_key: Option<&'a str>,
    trace: Option<&'a str>,
    created_at: Instant,
}

/// When and for whom a job is written.
pub(crate) struct Due<'a> {
    pub(crate) now: Instant,
    pub(crate) run_at: Instant,
    pub(crate) trace: Option<&'a str>,
}

/// Writes the row; `None` where a live job has the same key.
pub(crate) fn insert<J: Job>(conn: &mut Conn, work: &J, due: &Due<'_>) -> Result<Option<JobId>> {
    let payload = serde_json::to_string(work)?;
    let key = work.key().map(|key| format!("{}:{key}", J::KIND));
    let row = NewJob {
        company_id: work.company(),
        queue: J::QUEUE,
        kind: J::KIND,
        payload: &payload,
        prio: J::PRIO,
        run_at: due.run_at,
        max_attempt: J::MAX_ATTEMPT,
        unique_key: key.as_deref(),
        trace: due.trace,
        created_at: due.now,
    };
    // A repeated key must not raise an error: on Postgres that would abort the caller's work.
    Ok(on_each!(conn, c => diesel::insert_into(job::table)
        .values(&row).on_conflict_do_nothing().returning(job::id).get_result(c))
    .optional()?)
}
