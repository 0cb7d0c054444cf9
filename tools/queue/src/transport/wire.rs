//! A worker's end: reads entries, settles them, knows whether Redis is there.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use blimp_cache::redis::{Down, Redis, Script};
use blimp_store::{Db, JobId};
use redis::{Cmd, FromRedisValue};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use super::Broker;
use super::script;
use super::stream::{self, Entry, GROUP, PRIOS, Raw, Stream};

/// Every so many reads begin with the least urgent, so that those do not wait for ever.
const TURNS: usize = 16;

/// How long Redis is left alone after it failed.
const REST: Duration = Duration::from_millis(500);

/// A worker's end of the broker, for one life of its runner.
pub(crate) struct Wire {
    pub(super) redis: Redis,
    pub(super) sweep: Duration,
    /// How long an entry may lie with a worker before others take it.
    pub(super) patience: Duration,
    pub(super) db: Db,
    pub(super) streams: Vec<Stream>,
    /// This worker's name in the group.
    pub(super) me: String,
    /// Entries that were read and not yet claimed.
    inbox: Mutex<Vec<Entry>>,
    rung: Notify,
    /// Whether the doorbell may take an entry.
    pub(super) armed: watch::Sender<bool>,
    up: AtomicBool,
    /// Not asked again before.
    rest: Mutex<Option<Instant>>,
    limited: AtomicBool,
}

impl Wire {
    pub(crate) fn new(
        broker: &Broker,
        db: &Db,
        queues: &[(String, u32)],
        (worker, lease): (i64, Duration),
    ) -> Self {
        Self {
            redis: broker.redis.clone(),
            sweep: broker.sweep,
            patience: broker.sweep.min(lease),
            db: db.clone(),
            streams: stream::of(&broker.redis, queues),
            me: worker.to_string(),
            inbox: Mutex::default(),
            rung: Notify::new(),
            armed: watch::Sender::new(false),
            up: AtomicBool::new(true),
            rest: Mutex::default(),
            limited: AtomicBool::new(false),
        }
    }

    /// Whether Redis carries jobs now. Where it does not, all are claimed from SQL.
    pub(crate) fn is_up(&self) -> bool {
        self.up.load(Ordering::Relaxed)
    }

    /// Whether there are jobs that Redis does not carry, because their queue has a limit.
    pub(crate) fn has_limits(&self) -> bool {
        self.limited.load(Ordering::Relaxed)
    }

    /// Up to `want` entries, in the order in which their jobs should start; `None` where Redis is
    /// away.
    pub(crate) async fn read(
        &self,
        shares: &[(String, usize)],
        want: usize,
        turn: usize,
    ) -> Option<Vec<Entry>> {
        self.armed.send_replace(false);
        if !self.is_up() {
            return None;
        }
        let mut got: Vec<Entry> = {
            let mut inbox = self.inbox();
            let n = inbox.len().min(want);
            inbox.drain(..n).collect()
        };
        let left = want - got.len();
        if left == 0 {
            return Some(got);
        }
        let places: Vec<usize> = shares
            .iter()
            .filter_map(|(name, _)| self.streams.iter().position(|one| one.queue == *name))
            .flat_map(|first| first..first + PRIOS)
            .collect();
        let backwards = turn % TURNS == TURNS - 1;
        let mut args = vec![
            GROUP.to_owned(),
            self.me.clone(),
            left.to_string(),
            PRIOS.to_string(),
            i32::from(backwards).to_string(),
        ];
        args.extend(shares.iter().map(|(_, share)| share.to_string()));
        match self.run::<Vec<Raw>>(&script::READ, &places, &args).await {
            Ok(raw) => got.extend(self.known(stream::entries(raw, &places)).await),
            Err(down) => {
                self.lost(&down);
                self.keep(got);
                return None;
            }
        }
        Some(got)
    }

