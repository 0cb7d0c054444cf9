//! Connecting: to the one host of several that takes writes, and never to one that was replaced.
//!
//! After a fail-over two servers may say that they take writes: the new primary, and the old one
//! that somebody started again. A promotion raises the number of the timeline, so of all hosts
//! that answer the one on the highest timeline is taken, and none on a lower one than was seen.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use blimp_kit::{Error, Result};
use crossbeam_channel::{Receiver, bounded};
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{PgConnection, sql_query};

use super::address::Address;

/// How long a server that is not there yet is waited for when a process starts.
const START: Duration = Duration::from_secs(30);
/// Once one host has answered, how long the others may take.
const OTHERS: Duration = Duration::from_millis(500);
/// For how long what was found is taken for granted by threads that connect together.
const FRESH: Duration = Duration::from_secs(1);
/// A lock that is not to be had by then is not waited for.
const LOCK_TIMEOUT: Duration = Duration::from_secs(10);
/// A transaction that does nothing for so long is ended by the server: a process that is frozen in
/// the middle of one holds up what others would do.
const IDLE_TIMEOUT: Duration = Duration::from_secs(15);

/// Where to connect, and what was learnt of the hosts.
pub(super) struct Source {
    address: Address,
    /// The longest that one statement may take; zero for as long as it likes.
    statement_timeout: Duration,
    found: Mutex<Found>,
}

/// The host that was last found to take writes.
#[derive(Default)]
struct Found {
    host: usize,
    at: Option<Instant>,
    /// The highest timeline seen; 0 where the server does not tell.
    timeline: u32,
}

/// Why there is no connection.
#[derive(Debug)]
pub(super) struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot connect to Postgres: {}", self.0.trim())
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Fault(anyhow::anyhow!("{refused}"))
    }
}

impl Refused {
    /// Whether waiting may help: nobody there yet, or not ready. A wrong password stays wrong.
    fn may_pass(&self) -> bool {
        let lasting = [
            "authentication failed",
            "does not exist",
            "no pg_hba.conf entry",
            "no password supplied",
            "certificate",
            "invalid",
            "server does not support SSL",
        ];
        !lasting.iter().any(|words| self.0.contains(words))
    }
}

impl Source {
    pub(super) fn new(address: Address, statement_timeout: Duration) -> Arc<Self> {
        Arc::new(Self {
            address,
            statement_timeout,
            found: Mutex::default(),
        })
    }

    /// A replica, with the same time-outs.
    pub(super) fn of_replica(&self, url: &str) -> Arc<Self> {
        Self::new(Address::replica(url), self.statement_timeout)
    }

    /// A connection, ready for use.
    pub(super) fn connect(&self) -> Result<PgConnection, Refused> {
        let mut conn = match self.address.hosts.as_slice() {
            [only] => establish(only)?,
            hosts => self.choose(hosts)?,
        };
        self.set_up(&mut conn)?;
        Ok(conn)
    }

    /// As [`Self::connect`], but waits for a server that is starting.
    pub(super) fn connect_at_start(&self) -> Result<PgConnection, Refused> {
        let start = Instant::now();
        loop {
            match self.connect() {
                Err(refused) if refused.may_pass() && start.elapsed() < START => {
                    tracing::warn!("{refused}; waiting for it");
                    thread::park_timeout(Duration::from_secs(1));
                }
                done => return done,
            }
        }
    }

    fn found(&self) -> std::sync::MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn choose(&self, hosts: &[String]) -> Result<PgConnection, Refused> {
        // Held while looking: the other threads that lost their connection want the same answer.
        let mut found = self.found();
        if found.at.is_some_and(|at| at.elapsed() < FRESH)
            && let Some(url) = hosts.get(found.host)
            && let Ok(mut conn) = establish(url)
            && timeline(&mut conn) >= found.timeline
        {
            return Ok(conn);
        }
        let (host, timeline, conn) = best(&ask(hosts), hosts.len())?;
        if timeline < found.timeline {
            let words = "the only host that takes writes was replaced by another one";
            return Err(Refused(words.to_owned()));
        }
        if found.timeline != 0 && found.timeline != timeline {
            tracing::warn!(host, timeline, "Postgres has failed over");
        }
        *found = Found {
            host,
            timeline,
            at: Some(Instant::now()),
        };
        Ok(conn)
    }

