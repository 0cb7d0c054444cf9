//! Retry a job, cancel it, change a queue.

use blimp_kit::{Error, Instant, Result};
use blimp_store::schema::job;
use blimp_store::{JobId, Rate, Tx, on_each};
use diesel::prelude::*;

use super::find;
use crate::schema::queue;
use crate::state::{DEAD, IsReady, READY, State};
use crate::{chain, history, verdict};

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
            let waiting = job::table.find(id).filter(IsReady);
            diesel::update(waiting)
                .set(job::run_at.eq(now))
                .execute(&mut **tx)?;
        }
        State::Blocked => {
            return Err(Error::conflict("job.blocked", "This job waits for others."));
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

/// Ends a waiting, blocked or dead job at once, and those that wait for it,, and asks a running one to stop (it hears within seconds).
pub fn cancel(tx: &mut Tx, id: JobId) -> Result {
    let now = tx.now();
    let gone = history::cancel_idle(tx, &[id], now)?;
    if gone.is_empty() {
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
    }
    chain::forget_waits(tx, &[id])?;
    verdict::settle(tx, gone, "cancelled", now)
}

/// What to change about a queue; `None` leaves it as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Change {
    /// Whether it rests.
    pub paused: Option<bool>,
    /// How many of it run at once over all processes; none for as many as there are.
    pub max_running: Option<Option<i64>>,
    /// How many of it start in a time; none for as many as there are.
    pub rate: Option<Option<Rate>>,
}

/// Changes a queue; jobs that run are left alone, the next claim keeps to it.
pub fn set_queue(tx: &mut Tx, name: &str, change: Change) -> Result {
    if change.max_running.flatten().is_some_and(|most| most < 1) {
        let says = "At least 1; to run none, pause the queue.";
        return Err(Error::invalid("max_running", "too_small", says));
    }
    // The row stays once it is there: a claim that waits for it must find it.
    let row = (queue::name.eq(name), queue::paused.eq(false));
    on_each!(tx, c => diesel::insert_into(queue::table)
        .values(row).on_conflict_do_nothing().execute(c))?;
    if let Some(paused) = change.paused {
        let set = queue::paused.eq(paused);
        diesel::update(queue::table.find(name))
            .set(set)
            .execute(&mut **tx)?;
    }
    if let Some(most) = change.max_running {
        let set = queue::max_running.eq(most);
        diesel::update(queue::table.find(name))
            .set(set)
            .execute(&mut **tx)?;
    }
    if let Some(rate) = change.rate {
        let per = |rate: Rate| i64::try_from(rate.per.as_micros()).unwrap_or(i64::MAX);
        let set = (
            queue::rate_n.eq(rate.map(|rate| i64::from(rate.n))),
            queue::rate_per.eq(rate.map(per)),
            queue::tat.eq(0),
        );
        diesel::update(queue::table.find(name))
            .set(set)
            .execute(&mut **tx)?;
    }
    tx.wake_queue();
    Ok(())
}
