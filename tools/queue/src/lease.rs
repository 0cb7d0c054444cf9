//! Leases: a worker owns its jobs for as long as it shows signs of life.
//!
//! One row per start of a runner, renewed by one UPDATE every few seconds, by the database's
//! clock. Whoever finds a row that ran out deletes it and puts its jobs back; an id is random and
//! never used twice, so whatever a deleted worker still tries to write is refused. On SQLite each
//! worker also holds a lock on a file, which the kernel frees at the moment its process dies: the
//! next start takes the jobs back at once.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use blimp_kit::{Instant, Result, random};
use blimp_store::schema::job;
use blimp_store::{Conn, Db, Dialect, JobId, Tx};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::schema::worker;
use crate::state::{DEAD, IsRunning, READY};
use crate::{backoff, limits};

/// Stands in for a lock file where the server holds the worker's lock, on Postgres.
const ADVISORY: &str = "advisory lock";
/// Deaths of workers that a job may be part of; one more and it counts as their cause.
const CRASHES: u32 = 8;
/// How often the look after the dead also looks for jobs that a limit has parked for nothing.
const SWEEPS: f64 = 0.1;

/// A file that this process holds locked. Dropped, it is free and stays, to say that its worker
/// died; [`LockFile::remove`] is for one that left in good order, or is buried.
#[derive(Debug)]
pub(crate) struct LockFile {
    path: PathBuf,
    /// Holds the lock.
    _file: File,
}

impl LockFile {
    fn new(path: PathBuf) -> Result<Self> {
        let file = File::create(&path)
            .with_context(|| format!("cannot make the lock file {}", path.display()))?;
        file.try_lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
        Ok(Self { path, _file: file })
    }

    /// Takes over the lock of a dead process; `None` where its process lives or nobody can tell.
    fn of_the_dead(path: &Path) -> Option<Self> {
        let file = match OpenOptions::new().write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => {
                tracing::warn!(%error, path = %path.display(), "cannot look at a lock file");
                return None;
            }
        };
        file.try_lock().ok()?;
        Some(Self {
            path: path.to_owned(),
            _file: file,
        })
    }

    fn remove(self) {
        // Left behind, it is only an empty file.
        drop(std::fs::remove_file(&self.path));
    }
}

/// A worker's row, and its lock where there is one.
#[derive(Debug, Default)]
pub(crate) struct Lease {
    pub(crate) worker: i64,
    lock: Option<LockFile>,
}

/// Registers a new worker.
pub(crate) async fn register(db: &Db, lease: Duration) -> Result<Lease> {
    let id = random::number()?;
    let lock = match db.dialect() {
        Dialect::Postgres => None,
        Dialect::Sqlite => database_file(db)
            .await?
            .map(|file| LockFile::new(PathBuf::from(format!("{file}-worker-{id}"))))
            .transpose()?,
    };
    let path = match &lock {
        Some(lock) => Some(lock.path.to_string_lossy().into_owned()),
        None => db.hold(id).await.then(|| ADVISORY.to_owned()),
    };
    db.write(move |tx| {
        let now = clock(tx)?;
        diesel::insert_into(worker::table)
            .values((
                worker::id.eq(id),
                worker::host.eq(host()),
                worker::pid.eq(i64::from(std::process::id())),
                worker::started_at.eq(now),
                worker::lease_until.eq(now + lease),
                worker::running.eq(0),
                worker::lock_path.eq(path),
            ))
            .execute(&mut **tx)?;
        Ok(())
    })
    .await?;
    Ok(Lease { worker: id, lock })
}

/// Gives the row up; the worker's jobs must be back in the queue by now.
pub(crate) async fn leave(db: &Db, lease: Lease) -> Result {
    let id = lease.worker;
    db.write(move |tx| {
        diesel::delete(worker::table.find(id)).execute(&mut **tx)?;
        Ok(())
    })
    .await?;
    db.let_go(id);
    if let Some(lock) = lease.lock {
        lock.remove();
    }
    Ok(())
}

/// Renews the lease; `None` where it is gone, else the jobs that somebody cancelled.
pub(crate) fn renew(
    conn: &mut Conn,
    id: i64,
    lease: Duration,
    running: usize,
) -> Result<Option<Vec<JobId>>> {
    let now = clock(conn)?;
    let mine = worker::table.find(id).filter(worker::lease_until.gt(now));
    let running = i64::try_from(running).unwrap_or(i64::MAX);
    let renewed = diesel::update(mine)
        .set((
            worker::lease_until.eq(now + lease),
            worker::running.eq(running),
        ))
        .execute(conn)?;
    if renewed == 0 {
        return Ok(None);
    }
    Ok(Some(cancelled(conn, id)?))
}

/// The worker's jobs that somebody cancelled.
pub(crate) fn cancelled(conn: &mut Conn, id: i64) -> Result<Vec<JobId>> {
    Ok(job::table
        .filter(job::worker.eq(id))
        .filter(IsRunning)
        .filter(job::cancel)
        .select(job::id)
        .load(conn)?)
}

/// Whether the worker may still claim. On Postgres its row cannot be deleted until the claim has
/// committed, so a reaper sees either no worker or all of its jobs.
pub(crate) fn holds(conn: &mut Conn, id: i64) -> Result<bool> {
    let now = clock(conn)?;
    let mine = worker::table
        .find(id)
        .filter(worker::lease_until.gt(now))
        .select(worker::id);
    let found: Option<i64> = match conn {
        Conn::Sqlite(c) => mine.first(c).optional()?,
        Conn::Postgres(c) => mine.for_key_share().first(c).optional()?,
    };
    Ok(found.is_some())
}

