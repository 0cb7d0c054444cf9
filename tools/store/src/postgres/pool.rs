//! The pool: threads with one connection each, before them a queue in which nobody waits long.
//!
//! A thread whose connection broke connects again by itself, ever more slowly up to twice a
//! second, and takes no work meanwhile. Whoever has waited [`PATIENCE`] for a thread is told to
//! come back, so a database that is down costs callers two seconds and never more.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use blimp_kit::{Error, Result};
use blimp_watch::metrics::house;
use crossbeam_channel::{Receiver, Sender};
use diesel::connection::{Connection, TransactionManager};
use diesel::result::{DatabaseErrorKind, Error as SqlError};
use diesel::{PgConnection, RunQueryDsl, sql_query};
use tokio::sync::oneshot;

use super::connect::Source;
use crate::prepared::PreparedPg;
use crate::unit::{Health, Reading, Unit};
use crate::wakes::Wakes;
use crate::{Conn, Tx};

/// Closures that may wait for a connection before callers are told to come back at once.
pub(super) const WAITING: usize = 4096;
/// How long a closure may wait for a thread.
const PATIENCE: Duration = Duration::from_secs(2);
/// The first and the longest rest between two tries to connect.
const RESTS: (Duration, Duration) = (Duration::from_millis(25), Duration::from_millis(500));

/// What a database thread is asked to do.
pub(crate) enum Call {
    Read(Reading),
    Write(Box<dyn Unit>),
}

/// A call and who may still want it.
pub(crate) struct Asked {
    call: Call,
    ticket: Ticket,
}

/// Whoever tears the ticket off first has it: the thread that runs the call, or the caller that
/// gives it up.
#[derive(Clone, Default)]
pub(crate) struct Ticket(Arc<AtomicBool>);

impl Ticket {
    fn take(&self) -> bool {
        !self.0.swap(true, Ordering::AcqRel)
    }

    /// Waits for the answer; gives up if no thread has taken the call in time.
    pub(crate) async fn wait<T>(self, mut answer: oneshot::Receiver<Result<T>>) -> Result<T> {
        let asked = Instant::now();
        let gone = |_| Err(Error::fault("a database thread went away"));
        while asked.elapsed() < PATIENCE {
            tokio::select! {
                biased;
                answer = &mut answer => return answer.unwrap_or_else(gone),
                // Real time counts: a test's clock may run ahead of the database.
                () = tokio::time::sleep(PATIENCE.saturating_sub(asked.elapsed())) => {}
            }
        }
        if self.take() {
            return Err(Error::Unavailable("the database".to_owned()));
        }
        answer.await.unwrap_or_else(gone)
    }
}

impl Asked {
    pub(crate) fn new(call: Call) -> (Self, Ticket) {
        let ticket = Ticket::default();
        let asked = Self {
            call,
            ticket: ticket.clone(),
        };
        (asked, ticket)
    }
}

/// What the threads of one pool share.
#[derive(Clone)]
pub(super) struct Pool {
    pub(super) source: Arc<Source>,
    pub(super) queue: Receiver<Asked>,
    pub(super) wakes: Wakes,
    /// Gone once nobody can ask any more.
    pub(super) alive: Weak<()>,
    /// For replicas: where calls go while there is no connection, and a flag that says so.
    pub(super) instead: Option<(Sender<Asked>, Arc<AtomicBool>)>,
}

impl Pool {
    /// Starts `size` threads; the first one uses `first`.
    pub(super) fn start(&self, name: &str, size: usize, first: Option<PgConnection>) -> Result {
        let mut first = first;
        for n in 0..size.max(1) {
            let (pool, conn) = (self.clone(), first.take());
            thread::Builder::new()
                .name(format!("{name}-{n}"))
                .spawn(move || pool.run(conn))
                .context("cannot start a thread")?;
        }
        Ok(())
    }

    fn run(&self, conn: Option<PgConnection>) {
        let Some(conn) = conn.or_else(|| self.connect()) else {
            return;
        };
        let conn = Conn::Postgres(PreparedPg::new(conn));
        let mut tx = Tx::new(conn, self.wakes.clock.clone(), self.wakes.heard.clone());
        while let Ok(asked) = self.queue.recv() {
            let asked = if is_gone(&mut tx) {
                let asked = self.pass_on(asked);
                if !self.replace(&mut tx) {
                    return;
                }
                asked
            } else {
                Some(asked)
            };
            let Some(Asked { call, ticket }) = asked else {
                continue;
            };
            if !ticket.take() {
                continue;
            }
            let health = match call {
                Call::Read(read) => read(&mut tx),
                Call::Write(unit) => write(&mut tx, unit, &self.wakes),
            };
            if health == Health::Suspect && !self.is_well(&mut tx) && !self.replace(&mut tx) {
                return;
            }
        }
    }

