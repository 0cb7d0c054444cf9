//! Jobs: rows written with the change that asks for them.

use std::time::Duration;

use blimp_kit::{Instant, Result};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::schema::job;
use crate::terms::{Backoff, Limit};
use crate::{Conn, on_each};

blimp_kit::id!(
    /// A job.
    JobId
);

/// What a job row says; the queue finds the code by [`Job::KIND`].
///
/// Arguments are kept as JSON and may be read by newer code: add fields with `#[serde(default)]`,
/// or raise [`Job::VERSION`] and say in [`Job::upgrade`] what the old ones mean.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// The name of the work, such as `mail.send`.
    const KIND: &'static str;
    /// The queue it waits in, unless the operator routes its kind elsewhere.
    const QUEUE: &'static str = "default";
    /// 0 first, 3 last.
    const PRIO: i64 = 1;
    /// Tries before it counts as dead.
    const MAX_ATTEMPT: i64 = 15;
    /// How long it rests after a failed try.
    const BACKOFF: Backoff = Backoff::USUAL;
    /// How long one try may take; then it is asked to stop, and soon after made to.
    const TIME_LIMIT: Duration = Duration::from_mins(5);
    /// The version of its arguments. Code that finds a newer one than its own leaves the job to
    /// newer code.
    const VERSION: i64 = 1;
    /// How many with the same [`Job::limit_key`] may run.
    const LIMIT: Limit = Limit::NONE;

    /// Unique among live jobs: a second one with the same key is not made.
    fn key(&self) -> Option<String> {
        None
    }

    /// Which jobs of this kind share [`Job::LIMIT`]: by default all of them.
    fn limit_key(&self) -> String {
        String::new()
    }

    /// The tenant it works for.
    fn company(&self) -> Option<i64> {
        None
    }

    /// Arguments that `version` of the code wrote, as this version would have written them.
    fn upgrade(version: i64, arguments: Value) -> Result<Value> {
        let _ = version;
        Ok(arguments)
    }
}

/// `state` of a job that waits for others.
const BLOCKED: i64 = 4;

#[derive(Insertable)]
#[diesel(table_name = job, treat_none_as_default_value = false)]
struct NewJob<'a> {
    company_id: Option<i64>,
    queue: &'a str,
    kind: &'a str,
    payload: &'a str,
    version: i64,
    prio: i64,
    run_at: Instant,
    deadline: Option<Instant>,
    state: i64,
    max_attempt: i64,
    unique_key: Option<String>,
    limit_key: Option<String>,
    trace: Option<String>,
    created_at: Instant,
}

/// Where, when and for whom a job is written.
pub(crate) struct Due<'a> {
    pub(crate) queue: &'a str,
    pub(crate) now: Instant,
    pub(crate) run_at: Instant,
    pub(crate) deadline: Option<Instant>,
    pub(crate) blocked: bool,
    pub(crate) trace: Option<&'a str>,
}

/// What the database is told of a job beside its kind.
struct Words {
    payload: String,
    key: Option<String>,
    limit_key: Option<String>,
}

impl Words {
    fn of<J: Job>(work: &J) -> Result<Self> {
        let of_kind = |key: String| format!("{}:{key}", J::KIND);
        Ok(Self {
            payload: serde_json::to_string(work)?,
            key: work.key().map(of_kind),
            limit_key: J::LIMIT.is_some().then(|| of_kind(work.limit_key())),
        })
    }

    fn row<'a, J: Job>(&'a self, work: &J, due: &Due<'a>) -> NewJob<'a> {
        NewJob {
            company_id: work.company(),
            queue: due.queue,
            kind: J::KIND,
            payload: &self.payload,
            version: J::VERSION,
            prio: J::PRIO,
            run_at: due.run_at,
            deadline: due.deadline,
            state: if due.blocked { BLOCKED } else { 0 },
            max_attempt: J::MAX_ATTEMPT,
            unique_key: self.key.clone(),
            limit_key: self.limit_key.clone(),
            trace: due.trace.map(str::to_owned),
            created_at: due.now,
        }
    }
}

/// Writes the row; `None` where a live job has the same key.
pub(crate) fn insert<J: Job>(conn: &mut Conn, work: &J, due: &Due<'_>) -> Result<Option<JobId>> {
    let words = Words::of(work)?;
    let row = words.row(work, due);
    // A repeated key must not raise an error: on Postgres that would abort the caller's work.
    Ok(on_each!(conn, c => diesel::insert_into(job::table)
        .values(&row).on_conflict_do_nothing().returning(job::id).get_result(c))
    .optional()?)
}

/// Writes many rows in one statement, but for those whose key a live job has.
pub(crate) fn insert_all<J: Job>(conn: &mut Conn, works: &[J], due: &Due<'_>) -> Result {
    let told = works.iter().map(Words::of).collect::<Result<Vec<_>>>()?;
    let rows = works.iter().zip(&told);
    let rows: Vec<NewJob<'_>> = rows.map(|(work, told)| told.row(work, due)).collect();
    on_each!(conn, c => diesel::insert_into(job::table)
        .values(&rows).on_conflict_do_nothing().execute(c))?;
    Ok(())
}
