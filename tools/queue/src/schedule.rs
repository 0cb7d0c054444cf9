//! Schedules: jobs that come round by themselves.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use blimp_kit::{Error, Instant, Result};
use blimp_store::{Conn, Job, Tx, on_each};
use chrono_tz::Tz;
use croner::Cron;
use diesel::prelude::*;

use crate::schema::schedule;

/// How late a tick may be and still count as on time.
const ON_TIME: std::time::Duration = std::time::Duration::from_mins(1);
/// Missed ticks that one look makes up for; the next look goes on from there.
const AT_ONCE: usize = 100;

/// What happens about ticks that passed while no process ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// Nothing.
    Skip,
    /// The latest one fires, late.
    Once,
    /// Each one fires, late.
    All,
}

type Make = Arc<dyn Fn(Instant, &mut Tx) -> Result + Send + Sync>;

/// A job that comes round by itself. Any number of processes may know it: each tick fires once.
#[derive(Clone)]
pub struct Schedule {
    pub(crate) name: &'static str,
    pub(crate) cron: &'static str,
    pub(crate) kind: &'static str,
    tz: Tz,
    missed: Missed,
    make: Make,
}

impl Schedule {
    /// At the times that `cron` says (`minute hour day month weekday`), in UTC, the job that
    /// `make` makes for the tick. A tick that was missed fires once, late.
    ///
    /// ```text
    /// Schedule::cron("digests", "0 7 * * *", |tick| SendDigests { day: tick.date() })
    /// ```
    pub fn cron<J: Job>(
        name: &'static str,
        cron: &'static str,
        make: impl Fn(Instant) -> J + Send + Sync + 'static,
    ) -> Self {
        let make: Make = Arc::new(move |tick, tx| tx.enqueue(&make(tick)).map(|_| ()));
        Self {
            name,
            cron,
            kind: J::KIND,
            tz: Tz::UTC,
            missed: Missed::Once,
            make,
        }
    }

    /// The same times on the clocks of another zone, daylight saving included.
    #[must_use]
    pub const fn in_zone(mut self, tz: Tz) -> Self {
        self.tz = tz;
        self
    }

    /// What happens about ticks that passed while no process ran.
    #[must_use]
    pub const fn missed(mut self, missed: Missed) -> Self {
        self.missed = missed;
        self
    }

    /// The first tick after `after`; `None` where there is none.
    pub fn next(&self, after: Instant) -> Result<Option<Instant>> {
        let from = after.to_chrono().with_timezone(&self.tz);
        Ok(self
            .parsed()?
            .find_next_occurrence(&from, false)
            .ok()
            .map(utc))
    }

    pub(crate) fn parsed(&self) -> Result<Cron> {
        self.cron.parse().map_err(|error| {
            let (name, cron) = (self.name, self.cron);
            Error::fault(format!(
                "schedule {name}: {cron:?} is no cron expression: {error}"
            ))
        })
    }

    /// The ticks to fire and the place to go on from, given what is over; `None` where nothing is.
    fn due(&self, last: Instant, now: Instant) -> Result<Option<(Vec<Instant>, Instant)>> {
        let cron = self.parsed()?;
        let here = now.to_chrono().with_timezone(&self.tz);
        let latest = cron.find_previous_occurrence(&here, true).ok().map(utc);
        let Some(latest) = latest.filter(|tick| *tick > last) else {
            return Ok(None);
        };
        let ticks = match self.missed {
            Missed::Skip if now.since(latest) > ON_TIME => Vec::new(),
            Missed::Skip | Missed::Once => vec![latest],
            Missed::All => {
                let from = last.to_chrono().with_timezone(&self.tz);
                cron.iter_after(from)
                    .map(utc)
                    .take_while(|t| *t <= now)
                    .take(AT_ONCE)
                    .collect()
            }
        };
        let place = if self.missed == Missed::All {
            ticks.last().copied()
        } else {
            None
        };
        Ok(Some((ticks, place.unwrap_or(latest))))
    }
}

impl fmt::Debug for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Schedule({} {:?} {})", self.name, self.cron, self.tz)
    }
}

fn utc(at: chrono::DateTime<Tz>) -> Instant {
    Instant::from(at.with_timezone(&chrono::Utc))
}

