//! SQLite: one writer thread that group-commits, and a pool of readers.
//!
//! The writer takes all closures that wait, runs each in a savepoint of one `BEGIN IMMEDIATE`,
//! commits once with `synchronous=FULL`, then answers them all. One flush to disk serves many
//! callers, and no two writers ever meet.

use std::path::Path;
use std::thread;
use std::time::Instant;

use anyhow::Context as _;
use blimp_kit::{Error, Result};
use blimp_watch::metrics::house;
use crossbeam_channel::{Receiver, Sender, bounded};
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::{Connection, SqliteConnection};

use crate::unit::{Reading, Unit};
use crate::wakes::Wakes;
use crate::{Conn, Tx};

/// Closures that may wait for the writer before callers are told to come back.
const WAITING_WRITES: usize = 4096;
/// Closures that may wait for a reader.
const WAITING_READS: usize = 4096;
/// Closures of one commit: few enough that none waits long for its neighbours.
const BATCH: usize = 128;

/// The doors to the threads.
pub(crate) struct Sqlite {
    pub(crate) writes: Sender<Box<dyn Unit>>,
    pub(crate) reads: Sender<Reading>,
}

/// Opens the file at `path`, making it and its folder where they are missing.
pub(crate) fn open(path: &str, readers: usize, wakes: &Wakes) -> Result<Sqlite> {
    if let Some(folder) = Path::new(path)
        .parent()
        .filter(|f| !f.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let (writes, write_queue) = bounded(WAITING_WRITES);
    let (reads, read_queue) = bounded(WAITING_READS);
    let tx = Tx::new(
        connect(path, WRITER)?,
        wakes.clock.clone(),
        wakes.heard.clone(),
    );
    let follow = wakes.clone();
    spawn("blimp-writer", move || {
        write_loop(tx, &write_queue, &follow);
    })?;
    for n in 0..readers {
        let (conn, queue) = (connect(path, READER)?, read_queue.clone());
        spawn(&format!("blimp-reader-{n}"), move || {
            read_loop(conn, &queue);
        })?;
    }
    Ok(Sqlite { writes, reads })
}

/// A connection of its own, for migrations and checks.
pub(crate) fn connect_alone(path: &str) -> Result<Conn> {
    if let Some(folder) = Path::new(path)
        .parent()
        .filter(|f| !f.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    connect(path, WRITER)
}

const WRITER: &str = "PRAGMA cache_size = -32768;";
const READER: &str = "PRAGMA cache_size = -8192; PRAGMA query_only = ON;";

fn connect(path: &str, role: &str) -> Result<Conn> {
    let mut conn = SqliteConnection::establish(path)
        .with_context(|| format!("cannot open the database {path}"))?;
    // busy_timeout first: switching to WAL takes a lock that another process may hold.
    conn.batch_execute(
        "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; \
         PRAGMA journal_size_limit = 67108864;",
    )
    .with_context(|| format!("cannot open the database {path}"))?;
    conn.batch_execute(role)?;
    Ok(Conn::Sqlite(conn))
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .context("cannot start a thread")?;
    Ok(())
}

fn read_loop(mut conn: Conn, queue: &Receiver<Reading>) {
    while let Ok(read) = queue.recv() {
        read(&mut conn);
    }
}

fn write_loop(mut tx: Tx, queue: &Receiver<Box<dyn Unit>>, wakes: &Wakes) {
    // Units that a batch did not get to.
    let mut left: Vec<Box<dyn Unit>> = Vec::new();
    loop {
        let mut batch = std::mem::take(&mut left);
        if batch.is_empty() {
            let Ok(first) = queue.recv() else { return };
            batch.push(first);
        }
        batch.extend(queue.try_iter().take(BATCH.saturating_sub(batch.len())));
        let start = Instant::now();
        let (ran, commit) = commit_together(&mut tx, &mut batch);
        left = batch.split_off(ran);
        house::db_commit(batch.len(), start.elapsed());
        for unit in batch {
            let commit = commit.as_ref().copied().map_err(refusal);
            wakes.settle(unit, commit);
        }
    }
}

/// Runs units and commits them; how many ran, and whether what they did is durable.
fn commit_together(tx: &mut Tx, batch: &mut [Box<dyn Unit>]) -> (usize, diesel::QueryResult<()>) {
    let Conn::Sqlite(conn) = &mut **tx else {
        return (batch.len(), Ok(()));
    };
    if let Err(error) = AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE") {
        return (batch.len(), Err(error));
    }
    tx.lost = false;
    let mut ran = 0;
    for unit in batch {
        unit.run(tx);
        ran += 1;
        if tx.lost {
            // On some failures SQLite rolls everything back, not only the savepoint. Whoever came
            // after would not be in a transaction any more.
            break;
        }
    }
    let lost = tx.lost;
    let Conn::Sqlite(conn) = &mut **tx else {
        return (ran, Ok(()));
    };
    let result = if lost {
        Err(diesel::result::Error::RollbackTransaction)
    } else {
        AnsiTransactionManager::commit_transaction(conn)
    };
    if result.is_err() {
        // Some failures (a full disk) leave the transaction open, some have ended it.
        drop(conn.batch_execute("ROLLBACK"));
        *AnsiTransactionManager::transaction_manager_status_mut(conn) =
            diesel::connection::TransactionManagerStatus::default();
    }
    (ran, result)
}

fn refusal(error: &diesel::result::Error) -> Error {
    tracing::error!(%error, "a commit failed; nothing of its batch was kept");
    let words = error.to_string();
    if words.contains("full") {
        return Error::Full {
            code: "database.full",
            detail: "The disk is full.".to_owned(),
        };
    }
    Error::Unavailable("the database".to_owned())
}