    /// Entries that name a job; others are none of ours, and dropped.
    pub(super) async fn known(&self, entries: Vec<Entry>) -> Vec<Entry> {
        let (known, strange): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|one| one.job().is_some());
        if !strange.is_empty() {
            tracing::warn!(
                entries = strange.len(),
                "dropped entries of a stream in Redis that name no job"
            );
            self.settle(&strange).await;
        }
        known
    }

    /// These entries are done with: their jobs are claimed, or no longer due.
    pub(crate) async fn settle(&self, entries: &[Entry]) {
        if entries.is_empty() || !self.is_up() {
            return;
        }
        let places: Vec<usize> = (0..self.streams.len()).collect();
        let mut args = vec![GROUP.to_owned()];
        for entry in entries {
            args.extend([(entry.stream + 1).to_string(), entry.id.clone()]);
        }
        // Not settled, they are read again, and their jobs found claimed.
        if let Err(down) = self.run::<i64>(&script::SETTLE, &places, &args).await {
            self.lost(&down);
        }
    }

    /// Keeps entries for the next read.
    pub(crate) fn keep(&self, entries: Vec<Entry>) {
        let mut inbox = self.inbox();
        for entry in entries {
            if !inbox
                .iter()
                .any(|one| one.id == entry.id && one.stream == entry.stream)
            {
                inbox.push(entry);
            }
        }
    }

    /// Waits until there is something to read; with `free` slots an entry may be taken at once.
    pub(crate) async fn rung(&self, free: bool) {
        if !self.inbox().is_empty() {
            if free {
                return;
            }
            // Others may have a slot for them.
            self.give_back(false).await;
        }
        self.armed.send_replace(free);
        self.rung.notified().await;
    }

    /// There is something to read, or to claim from SQL.
    pub(super) fn ring(&self) {
        self.rung.notify_one();
    }

    /// Gives back what was read and not claimed, for good or because there is no slot free.
    pub(crate) async fn give_back(&self, leaving: bool) {
        self.inbox().clear();
        self.armed.send_replace(false);
        let places: Vec<usize> = (0..self.streams.len()).collect();
        let flag = i32::from(leaving).to_string();
        let args = [GROUP.to_owned(), self.me.clone(), flag];
        if self.is_up()
            && let Err(down) = self.run::<i64>(&script::RETURN, &places, &args).await
        {
            self.lost(&down);
        }
    }

    /// Redis answered.
    pub(super) fn found(&self) {
        if !self.up.swap(true, Ordering::Relaxed) {
            tracing::info!("Redis carries jobs again");
            self.ring();
        }
    }

    /// Redis did not answer, or would not: for now jobs come from SQL.
    pub(super) fn lost(&self, why: &dyn fmt::Display) {
        *self.rest() = Some(Instant::now() + REST);
        if self.up.swap(false, Ordering::Relaxed) {
            tracing::warn!(%why, "Redis carries no jobs; they come from SQL");
        }
        self.ring();
    }

    /// Whether it is too early to ask Redis again.
    pub(super) fn rests(&self) -> bool {
        self.rest().is_some_and(|until| Instant::now() < until)
    }

    fn rest(&self) -> MutexGuard<'_, Option<Instant>> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_limits(&self, any: bool) {
        self.limited.store(any, Ordering::Relaxed);
        if any {
            self.ring();
        }
    }

    /// Runs a script on the streams at these places.
    pub(super) async fn run<T: FromRedisValue>(
        &self,
        script: &Script,
        places: &[usize],
        args: &[String],
    ) -> Result<T, Down> {
        let key = |place: &usize| self.streams.get(*place).map(|one| one.key.clone());
        let keys: Vec<String> = places.iter().filter_map(key).collect();
        let fill = |cmd: &mut Cmd| {
            cmd.arg(args);
        };
        script.run(&self.redis, &keys, fill).await
    }

    fn inbox(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The jobs that entries announce.
pub(crate) fn jobs(entries: &[Entry]) -> Vec<JobId> {
    entries.iter().filter_map(Entry::job).collect()
}