    /// A replica that lost its connection leaves the call to the primary.
    fn pass_on(&self, asked: Asked) -> Option<Asked> {
        let Some((primary, usable)) = &self.instead else {
            return Some(asked);
        };
        usable.store(false, Ordering::Release);
        // A full queue drops it, which its caller notices.
        drop(primary.try_send(asked));
        None
    }

    /// Connects again; false where nobody is there any more to ask for it.
    fn replace(&self, tx: &mut Tx) -> bool {
        let Some(conn) = self.connect() else {
            return false;
        };
        tx.replace_conn(Conn::Postgres(PreparedPg::new(conn)));
        true
    }

    fn connect(&self) -> Option<PgConnection> {
        let mut rest = RESTS.0;
        loop {
            self.alive.upgrade()?;
            match self.source.connect() {
                Ok(conn) => return Some(conn),
                // Once is enough: every thread says it.
                Err(refused) if rest == RESTS.0 => tracing::warn!("{refused}"),
                Err(refused) => tracing::debug!("{refused}"),
            }
            while self.instead.is_some()
                && let Ok(asked) = self.queue.try_recv()
            {
                self.pass_on(asked);
            }
            thread::park_timeout(rest);
            rest = RESTS.1.min(rest * 2);
        }
    }

    /// Whether a connection that failed somehow is good for more: it answers, and takes writes
    /// where it should.
    fn is_well(&self, tx: &mut Tx) -> bool {
        let Conn::Postgres(conn) = &mut **tx else {
            return true;
        };
        let ask = if self.instead.is_some() {
            "SELECT 1"
        } else {
            // Fails where a server was turned into a standby under us.
            "SELECT 1 / (current_setting('transaction_read_only') = 'off')::int"
        };
        sql_query(ask).execute(conn).is_ok()
    }
}

fn is_gone(tx: &mut Tx) -> bool {
    match &mut **tx {
        Conn::Postgres(conn) => conn.is_gone(),
        Conn::Sqlite(_) => false,
    }
}

type Manager = <Conn as Connection>::TransactionManager;

fn write(tx: &mut Tx, mut unit: Box<dyn Unit>, wakes: &Wakes) -> Health {
    let start = Instant::now();
    let (outcome, lost) = match Manager::begin_transaction(&mut **tx) {
        Err(error) => (Err(Error::from(error)), true),
        Ok(()) => end(tx, &mut *unit),
    };
    house::db_commit(1, start.elapsed());
    let health = if lost { Health::Suspect } else { unit.health() };
    wakes.settle(unit, outcome);
    health
}

/// Runs the unit and ends its transaction; also whether the connection may be lost.
///
/// It is alone in its transaction, so it needs no savepoint: two round trips fewer.
fn end(tx: &mut Tx, unit: &mut dyn Unit) -> (Result, bool) {
    let keep = unit.run_alone(tx);
    if keep && !is_aborted(tx) {
        let done = Manager::commit_transaction(&mut **tx);
        let lost = done.is_err();
        return (done.map_err(refusal), lost);
    }
    let lost = roll_back(tx).is_err();
    if keep {
        // COMMIT would say that all is well, and keep nothing.
        let words = "a statement failed and its transaction went on as if it had not";
        return (Err(Error::fault(words)), lost);
    }
    // Its own error is the answer.
    (Ok(()), lost)
}

/// Undoes all of it; a panic may have left savepoints open.
fn roll_back(tx: &mut Tx) -> diesel::QueryResult<()> {
    let conn: &mut Conn = tx;
    while Manager::transaction_manager_status_mut(conn)
        .transaction_depth()?
        .is_some()
    {
        Manager::rollback_transaction(conn)?;
    }
    Ok(())
}

fn is_aborted(tx: &mut Tx) -> bool {
    match &mut **tx {
        Conn::Postgres(conn) => conn.is_aborted(),
        Conn::Sqlite(_) => false,
    }
}

/// What a failed COMMIT means. Where its answer was lost nobody knows whether it was kept.
fn refusal(error: SqlError) -> Error {
    tracing::error!(%error, "a commit failed");
    let known = matches!(
        &error,
        SqlError::DatabaseError(kind, _) if !matches!(
            kind,
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand
        )
    );
    if known {
        return Error::from(error);
    }
    Error::Unavailable(blimp_kit::OUTCOME_UNKNOWN.to_owned())
}
