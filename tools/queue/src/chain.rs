//! Jobs that wait for jobs: run B when all of A are done.
//!
//! What waits is blocked and has a row in `job_wait` for each job that it waits for. The
//! transaction that acknowledges one of those removes its rows, and the last one sets the follower
//! free. A dead job keeps its followers waiting until somebody retries it; a cancelled one takes
//! them with it.

use blimp_kit::{Error, Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, Job, JobId, Terms, Tx, on_each};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::history::{self, Gone};
use crate::schema::{job_done, job_wait};
use crate::state::{DEAD, IsBlocked, READY};

/// Ids that one statement names.
const CHUNK: usize = 500;

/// Enqueues jobs that wait for others.
pub trait Follow {
    /// Writes a job that is due once all of `earlier` are done; `None` where a live one has the
    /// same key.
    ///
    /// `NotFound` where one of `earlier` was never written (or was forgotten since), and a conflict
    /// where one was cancelled.
    fn enqueue_after<J: Job>(&mut self, earlier: &[JobId], work: &J) -> Result<Option<JobId>>;

    /// Writes jobs that something may wait for: `tx.enqueue_group(&pages)?.then(&publish)?`.
    fn enqueue_group<J: Job>(&mut self, all: &[J]) -> Result<Group<'_>>;
}

impl Follow for Tx {
    fn enqueue_after<J: Job>(&mut self, earlier: &[JobId], work: &J) -> Result<Option<JobId>> {
        let mut live = Vec::new();
        for ids in earlier.chunks(CHUNK) {
            live.extend(follow(self, ids)?);
        }
        if live.is_empty() {
            return self.enqueue(work);
        }
        let Some(id) = self.enqueue_on(work, Terms::now().blocked())? else {
            return Ok(None);
        };
        for ids in live.chunks(CHUNK) {
            let row = |one: &JobId| (job_wait::waits_for.eq(one.0), job_wait::job_id.eq(id.0));
            let rows: Vec<_> = ids.iter().map(row).collect();
            on_each!(self, c => diesel::insert_into(job_wait::table)
                .values(&rows).on_conflict_do_nothing().execute(c))?;
        }
        Ok(Some(id))
    }

    fn enqueue_group<J: Job>(&mut self, all: &[J]) -> Result<Group<'_>> {
        all.iter().try_fold(
            Group {
                tx: self,
                ids: Vec::new(),
            },
            Group::and,
        )
    }
}

/// Jobs that something may wait for.
pub struct Group<'a> {
    tx: &'a mut Tx,
    ids: Vec<JobId>,
}

impl Group<'_> {
    /// Adds a job, perhaps of another kind. Where a live one has its key that one is waited for.
    pub fn and<J: Job>(mut self, work: &J) -> Result<Self> {
        let id = match (self.tx.enqueue(work)?, work.key()) {
            (Some(id), _) => Some(id),
            (None, Some(key)) => job::table
                .filter(job::unique_key.eq(format!("{}:{key}", J::KIND)))
                .filter(job::state.ne(DEAD))
                .select(job::id)
                .first(&mut **self.tx)
                .optional()?,
            (None, None) => None,
        };
        self.ids.extend(id);
        Ok(self)
    }

    /// Writes the job that is due once all of them are done.
    pub fn then<J: Job>(self, work: &J) -> Result<Option<JobId>> {
        self.tx.enqueue_after(&self.ids, work)
    }

    /// The jobs.
    pub fn ids(&self) -> &[JobId] {
        &self.ids
    }
}

