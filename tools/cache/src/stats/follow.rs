//! Following: what happens is counted again, and Redis is told.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

use blimp_kit::{Result, random};
use blimp_store::{Conn, events};
use tokio::time::{Instant, sleep};

use super::keep::{self, Counted, Place};
use super::{Scope, Snapshot, Stats};
use crate::redis::{Down, Redis};

/// Events read at a time.
const BATCH: i64 = 500;
/// The numbers are brought up to date once in this time at the most.
const REST: Duration = Duration::from_secs(1);
/// And the counting takes at most one part in so many of our time.
const SHARE: u32 = 20;
/// How often is looked where nothing wakes us.
const IDLE: Duration = Duration::from_secs(5);
/// Another process goes on after this long where the one that was at it has gone.
const HOLD_MILLIS: u64 = 15_000;

/// What a round came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Round {
    /// Another process is at it, or everything is being counted.
    Elsewhere,
    /// Nothing new has happened.
    Idle,
    /// Numbers were brought up to date; there may be more.
    Told,
}

impl Stats {
    /// Keeps Redis told, for ever; waits for ever where there is none.
    pub async fn follow(&self) -> Infallible {
        let Some(redis) = &self.redis else {
            return std::future::pending().await;
        };
        let me = random::token().unwrap_or_default();
        let mut wakes = self.db.fact_wakes();
        loop {
            let start = Instant::now();
            let round = self.round(redis, &me).await;
            sleep(REST.max(start.elapsed() * SHARE)).await;
            match round {
                Ok(Round::Told) => continue,
                Ok(Round::Elsewhere | Round::Idle) => {}
                Err(error) => {
                    tracing::debug!(error = format!("{error:#}"), "statistics wait");
                    sleep(IDLE).await;
                }
            }
            tokio::select! {
                _ = wakes.changed() => {}
                () = sleep(IDLE) => {}
            }
        }
    }

    /// Counts everything and tells Redis, where there is one.
    pub async fn recount(&self) -> Result<Snapshot> {
        if let Some(redis) = &self.redis {
            self.tell_all(redis, &random::token()?).await?;
        }
        self.read().await
    }

    /// One step: go on from where Redis is.
    pub(super) async fn round(&self, redis: &Redis, me: &str) -> Result<Round> {
        let held = keep::hold(redis, me, HOLD_MILLIS).await;
        let place = match self.or_forget(redis, held).await? {
            None | Some(Place::Counting(_)) => return Ok(Round::Elsewhere),
            Some(place) => place,
        };
        let Place::Event(seen) = place else {
            return self.tell_all(redis, me).await;
        };
        let read = move |conn: &mut Conn| {
            let last = events::last_seq(conn)?;
            Ok((events::after(conn, seen, BATCH)?, last))
        };
        let (rows, last) = self.db.read(read).await?;
        if last < seen {
            // An older database was put back: these numbers are of another history.
            return self.tell_all(redis, me).await;
        }
        let Some(next) = rows.last().and_then(|row| row.seq) else {
            return Ok(Round::Idle);
        };
        let touched: BTreeSet<(usize, Scope)> = rows
            .iter()
            .flat_map(|row| {
                let each = self.list.iter().enumerate();
                each.filter_map(|(at, stat)| Some((at, (stat.touched)(row)?)))
            })
            .collect();
        let counted = self.count_these(touched.into_iter().collect()).await?;
        let turn = (&Place::Event(seen), &Place::Event(next));
        let told = keep::apply(redis, &self.list, turn, &counted).await;
        Ok(if self.or_forget(redis, told).await? {
            Round::Told
        } else {
            Round::Elsewhere
        })
    }

    async fn count_these(&self, touched: Vec<(usize, Scope)>) -> Result<Vec<Counted>> {
        let mut all = Vec::with_capacity(touched.len());
        for some in touched.chunks(50) {
            let (list, some) = (self.list.clone(), some.to_vec());
            let count = move |conn: &mut Conn| {
                let known = some
                    .into_iter()
                    .filter_map(|(at, scope)| Some((at, scope, list.get(at)?.count)));
                let counted = known.map(|(at, scope, count)| Ok((at, scope, count(conn, scope)?)));
                counted.collect::<Result<Vec<_>>>()
            };
            all.extend(self.db.read(count).await?);
        }
        Ok(all)
    }

    /// Counts everything, page by page. Whoever begins later takes over.
    async fn tell_all(&self, redis: &Redis, me: &str) -> Result<Round> {
        // What happens from here on is counted again afterwards.
        let seq = self.db.read(events::last_seq).await?;
        let mark = Place::counting(me);
        keep::begin(redis, &self.list, &mark).await?;
        for (at, stat) in self.list.iter().enumerate() {
            let mut after = None;
            loop {
                let page = self.page(*stat, after).await?;
                let Some((last, _)) = page.last() else { break };
                after = Some(*last);
                let counted: Vec<Counted> = page
                    .into_iter()
                    .map(|(scope, counts)| (at, scope, counts))
                    .collect();
                if !keep::apply(redis, &self.list, (&mark, &mark), &counted).await? {
                    return Ok(Round::Elsewhere);
                }
            }
        }
        let end = (&mark, &Place::Event(seq));
        if !keep::apply(redis, &self.list, end, &[]).await? {
            return Ok(Round::Elsewhere);
        }
        tracing::info!(seq, "statistics were counted anew");
        Ok(Round::Told)
    }

    /// A healthy Redis that refuses holds something that is not ours: everything is counted anew.
    async fn or_forget<T>(&self, redis: &Redis, result: Result<T, Down>) -> Result<T> {
        match result {
            Err(down) if down.is_refusal() => {
                keep::forget(redis).await?;
                Err(down.into())
            }
            other => Ok(other?),
        }
    }
}
