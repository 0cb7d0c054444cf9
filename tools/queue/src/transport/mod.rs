//! Transport: Redis Streams between the job table and many workers.
//!
//! The truth stays in SQL. A *relay* marks due rows as published and adds an entry for each to the
//! stream of its queue and priority; a worker reads entries, claims the jobs they name by one SQL
//! statement, and settles the entries after that commit. From there on all goes as without Redis:
//! lease, fence, verdict.
//!
//! An entry is a hint that a job is due, no more: it may be lost, doubled or late. What counts is
//! the row, so a second entry finds nothing to claim. Rows whose entry got lost go back after a
//! while ([`Broker::new`]). While Redis is away rows are not published and workers claim
//! from SQL; so they always do for queues that are paused or limited, as only SQL can count.

mod doorbell;
mod relay;
mod rows;
mod script;
mod statement;
mod stream;
mod take;
mod wire;

use std::fmt;
use std::time::Duration;

use blimp_cache::redis::config::{REDIS_PREFIX, REDIS_TLS_INSECURE};
use blimp_cache::redis::{Options, Redis};
use blimp_kit::{Result, Settings};

use crate::config::{BROKER_SWEEP, BROKER_URL};

pub(crate) use rows::forget;
pub(crate) use stream::Entry;
pub(crate) use take::claim;
pub(crate) use wire::{Wire, jobs};

/// Redis as the way from the job table to the workers. Cheap to clone.
#[derive(Clone)]
pub struct Broker {
    redis: Redis,
    sweep: Duration,
}

impl Broker {
    /// Over this Redis; a job whose entry got lost there starts up to `sweep` late.
    pub const fn new(redis: Redis, sweep: Duration) -> Self {
        Self { redis, sweep }
    }

    /// What stands before every key in that Redis.
    pub fn prefix(&self) -> &str {
        self.redis.prefix()
    }

    /// What the operator's settings say; none without `BROKER_URL`.
    pub fn from_settings(settings: &Settings) -> Result<Option<Self>> {
        let url: Option<String> = settings.find(&BROKER_URL).map_err(anyhow::Error::from)?;
        let Some(url) = url else { return Ok(None) };
        let sweep: u64 = settings.get(&BROKER_SWEEP).map_err(anyhow::Error::from)?;
        let redis = Redis::with(&Options {
            url,
            insecure: settings.text(&REDIS_TLS_INSECURE) == "on",
            prefix: settings.text(&REDIS_PREFIX).to_owned(),
        })?;
        Ok(Some(Self::new(redis, Duration::from_secs(sweep.max(1)))))
    }
}

impl fmt::Debug for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broker")
            .field("prefix", &self.redis.prefix())
            .field("sweep", &self.sweep)
            .finish_non_exhaustive()
    }
}