/// Marks jobs as waited for; returns those that have not ended.
///
/// The update is what settles a race: on Postgres it waits for an acknowledgement under way, and
/// one that comes later finds the mark.
fn follow(conn: &mut Conn, ids: &[JobId]) -> Result<Vec<JobId>> {
    let marked = diesel::update(job::table.filter(job::id.eq_any(ids))).set(job::followed.eq(true));
    let live: Vec<JobId> = on_each!(conn, c => marked.returning(job::id).get_results(c))?;
    let ended: Vec<i64> = ids
        .iter()
        .filter(|id| !live.contains(id))
        .map(|id| id.0)
        .collect();
    if ended.is_empty() {
        return Ok(live);
    }
    let done: Vec<(i64, String)> = job_done::table
        .filter(job_done::id.eq_any(&ended))
        .select((job_done::id, job_done::status))
        .load(conn)?;
    for id in ended {
        match done.iter().find(|(one, _)| *one == id) {
            None => return Err(Error::NotFound),
            Some((_, status)) if status != "done" => {
                let says = format!("Job {id}, which this would wait for, was {status}.");
                return Err(Error::conflict("job.cancelled", says));
            }
            Some(_) => {}
        }
    }
    Ok(live)
}

/// Does what follows from the end of jobs; says whether one became due.
pub(crate) fn after_end(
    conn: &mut Conn,
    gone: &[Gone],
    status: &str,
    now: Instant,
) -> Result<bool> {
    let followed: Vec<JobId> = gone.iter().filter(|g| g.followed).map(|g| g.id).collect();
    let mut freed = false;
    for ids in followed.chunks(CHUNK) {
        if status == "done" {
            freed |= free(conn, ids, now)?;
        } else {
            cancel_followers(conn, ids.to_vec(), now)?;
        }
    }
    Ok(freed)
}

fn followers(conn: &mut Conn, ids: &[JobId]) -> Result<Vec<JobId>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    Ok(job_wait::table
        .filter(job_wait::waits_for.eq_any(ids))
        .select(job_wait::job_id)
        .distinct()
        .order(job_wait::job_id)
        .load(conn)?)
}

fn free(conn: &mut Conn, done: &[JobId], now: Instant) -> Result<bool> {
    let mut freed = 0;
    let waiting = followers(conn, done)?;
    for ids in waiting.chunks(CHUNK) {
        if let Conn::Postgres(c) = conn {
            // Two that end at once must not each leave it to the other.
            let rows = job::table.filter(job::id.eq_any(ids)).order(job::id);
            rows.select(job::id).for_update().load::<JobId>(c)?;
        }
        let over: Vec<i64> = done.iter().map(|id| id.0).collect();
        let whose: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let gone = job_wait::table
            .filter(job_wait::waits_for.eq_any(over))
            .filter(job_wait::job_id.eq_any(whose));
        diesel::delete(gone).execute(conn)?;
        let ready = || {
            let waits = job_wait::table.filter(job_wait::job_id.eq(job::id));
            let blocked = job::table.filter(job::id.eq_any(ids)).filter(IsBlocked);
            blocked.filter(not(exists(waits)))
        };
        let (state, late) = (job::state.eq(READY), job::run_at.lt(now));
        let set = (state, job::run_at.eq(now));
        freed += diesel::update(ready().filter(late))
            .set(set)
            .execute(conn)?;
        freed += diesel::update(ready()).set(state).execute(conn)?;
    }
    Ok(freed > 0)
}

fn cancel_followers(conn: &mut Conn, mut gone: Vec<JobId>, now: Instant) -> Result {
    while !gone.is_empty() {
        let waiting = followers(conn, &gone)?;
        forget_waits(conn, &waiting)?;
        let cancelled = history::cancel_idle(conn, &waiting, now)?;
        gone = cancelled
            .into_iter()
            .filter(|g| g.followed)
            .map(|g| g.id)
            .collect();
    }
    Ok(())
}

/// Forgets what jobs waited for that are no more.
pub(crate) fn forget_waits(conn: &mut Conn, ids: &[JobId]) -> Result {
    for ids in ids.chunks(CHUNK) {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        diesel::delete(job_wait::table.filter(job_wait::job_id.eq_any(ids))).execute(conn)?;
    }
    Ok(())
}

/// What a job waits for.
pub(crate) fn waits_for(conn: &mut Conn, id: JobId) -> Result<Vec<JobId>> {
    Ok(job_wait::table
        .filter(job_wait::job_id.eq(id.0))
        .order(job_wait::waits_for)
        .select(job_wait::waits_for)
        .limit(100)
        .load(conn)?)
}