/// Puts the jobs of dead workers back; returns how many.
pub(crate) async fn reap(db: &Db) -> Result<usize> {
    let locks: Vec<(i64, Option<String>)> = db
        .read(|conn| {
            Ok(worker::table
                .select((worker::id, worker::lock_path))
                .load(conn)?)
        })
        .await?;
    let held = locks
        .iter()
        .filter(|(_, path)| path.as_deref() == Some(ADVISORY));
    let mut gone = db.unheld(held.map(|(id, _)| *id).collect()).await?;
    // Held until the rows are gone, so that two reapers do not meet.
    let dead: Vec<(i64, LockFile)> = locks
        .into_iter()
        .filter_map(|(id, path)| Some((id, LockFile::of_the_dead(Path::new(&path?))?)))
        .collect();
    gone.extend(dead.iter().map(|(id, _)| *id));
    let reaped = db.write(move |tx| bury(tx, gone)).await?;
    for (_, lock) in dead {
        lock.remove();
    }
    Ok(reaped)
}

/// Deletes the rows of workers whose lease ran out, and of `dead`; puts their jobs back.
fn bury(tx: &mut Tx, dead: Vec<i64>) -> Result<usize> {
    if let Conn::Postgres(c) = &mut **tx {
        // One process at a time is enough, and two would wait for each other's rows.
        let lock = diesel::dsl::sql::<Bool>("pg_try_advisory_xact_lock(4207850)");
        if !diesel::select(lock).get_result::<bool>(c)? {
            return Ok(0);
        }
    }
    // Now and then: what it finds was forgotten, which hardly ever happens.
    if backoff::chance() < SWEEPS && limits::sweep(tx)? {
        tx.wake_queue();
    }
    let now = clock(tx)?;
    let over = worker::lease_until.le(now).or(worker::id.eq_any(dead));
    diesel::delete(worker::table.filter(over)).execute(&mut **tx)?;
    // In this order: whoever registers in between has no job in the first list.
    let owners: Vec<Option<i64>> = job::table
        .filter(IsRunning)
        .select(job::worker)
        .distinct()
        .load(&mut **tx)?;
    let alive: Vec<i64> = worker::table.select(worker::id).load(&mut **tx)?;
    let orphaned = |owner: &i64| !alive.contains(owner);
    let gone: Vec<i64> = owners.into_iter().flatten().filter(orphaned).collect();
    if gone.is_empty() {
        return Ok(0);
    }
    let back = put_back(tx, &gone)?;
    tracing::warn!(
        workers = gone.len(),
        jobs = back,
        "took jobs back from workers that died"
    );
    tx.wake_queue();
    Ok(back)
}

/// How long a job rests that was there when its worker died so often before: not at all the first
/// time, then ever longer. A machine that restarts in a loop takes innocent jobs down with it;
/// waiting tells them from the one that kills.
fn rest(crashes: u32) -> Option<Duration> {
    (crashes > 0).then(|| Duration::from_secs(1 << crashes.min(10)))
}

fn put_back(tx: &mut Tx, gone: &[i64]) -> Result<usize> {
    let now = tx.now();
    let conn: &mut Conn = tx;
    let theirs = || {
        job::table
            .filter(IsRunning)
            .filter(job::worker.eq_any(gone))
    };
    let killers = diesel::update(theirs().filter(job::crashes.ge(i64::from(CRASHES))))
        .set((
            job::state.eq(DEAD),
            job::worker.eq(None::<i64>),
            job::crashes.eq(job::crashes + 1),
            job::last_error.eq("its worker died while it ran, again and again"),
        ))
        .execute(conn)?;
    let mut others = 0;
    for crashes in 0..CRASHES {
        others += diesel::update(theirs().filter(job::crashes.eq(i64::from(crashes))))
            .set((
                job::state.eq(READY),
                job::worker.eq(None::<i64>),
                rest(crashes).map(|rest| job::run_at.eq(now + rest)),
                job::crashes.eq(i64::from(crashes) + 1),
                // A crash is no failure of the job; it has a counter of its own.
                job::attempt.eq(job::attempt - 1),
            ))
            .execute(conn)?;
    }
    Ok(killers + others)
}

#[derive(QueryableByName)]
struct Now {
    #[diesel(sql_type = BigInt)]
    now: Instant,
}

/// What time the database has. Leases compare nothing else: the clocks of processes differ.
pub(crate) fn clock(conn: &mut Conn) -> Result<Instant> {
    let row: Now = match conn {
        Conn::Sqlite(c) => diesel::sql_query(
            "SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER) AS now",
        )
        .get_result(c)?,
        Conn::Postgres(c) => {
            diesel::sql_query("SELECT (extract(epoch FROM now()) * 1000000)::bigint AS now")
                .get_result(c)?
        }
    };
    Ok(row.now)
}

#[derive(QueryableByName)]
struct Main {
    #[diesel(sql_type = Text)]
    file: String,
}

/// The file of an SQLite database; `None` for one in memory.
async fn database_file(db: &Db) -> Result<Option<String>> {
    let row = db
        .read(|conn| {
            let Conn::Sqlite(c) = conn else {
                return Ok(None);
            };
            let text = "SELECT file FROM pragma_database_list WHERE name = 'main'";
            Ok(diesel::sql_query(text).get_result::<Main>(c).optional()?)
        })
        .await?;
    Ok(row.map(|row| row.file).filter(|file| !file.is_empty()))
}

fn host() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .map_or_else(|_| "unknown".to_owned(), |name| name.trim().to_owned())
}
