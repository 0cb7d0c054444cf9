//! The database, whichever it is: reads and writes as ordinary closures.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use blimp_kit::{Clock, Error, Result};
use crossbeam_channel::TrySendError;
use tokio::sync::{oneshot, watch};

use crate::config::PostgresOptions;
use crate::migrate::{self, Migrations, Pending};
use crate::postgres::{self, Asked, Call, Postgres};
use crate::sqlite::{self, Sqlite};
use crate::unit::{Write, reading};
use crate::wakes::Wakes;
use crate::{Conn, Tx};

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// The embedded one.
    Sqlite,
    /// A Postgres server.
    Postgres,
}

impl Conn {
    /// Which database this connection leads to.
    pub const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }
}

/// How to open a database.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite://path` or `postgres://…`.
    pub url: String,
    /// Readers (SQLite) or connections (Postgres).
    pub pool: usize,
    /// What time it is.
    pub clock: Clock,
    /// Names of events that somebody reacts to.
    pub heard: HashSet<&'static str>,
}

pub(crate) enum Doors {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// The one door to SQL. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pub(crate) doors: Arc<Doors>,
    wakes: Wakes,
    /// Whether its reads never go to a replica.
    primary: bool,
}

impl Db {
    /// Opens the database at `options.url`. Migrations are [`Db::migrate`]'s.
    pub fn open(options: Options) -> Result<Self> {
        Self::open_with(options, &PostgresOptions::default())
    }

    /// The same, with what a Postgres server needs to know. Waits up to 30 s for a server that is
    /// not there yet.
    pub fn open_with(options: Options, postgres: &PostgresOptions) -> Result<Self> {
        let wakes = Wakes::new(options.clock, options.heard);
        let doors = match dialect_of(&options.url)? {
            (Dialect::Sqlite, path) => Doors::Sqlite(sqlite::open(path, options.pool, &wakes)?),
            (Dialect::Postgres, url) => {
                Doors::Postgres(postgres::open(url, options.pool, &wakes, postgres)?)
            }
        };
        Ok(Self {
            doors: Arc::new(doors),
            wakes,
            primary: false,
        })
    }

    /// The same database, for reads that must not be late: they never go to a replica.
    #[must_use]
    pub fn primary(&self) -> Self {
        Self {
            primary: true,
            ..self.clone()
        }
    }

    /// Brings the database at `url` up to `list`; returns the versions that were applied.
    pub fn migrate(url: &str, list: &[Migrations]) -> Result<Vec<String>> {
        migrate::run(&mut connect(url)?, list)
    }

    /// What `list` has that the database at `url` has not, and the other way round.
    pub fn pending(url: &str, list: &[Migrations]) -> Result<Pending> {
        migrate::pending(&mut connect(url)?, list)
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match *self.doors {
            Doors::Sqlite(_) => Dialect::Sqlite,
            Doors::Postgres(_) => Dialect::Postgres,
        }
    }

    /// The clock that transactions read.
    pub fn clock(&self) -> &Clock {
        &self.wakes.clock
    }

    /// Changes whenever a commit left work for the queue, here or where somebody told us of it.
    pub fn queue_wakes(&self) -> watch::Receiver<u64> {
        self.wakes.queue.any.subscribe()
    }

    /// Changes whenever a commit recorded facts, here or where somebody told us of it.
    pub fn fact_wakes(&self) -> watch::Receiver<u64> {
        self.wakes.facts.any.subscribe()
    }

    /// Changes whenever a commit of this process left work for the queue: for telling others.
    pub fn local_queue_wakes(&self) -> watch::Receiver<u64> {
        self.wakes.queue.local.subscribe()
    }

    /// Changes whenever a commit of this process recorded facts: for telling others.
    pub fn local_fact_wakes(&self) -> watch::Receiver<u64> {
        self.wakes.facts.local.subscribe()
    }

    /// Sends jobs of these kinds to other queues than their own. Said once, before any is written.
    pub fn route_jobs(&self, routes: HashMap<String, String>) {
        self.wakes.heard.route(routes);
    }

    /// Another process left work for the queue.
    pub fn nudge_queue(&self) {
        self.wakes.queue.nudge();
    }

    /// Another process recorded facts.
    pub fn nudge_facts(&self) {
        self.wakes.facts.nudge();
    }

    /// Runs `work` on a database thread; it may read only.
    ///
    /// On Postgres a call that no thread has taken within two seconds is given up.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let (read, answer) = reading(work);
        match &*self.doors {
            Doors::Sqlite(doors) => {
                handed(doors.reads.try_send(read))?;
                answered(answer).await
            }
            Doors::Postgres(doors) => {
                let replica = doors.replica.as_ref().filter(|_| !self.primary);
                let calls = replica.and_then(|replica| replica.calls());
                let (asked, ticket) = Asked::new(Call::Read(read));
                handed(calls.unwrap_or(&doors.calls).try_send(asked))?;
                ticket.wait(answer).await
            }
        }
    }

    /// Runs `work` in a transaction on a database thread; answers once its commit is durable.
    ///
    /// An `Err` or a panic undoes all that `work` did, and nothing else. On Postgres a call that
    /// no thread has taken within two seconds is given up and never runs; where the connection
    /// broke during the commit, nobody knows, and the error says so.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    {
        let (unit, answer) = Write::boxed(work);
        match &*self.doors {
            Doors::Sqlite(doors) => {
                handed(doors.writes.try_send(unit))?;
                answered(answer).await
            }
            Doors::Postgres(doors) => {
                let (asked, ticket) = Asked::new(Call::Write(unit));
                handed(doors.calls.try_send(asked))?;
                let answer = ticket.wait(answer).await;
                if let Some(replica) = &doors.replica {
                    replica.wrote();
                }
                answer
            }
        }
    }
}

fn handed<T>(sent: Result<(), TrySendError<T>>) -> Result {
    sent.map_err(|e| match e {
        TrySendError::Full(_) => Error::Unavailable("the database is busy".to_owned()),
        TrySendError::Disconnected(_) => Error::fault("the database threads are gone"),
    })
}

async fn answered<T>(answer: oneshot::Receiver<Result<T>>) -> Result<T> {
    answer
        .await
        .unwrap_or_else(|_| Err(Error::fault("a database thread went away")))
}

fn connect(url: &str) -> Result<Conn> {
    match dialect_of(url)? {
        (Dialect::Sqlite, path) => sqlite::connect_alone(path),
        (Dialect::Postgres, url) => postgres::connect_alone(url),
    }
}

fn dialect_of(url: &str) -> Result<(Dialect, &str)> {
    if let Some(path) = url.strip_prefix("sqlite://") {
        return Ok((Dialect::Sqlite, path));
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok((Dialect::Postgres, url));
    }
    Err(Error::fault(
        "DATABASE_URL: expected sqlite://path or postgres://…",
    ))
}
