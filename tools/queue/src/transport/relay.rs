//! The relay: hands due rows to Redis, and takes back those whose entry got lost there.

use std::collections::HashMap;
use std::time::Duration;

use blimp_cache::redis::Down;
use blimp_kit::{Instant, Result, fault};
use blimp_store::JobId;
use tokio::time::sleep;

use super::rows::{self, BATCH, Marked};
use super::script;
use super::stream::{self, GROUP, Raw, Stream};
use super::wire::Wire;
use crate::lease;

/// Entries of one stream that wait in Redis, at most: the rest waits in SQL, where it is safe and
/// costs Redis no memory.
const WINDOW: usize = 1_024;

/// How soon a full stream is looked at again.
const SOON: Duration = Duration::from_millis(20);

/// After a row has been on its way for so many times the usual, it goes back whatever Redis says.
const AT_LAST: u32 = 30;

/// A consumer that was silent for an hour is forgotten.
const FORGET_MS: u64 = 3_600_000;

/// A stream, at a glance.
struct Glance {
    entries: usize,
    /// When its first entry was published; later than anything where it has none.
    head: Instant,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// There is more to publish.
    More,
    /// There is more, and Redis has enough for now.
    Soon,
    /// Nothing is due.
    Idle,
}

impl Wire {
    /// Relays for as long as it is polled.
    pub(super) async fn relay(&self, poll: Duration) {
        let mut wakes = self.db.queue_wakes();
        let mut tended = tokio::time::Instant::now();
        loop {
            wakes.mark_unchanged();
            let next = self.pass().await.unwrap_or_else(|error| {
                tracing::warn!(%error, "the relay cannot reach the job table");
                Next::Idle
            });
            let every = (self.sweep / 4).min(self.patience);
            if tended.elapsed() >= every {
                tended = tokio::time::Instant::now();
                if let Err(error) = self.tend().await {
                    tracing::warn!(%error, "could not look after jobs on their way");
                }
            }
            let wait = match next {
                Next::More => continue,
                Next::Soon => SOON,
                Next::Idle => poll.min(every),
            };
            tokio::select! {
                Ok(()) = wakes.changed() => {}
                () = sleep(wait) => {}
            }
        }
    }

    /// Hands what is due to Redis, if it is there.
    pub(crate) async fn pass(&self) -> Result<Next> {
        if self.rests() {
            return Ok(Next::Idle);
        }
        let glances = match self.glance().await {
            Ok(glances) => glances,
            Err(down) => {
                self.lost(&down);
                self.fall_back().await?;
                return Ok(Next::Idle);
            }
        };
        self.found();
        let room = |(stream, glance): (&Stream, &Glance)| {
            (glance.entries < WINDOW).then(|| stream.clone())
        };
        let open: Vec<Stream> = self.streams.iter().zip(&glances).filter_map(room).collect();
        let full = open.len() < self.streams.len();
        let (marked, at, limits) = self
            .db
            .write(move |tx| {
                let limited = rows::limited(tx)?;
                let free = |one: &Stream| !limited.contains(&one.queue);
                let open: Vec<Stream> = open.into_iter().filter(free).collect();
                let (now, at) = (tx.now(), lease::clock(tx)?);
                Ok((rows::mark(tx, &open, now, at)?, at, !limited.is_empty()))
            })
            .await?;
        self.set_limits(limits);
        let more = usize::try_from(BATCH).is_ok_and(|batch| marked.len() >= batch);
        if !marked.is_empty() {
            fault::point("mid_relay");
            self.publish(&marked, at).await?;
        }
        Ok(match (more && self.is_up(), full) {
            (true, _) => Next::More,
            (false, true) => Next::Soon,
            (false, false) => Next::Idle,
        })
    }

