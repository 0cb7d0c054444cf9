//! What people do about jobs: look, retry, cancel, pause.

use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId, Tx, on_each};
use diesel::prelude::*;
use serde::Serialize;

use crate::run::Saved;
use crate::schema::{job_done, queue};
use crate::state::{DEAD, READY, RUNNING, State};

/// Which jobs to list.
#[derive(Debug, Clone, Default)]
pub struct JobFilter {
    /// Only those that stand so.
    pub state: Option<State>,
    /// Only those of this queue.
    pub queue: Option<String>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// How many, from where.
    pub page: PageParams,
}

/// A job as people see it. The payload stays out: it may hold what is not theirs to read.
#[derive(Debug, Clone, Serialize)]
pub struct JobRow {
    /// Its id.
    pub id: JobId,
    /// The tenant it works for.
    pub company_id: Option<i64>,
    /// The queue it waits in.
    pub queue: String,
    /// What it does.
    pub kind: String,
    /// Where it stands.
    pub state: State,
    /// 0 first, 3 last.
    pub prio: i64,
    /// Tries so far.
    pub attempt: i64,
    /// Tries before it counts as dead.
    pub max_attempt: i64,
    /// How often its worker died while it ran.
    pub crashes: i64,
    /// When it is due.
    pub run_at: Instant,
    /// When it was made.
    pub created_at: Instant,
    /// Unique among live jobs.
    pub unique_key: Option<String>,
    /// Whether somebody cancelled it while it ran.
    pub cancel: bool,
    /// How far it says it has come.
    pub done: Option<i64>,
    /// Of how much.
    pub total: Option<i64>,
    /// What went wrong last.
    pub last_error: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = job)]
struct Row {
    id: JobId,
    company_id: Option<i64>,
    queue: String,
    kind: String,
    state: i64,
    prio: i64,
    attempt: i64,
    max_attempt: i64,
    crashes: i64,
    run_at: Instant,
    created_at: Instant,
    unique_key: Option<String>,
    cancel: bool,
    checkpoint: Option<String>,
    last_error: Option<String>,
}

impl From<Row> for JobRow {
    fn from(row: Row) -> Self {
        let saved = Saved::read(row.checkpoint.as_deref());
        Self {
            id: row.id,
            company_id: row.company_id,
            queue: row.queue,
            kind: row.kind,
            state: State::of(row.state),
            prio: row.prio,
            attempt: row.attempt,
            max_attempt: row.max_attempt,
            crashes: row.crashes,
            run_at: row.run_at,
            created_at: row.created_at,
            unique_key: row.unique_key,
            cancel: row.cancel,
            done: saved.done,
            total: saved.total,
            last_error: row.last_error,
        }
    }
}

/// Live and dead jobs, the newest first.
pub fn list(conn: &mut Conn, filter: &JobFilter) -> Result<Page<JobRow>> {
    let limit = filter.page.limit()?;
    let mut rows = job::table
        .select(Row::as_select())
        .order(job::id.desc())
        .limit(limit + 1)
        .into_boxed::<<Conn as Connection>::Backend>();
    if let Some(state) = filter.state {
        rows = rows.filter(job::state.eq(state.code()));
    }
    if let Some(queue) = &filter.queue {
        rows = rows.filter(job::queue.eq(queue));
    }
    if let Some(kind) = &filter.kind {
        rows = rows.filter(job::kind.eq(kind));
    }
    if let Some(before) = filter.page.after::<JobId>()? {
        rows = rows.filter(job::id.lt(before));
    }
    let rows: Vec<Row> = rows.load(conn)?;
    Ok(Page::cut(rows, limit, |row| row.id).map(JobRow::from))
}

/// The job with this id, while it lives or is dead.
pub fn find(conn: &mut Conn, id: JobId) -> Result<Option<JobRow>> {
    let row = job::table
        .find(id)
        .select(Row::as_select())
        .first::<Row>(conn)
        .optional()?;
    Ok(row.map(JobRow::from))
}

/// Makes a dead or waiting job due now; a dead one starts over with all its tries.
///
/// Refused where it runs, and where a live job has taken its key meanwhile.
pub fn retry(tx: &mut Tx, id: JobId) -> Result {
    let row = find(tx, id)?.ok_or(Error::NotFound)?;
    let now = tx.now();
    match row.state {
        State::Running | State::Published => {
            return Err(Error::conflict("job.running", "This job is running."));
        }
        State::Ready => {
            let waiting = job::table.find(id).filter(job::state.eq(READY));
            diesel::update(waiting)
                .set(job::run_at.eq(now))
                .execute(&mut **tx)?;
        }
        State::Dead => revive(tx, id, now)?,
    }
    tx.wake_queue();
    Ok(())
}