/// Makes the rows of `schedules`. New ones, and those whose times changed, start from now.
pub(crate) fn sync(conn: &mut Conn, schedules: &[Schedule], now: Instant) -> Result {
    for one in schedules {
        let (cron, tz) = (one.cron, one.tz.name());
        let row = (
            schedule::name.eq(one.name),
            schedule::cron.eq(cron),
            schedule::tz.eq(tz),
            schedule::kind.eq(one.kind),
            schedule::enabled.eq(true),
            schedule::last_fire.eq(now),
        );
        on_each!(conn, c => diesel::insert_into(schedule::table)
            .values(row).on_conflict_do_nothing().execute(c))?;
        let changed = schedule::table
            .find(one.name)
            .filter(schedule::cron.ne(cron).or(schedule::tz.ne(tz)));
        diesel::update(changed)
            .set((
                schedule::cron.eq(cron),
                schedule::tz.eq(tz),
                schedule::kind.eq(one.kind),
                schedule::last_fire.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Fires what is due of `one`; returns how many jobs that made.
///
/// Every process may try at once: the UPDATE decides whose try counts.
pub(crate) fn fire(tx: &mut Tx, one: &Schedule) -> Result<usize> {
    let row = schedule::table
        .find(one.name)
        .filter(schedule::enabled)
        .select(schedule::last_fire)
        .first::<Instant>(&mut **tx)
        .optional()?;
    let Some(last) = row else { return Ok(0) };
    let Some((ticks, place)) = one.due(last, tx.now())? else {
        return Ok(0);
    };
    let mine = schedule::table
        .find(one.name)
        .filter(schedule::last_fire.eq(last));
    let won = diesel::update(mine)
        .set(schedule::last_fire.eq(place))
        .execute(&mut **tx)?;
    if won == 0 {
        return Ok(0);
    }
    for tick in &ticks {
        (one.make)(*tick, tx)?;
    }
    Ok(ticks.len())
}

/// Fires what is due of all; one that fails or panics leaves the others alone.
pub(crate) fn fire_all(tx: &mut Tx, schedules: &[Schedule]) -> usize {
    let mut fired = 0;
    for one in schedules {
        // The savepoint undoes what a panic left before it goes on up to here.
        let fire = AssertUnwindSafe(|| tx.savepoint(|tx| fire(tx, one)));
        match catch_unwind(fire) {
            Ok(Ok(n)) => fired += n,
            Ok(Err(error)) => tracing::error!(schedule = one.name, %error, "failed to fire"),
            Err(_) => tracing::error!(schedule = one.name, "panicked and did not fire"),
        }
    }
    fired
}

/// When to look again: the next tick of any, or soon where some look may have left ticks over.
pub(crate) fn earliest(schedules: &[Schedule], now: Instant) -> Instant {
    let minute = now + ON_TIME;
    let next = |one: &Schedule| one.next(now).ok().flatten();
    schedules
        .iter()
        .filter_map(next)
        .min()
        .map_or(minute, |tick| tick.min(minute))
}

#[cfg(test)]
mod tests {
    use blimp_kit::Instant;
    use blimp_store::Job;
    use chrono_tz::Europe::Berlin;
    use serde::{Deserialize, Serialize};

    use super::{Missed, Schedule};

    #[derive(Serialize, Deserialize)]
    struct Nothing {}

    impl Job for Nothing {
        const KIND: &'static str = "nothing";
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn ticks_follow_the_clocks_of_their_zone() {
        let utc = Schedule::cron("a", "30 2 * * *", |_| Nothing {});
        let berlin = utc.clone().in_zone(Berlin);
        for (schedule, after, expected) in [
            (&utc, "2026-11-23T02:29:59.5Z", "2026-11-23T02:30:00Z"),
            (&utc, "2026-11-23T02:30:00Z", "2026-11-24T02:30:00Z"),
            (&berlin, "2026-11-23T00:00:00Z", "2026-11-23T01:30:00Z"),
            (&berlin, "2026-07-01T00:00:00Z", "2026-07-01T00:30:00Z"),
            // 02:30 does not exist on this day: the clocks jump from 02:00 to 03:00.
            (&berlin, "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),
            // 02:30 comes twice on this day and counts once.
            (&berlin, "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),
            (&berlin, "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        ] {
            let next = schedule.next(at(after)).unwrap().unwrap();
            assert_eq!(next.to_string(), expected, "{schedule:?} after {after}");
        }
    }

    #[test]
    fn missed_ticks_are_skipped_fired_once_or_all() {
        let hourly = Schedule::cron("a", "0 * * * *", |_| Nothing {});
        let last = at("2026-11-23T09:00:00Z");
        for (missed, now, expected) in [
            (Missed::Once, "2026-11-23T09:59:59Z", "-"),
            (Missed::Once, "2026-11-23T10:00:00Z", "10"),
            (Missed::Skip, "2026-11-23T10:00:00.4Z", "10"),
            (Missed::All, "2026-11-23T10:00:00Z", "10"),
            (Missed::Once, "2026-11-23T12:30:00Z", "12"),
            (Missed::Skip, "2026-11-23T12:30:00Z", ""),
            (Missed::All, "2026-11-23T12:30:00Z", "10 11 12"),
        ] {
            let due = hourly.clone().missed(missed).due(last, at(now)).unwrap();
            let got = due.map_or("-".to_owned(), |(ticks, place)| {
                assert_eq!(place.since(at("2026-11-23T00:00:00Z")).as_secs() % 3600, 0);
                let hours: Vec<String> = ticks
                    .iter()
                    .map(|t| t.to_chrono().format("%H").to_string())
                    .collect();
                hours.join(" ")
            });
            assert_eq!(got, expected, "{missed:?} at {now}");
        }
    }

    #[test]
    fn a_cron_expression_that_is_none_is_named() {
        let error = Schedule::cron("a", "every day", |_| Nothing {})
            .next(Instant(0))
            .unwrap_err();
        assert!(
            error.to_string().starts_with("schedule a: \"every day\""),
            "{error}"
        );
    }
}