    /// Adds an entry for each row; puts back those that Redis did not take.
    async fn publish(&self, marked: &[Marked], at: Instant) -> Result {
        let places: Vec<usize> = (0..self.streams.len()).collect();
        let of: HashMap<(&str, i64), usize> = self
            .streams
            .iter()
            .enumerate()
            .map(|(place, one)| ((one.queue.as_str(), one.prio), place + 1))
            .collect();
        let mut args = vec![at.0.to_string()];
        for row in marked {
            let place = of.get(&(row.queue.as_str(), row.prio)).copied();
            args.extend([place.unwrap_or(0).to_string(), row.id.to_string()]);
        }
        let added = match self.run::<usize>(&script::PUBLISH, &places, &args).await {
            Ok(added) if added == marked.len() => {
                fault::point("after_xadd");
                return Ok(());
            }
            Ok(added) => {
                self.lost(&"it is full");
                added
            }
            Err(down) => {
                self.lost(&down);
                0
            }
        };
        let left: Vec<JobId> = marked.iter().skip(added).map(|row| row.id).collect();
        self.db
            .write(move |tx| {
                tx.wake_queue();
                rows::unmark(tx, &left)
            })
            .await?;
        Ok(())
    }

    async fn glance(&self) -> Result<Vec<Glance>, Down> {
        let places: Vec<usize> = (0..self.streams.len()).collect();
        let seen: Vec<(usize, String, i64)> = self.run(&script::GLANCE, &places, &[]).await?;
        let glance = |(entries, head, foreign): (usize, String, i64)| {
            if foreign == 1 {
                tracing::warn!(
                    "a key that is no stream had a stream's name in Redis; it was renamed"
                );
            }
            Glance {
                entries,
                head: head.parse().map_or(Instant(i64::MAX), Instant),
            }
        };
        Ok(seen.into_iter().map(glance).collect())
    }

    /// Takes over entries that others have read and left, and puts rows back that are on their
    /// way for too long and have no entry any more.
    async fn tend(&self) -> Result {
        if !self.is_up() {
            return self.fall_back().await;
        }
        let places: Vec<usize> = (0..self.streams.len()).collect();
        let args = [
            GROUP.to_owned(),
            self.me.clone(),
            self.patience.as_millis().to_string(),
            FORGET_MS.to_string(),
        ];
        match self.run::<Vec<Raw>>(&script::TEND, &places, &args).await {
            Ok(raw) if raw.is_empty() => {}
            Ok(raw) => {
                let left = self.known(stream::entries(raw, &places)).await;
                self.keep(left);
                self.ring();
            }
            Err(down) => self.lost(&down),
        }
        let Ok(glances) = self.glance().await else {
            return Ok(());
        };
        let heads: Vec<Instant> = glances.iter().map(|one| one.head).collect();
        self.take_back(self.sweep, heads).await
    }

    /// Without Redis: what is on its way for a second goes back.
    async fn fall_back(&self) -> Result {
        let heads = vec![Instant(i64::MAX); self.streams.len()];
        let age = self.sweep.min(Duration::from_secs(1));
        self.take_back(age, heads).await
    }

    /// For tests, which wait for nothing: puts back all that is on its way.
    pub(crate) async fn start_over(&self) -> Result {
        let heads = vec![Instant(i64::MAX); self.streams.len()];
        self.take_back(Duration::ZERO, heads).await
    }

    /// Puts rows back that were published longer than `age` ago and before the first entry that
    /// their stream still has.
    async fn take_back(&self, age: Duration, heads: Vec<Instant>) -> Result {
        let (streams, sweep) = (self.streams.clone(), self.sweep);
        let swept = self
            .db
            .write(move |tx| {
                let now = lease::clock(tx)?;
                let before = |head: Instant| (now - age).min(head).max(now - sweep * AT_LAST);
                let lost: Vec<(Stream, Instant)> = streams
                    .into_iter()
                    .zip(heads)
                    .map(|(stream, head)| (stream, before(head)))
                    .collect();
                let swept = rows::sweep(tx, &lost)?;
                if swept > 0 {
                    tx.wake_queue();
                }
                Ok(swept)
            })
            .await?;
        if swept > 0 {
            tracing::warn!(jobs = swept, "took jobs back that Redis had lost");
        }
        Ok(())
    }
}