fn revive(tx: &mut Tx, id: JobId, now: Instant) -> Result {
    let revived = tx.savepoint(|tx| {
        let dead = job::table.find(id).filter(job::state.eq(DEAD));
        diesel::update(dead)
            .set((
                job::state.eq(READY),
                job::attempt.eq(0),
                job::crashes.eq(0),
                job::cancel.eq(false),
                job::run_at.eq(now),
            ))
            .execute(&mut **tx)?;
        Ok(())
    });
    match revived {
        // The schema decides: a look before would race with whoever takes the key.
        Err(Error::Conflict { .. }) => Err(Error::conflict(
            "job.key_taken",
            "A live job has the same key; this one can only be cancelled.",
        )),
        other => other,
    }
}

/// Revives every dead job whose key is free; returns how many, and how many had to stay.
pub fn retry_all_dead(tx: &mut Tx) -> Result<(usize, usize)> {
    let dead: Vec<JobId> = job::table
        .filter(job::state.eq(DEAD))
        .select(job::id)
        .order(job::id)
        .load(&mut **tx)?;
    let (mut revived, mut stayed) = (0, 0);
    for id in dead {
        match retry(tx, id) {
            Ok(()) => revived += 1,
            Err(Error::Conflict { .. }) => stayed += 1,
            Err(other) => return Err(other),
        }
    }
    Ok((revived, stayed))
}

/// Ends a waiting or dead job at once, and asks a running one to stop (it hears within seconds).
pub fn cancel(tx: &mut Tx, id: JobId) -> Result {
    let now = tx.now();
    let idle = job::table.find(id).filter(job::state.eq_any([READY, DEAD]));
    let gone = on_each!(tx, c => diesel::delete(idle)
        .returning((job::company_id, job::queue, job::kind, job::attempt, job::created_at, job::last_error))
        .get_result::<(Option<i64>, String, String, i64, Instant, Option<String>)>(c))
    .optional()?;
    let Some((company, queue, kind, attempt, created_at, last_error)) = gone else {
        let busy = job::table.find(id).filter(job::state.ne(DEAD));
        let asked = diesel::update(busy)
            .set(job::cancel.eq(true))
            .execute(&mut **tx)?;
        tx.wake_queue();
        return if asked == 1 {
            Ok(())
        } else {
            Err(Error::NotFound)
        };
    };
    diesel::insert_into(job_done::table)
        .values((
            job_done::id.eq(id),
            job_done::company_id.eq(company),
            job_done::queue.eq(queue),
            job_done::kind.eq(kind),
            job_done::status.eq("cancelled"),
            job_done::attempt.eq(attempt),
            job_done::created_at.eq(created_at),
            job_done::finished_at.eq(now),
            job_done::last_error.eq(last_error),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Pauses a queue or lets it go on, and sets how many of it run at once over all processes.
///
/// Jobs that run are left alone; at most `max_running` is kept from the next claim on.
pub fn limit(tx: &mut Tx, name: &str, paused: bool, max_running: Option<i64>) -> Result {
    if max_running.is_some_and(|most| most < 1) {
        let says = "At least 1; to run none, pause the queue.";
        return Err(Error::invalid("max_running", "too_small", says));
    }
    // The row stays once it is there: a claim that waits for it must find it.
    let set = (queue::paused.eq(paused), queue::max_running.eq(max_running));
    on_each!(tx, c => diesel::insert_into(queue::table)
        .values((queue::name.eq(name), set)).on_conflict(queue::name).do_update().set(set).execute(c))?;
    tx.wake_queue();
    Ok(())
}

/// How many jobs of a queue stand where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The queue.
    pub queue: String,
    /// Where they stand.
    pub state: State,
    /// How many.
    pub jobs: i64,
    /// When the first of them is or was due.
    pub first_run_at: Instant,
}

/// How many jobs of each queue stand where, for metrics. Reads the whole table.
pub fn counts(conn: &mut Conn) -> Result<Vec<Count>> {
    let rows: Vec<(String, i64, i64, Option<Instant>)> = job::table
        .group_by((job::queue, job::state))
        .order((job::queue, job::state))
        .select((
            job::queue,
            job::state,
            diesel::dsl::count_star(),
            diesel::dsl::min(job::run_at),
        ))
        .load(conn)?;
    let count = |(queue, state, jobs, first): (String, i64, i64, Option<Instant>)| Count {
        queue,
        state: State::of(state),
        jobs,
        first_run_at: first.unwrap_or(Instant(0)),
    };
    Ok(rows.into_iter().map(count).collect())
}

/// How many jobs this worker, or all of them, have in hand.
pub fn running(conn: &mut Conn) -> Result<i64> {
    Ok(job::table
        .filter(job::state.eq(RUNNING))
        .count()
        .get_result(conn)?)
}
