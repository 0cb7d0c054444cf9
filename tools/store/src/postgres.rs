//! Postgres: a pool of threads, each with one connection of its own.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use blimp_kit::{Error, Result};
use blimp_watch::metrics::house;
use crossbeam_channel::{Receiver, Sender, bounded};
use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::{Connection, PgConnection};

use crate::unit::{Health, Reading, Unit};
use crate::wakes::Wakes;
use crate::{Conn, Tx};

/// Closures that may wait for a connection before callers are told to come back.
const WAITING: usize = 4096;

/// What a database thread is asked to do.
pub(crate) enum Call {
    Read(Reading),
    Write(Box<dyn Unit>),
}

/// The door to the threads.
pub(crate) struct Postgres {
    pub(crate) calls: Sender<Call>,
}

/// Connects `size` times.
pub(crate) fn open(url: &str, size: usize, wakes: &Wakes) -> Result<Postgres> {
    let (calls, queue) = bounded(WAITING);
    for n in 0..size {
        let tx = Tx::new(connect(url)?, wakes.clock.clone(), wakes.heard.clone());
        let (url, queue, wakes) = (url.to_owned(), queue.clone(), wakes.clone());
        thread::Builder::new()
            .name(format!("blimp-postgres-{n}"))
            .spawn(move || serve(tx, &url, &queue, &wakes))
            .context("cannot start a thread")?;
    }
    Ok(Postgres { calls })
}

/// One connection, with time-outs so that a stuck statement or client holds nothing for ever.
pub(crate) fn connect(url: &str) -> Result<Conn> {
    let mut conn = PgConnection::establish(url)
        .map_err(|e| anyhow::anyhow!("cannot connect to Postgres: {e}"))?;
    conn.batch_execute(
        "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'; \
         SET lock_timeout = '10s'; SET client_min_messages = warning; SET timezone = 'UTC'",
    )?;
    Ok(Conn::Postgres(conn))
}

fn serve(mut tx: Tx, url: &str, queue: &Receiver<Call>, wakes: &Wakes) {
    let mut health = Health::Good;
    while let Ok(call) = queue.recv() {
        if health == Health::Suspect {
            revive(&mut tx, url);
        }
        health = match call {
            Call::Read(read) => read(&mut tx),
            Call::Write(unit) => write(&mut tx, unit, wakes),
        };
    }
}

fn write(tx: &mut Tx, mut unit: Box<dyn Unit>, wakes: &Wakes) -> Health {
    type Manager = <Conn as Connection>::TransactionManager;
    let start = Instant::now();
    let commit = Manager::begin_transaction(&mut **tx).and_then(|()| {
        unit.run(tx);
        Manager::commit_transaction(&mut **tx)
    });
    let commit = commit.map_err(|error| {
        tracing::error!(%error, "a commit failed");
        Error::Unavailable("the database".to_owned())
    });
    house::db_commit(1, start.elapsed());
    let health = Health::of(&commit);
    wakes.settle(unit, commit);
    health
}

/// Connects again if the connection no longer answers; leaves a dead one for the next try.
fn revive(tx: &mut Tx, url: &str) {
    if tx.batch_execute("SELECT 1").is_ok() {
        return;
    }
    match connect(url) {
        Ok(conn) => tx.replace_conn(conn),
        Err(error) => {
            tracing::warn!(%error, "Postgres is not back yet");
            // Callers are answered 503 at once; do not hammer a server that is starting.
            thread::park_timeout(Duration::from_millis(50));
        }
    }
}