    fn set_up(&self, conn: &mut PgConnection) -> Result<(), Refused> {
        let ms = |time: Duration| time.as_millis().to_string();
        sql_query(
            "SELECT set_config('statement_timeout', $1, false), \
             set_config('lock_timeout', $2, false), \
             set_config('idle_in_transaction_session_timeout', $3, false), \
             set_config('client_min_messages', 'warning', false)",
        )
        .bind::<Text, _>(ms(self.statement_timeout))
        .bind::<Text, _>(ms(self.statement_timeout.min(LOCK_TIMEOUT)))
        .bind::<Text, _>(ms(IDLE_TIMEOUT))
        .execute(conn)
        .map_err(|e| Refused(e.to_string()))?;
        Ok(())
    }
}

fn establish(url: &str) -> Result<PgConnection, Refused> {
    PgConnection::establish(url).map_err(|e| Refused(e.to_string()))
}

type Answer = (usize, Result<(u32, PgConnection), Refused>);

/// Asks every host at once.
fn ask(hosts: &[String]) -> Receiver<Answer> {
    let (answers, all) = bounded(hosts.len());
    for (n, url) in hosts.iter().cloned().enumerate() {
        let answers = answers.clone();
        let ask = move || {
            let answer = establish(&url).map(|mut conn| (timeline(&mut conn), conn));
            // Whoever asked may have taken another one by now.
            drop(answers.send((n, answer)));
        };
        let name = format!("blimp-postgres-host-{n}");
        if let Err(error) = thread::Builder::new().name(name).spawn(ask) {
            tracing::error!(%error, "cannot start a thread");
        }
    }
    all
}

/// The host on the highest timeline.
fn best(answers: &Receiver<Answer>, hosts: usize) -> Result<(usize, u32, PgConnection), Refused> {
    let mut best: Option<(usize, u32, PgConnection)> = None;
    let mut why = Vec::new();
    let mut until = None;
    for _ in 0..hosts {
        let answer = match until {
            None => answers.recv().ok(),
            Some(until) => answers.recv_deadline(until).ok(),
        };
        match answer {
            None => break,
            Some((_, Err(Refused(words)))) => why.push(words.trim().to_owned()),
            Some((n, Ok((timeline, conn)))) => {
                until = until.or_else(|| Some(Instant::now() + OTHERS));
                if best.as_ref().is_none_or(|(_, high, _)| timeline > *high) {
                    best = Some((n, timeline, conn));
                }
            }
        }
    }
    best.ok_or_else(|| Refused(why.join("; ")))
}

#[derive(QueryableByName)]
struct Timeline {
    #[diesel(sql_type = Text)]
    timeline: String,
}

/// The timeline of a primary; 0 where the server has none or does not tell.
fn timeline(conn: &mut PgConnection) -> u32 {
    let ask = "SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS timeline";
    let row: QueryResult<Timeline> = sql_query(ask).get_result(conn);
    row.map_or(0, |row| u32::from_str_radix(&row.timeline, 16).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::Refused;

    #[test]
    fn a_server_that_starts_is_waited_for_and_a_wrong_password_is_not() {
        for (words, waits) in [
            (
                "connection to server at \"a\", port 5432 failed: Connection refused",
                true,
            ),
            ("FATAL:  the database system is starting up", true),
            ("could not translate host name \"db\" to address", true),
            ("session is read-only", true),
            (
                "FATAL:  password authentication failed for user \"blimp\"",
                false,
            ),
            ("FATAL:  database \"blimp\" does not exist", false),
            ("SSL error: certificate verify failed", false),
        ] {
            assert_eq!(Refused(words.to_owned()).may_pass(), waits, "{words}");
        }
    }
}
