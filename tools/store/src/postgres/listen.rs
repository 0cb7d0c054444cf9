//! The side connection of a process: tells other processes what was committed here, hears of what
//! they committed, and holds locks that say that this process lives.
//!
//! A wake-up is never more than a hint: whoever waits looks again by itself once a second. So a
//! NOTIFY is not part of any transaction (its lock would be one for all commits) but follows
//! them, at most every [`TELL`].

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use blimp_kit::Result;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text};
use diesel::{PgConnection, sql_query};
use tokio::sync::watch;

use super::connect::Source;
use super::replica::{self, Marks};
use crate::callers::Callers;
use crate::wakes::Wakes;

/// How often the socket is looked at: one system call.
const LOOK: Duration = Duration::from_millis(20);
/// The shortest time between two wake-ups that one process sends.
const TELL: Duration = Duration::from_millis(50);
/// The longest rest between two tries to connect.
const LONGEST_REST: Duration = Duration::from_millis(500);
/// Keys of one message; a message holds at most 8,000 bytes.
const KEYS: usize = 400;

const QUEUE: &str = "blimp_queue";
const FACTS: &str = "blimp_facts";
const CALLERS: &str = "blimp_callers";

/// Keys whose locks are to be held, and those that nobody held when somebody looked.
#[derive(Default)]
pub(crate) struct Holds {
    wanted: Mutex<BTreeSet<i64>>,
    free: Mutex<HashMap<i64, Instant>>,
}

impl Holds {
    pub(crate) fn wanted(&self) -> MutexGuard<'_, BTreeSet<i64>> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of `keys`, those that were free each time for `since` now, given those that are `held`.
    pub(crate) fn long_free(&self, keys: &[i64], held: &[i64], since: Duration) -> Vec<i64> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.retain(|key, _| keys.contains(key) && !held.contains(key));
        let now = Instant::now();
        let found = keys.iter().copied().filter(|key| !held.contains(key));
        found
            .filter(|key| now - *free.entry(*key).or_insert(now) >= since)
            .collect()
    }
}

/// What the thread needs to know.
pub(super) struct Listener {
    pub(super) source: Arc<Source>,
    pub(super) wakes: Wakes,
    pub(super) holds: Arc<Holds>,
    /// For installations with a replica.
    pub(super) lag: Option<(Arc<Callers>, Arc<Marks>)>,
    pub(super) alive: Weak<()>,
}

/// One life of the connection.
struct Line {
    conn: PgConnection,
    pid: i32,
    /// Keys whose locks it has.
    held: BTreeSet<i64>,
    told: Instant,
    marked: Option<Instant>,
}

impl Listener {
    pub(super) fn start(self) -> Result {
        let locals = Locals {
            queue: self.wakes.queue.local.subscribe(),
            facts: self.wakes.facts.local.subscribe(),
        };
        thread::Builder::new()
            .name("blimp-postgres-side".to_owned())
            .spawn(move || self.run(locals))
            .context("cannot start a thread")?;
        Ok(())
    }

    fn run(&self, mut locals: Locals) {
        let (mut line, mut rest) = (None, LOOK);
        while self.alive.upgrade().is_some() {
            let done = match line.take() {
                None => self.connect(),
                Some(mut open) => self.turn(&mut open, &mut locals).map(|()| open),
            };
            match done {
                Ok(open) => (line, rest) = (Some(open), LOOK),
                Err(error) => {
                    tracing::debug!(error, "the side connection broke");
                    rest = LONGEST_REST.min(rest * 2);
                }
            }
            thread::park_timeout(rest);
        }
    }

    fn connect(&self) -> Result<Line, String> {
        let mut conn = self.source.connect().map_err(|e| e.to_string())?;
        let open = |conn: &mut PgConnection| -> QueryResult<i32> {
            conn.batch_execute("LISTEN blimp_queue; LISTEN blimp_facts; LISTEN blimp_callers")?;
            let row: Pid = sql_query("SELECT pg_backend_pid() AS pid").get_result(conn)?;
            Ok(row.pid)
        };
        let pid = open(&mut conn).map_err(|e| e.to_string())?;
        // Nobody knows what was said meanwhile.
        self.wakes.queue.nudge();
        self.wakes.facts.nudge();
        Ok(Line {
            conn,
            pid,
            held: BTreeSet::new(),
            told: Instant::now(),
            marked: None,
        })
    }

    fn turn(&self, line: &mut Line, locals: &mut Locals) -> Result<(), String> {
        self.hear(line)
            .and_then(|()| self.tell(line, locals))
            .and_then(|()| self.hold(line))
            .and_then(|()| self.mark(line))
            .map_err(|e| e.to_string())
    }

    fn hear(&self, line: &mut Line) -> QueryResult<()> {
        let pid = line.pid;
        for heard in line.conn.notifications_iter() {
            let heard = heard?;
            if heard.process_id == pid {
                continue;
            }
            match heard.channel.as_str() {
                QUEUE => self.wakes.queue.nudge(),
                FACTS => self.wakes.facts.nudge(),
                _ => self.learn(&heard.payload),
            }
        }
        Ok(())
    }

    fn learn(&self, keys: &str) {
        let Some((callers, _)) = &self.lag else {
            return;
        };
        let now = Instant::now();
        for key in keys.split(',') {
            if let Ok(key) = u64::from_str_radix(key, 16) {
                callers.wrote_elsewhere(key, now);
            }
        }
    }

    fn tell(&self, line: &mut Line, locals: &mut Locals) -> QueryResult<()> {
        if line.told.elapsed() < TELL {
            return Ok(());
        }
        let mut said = false;
        for (channel, changes) in [(QUEUE, &mut locals.queue), (FACTS, &mut locals.facts)] {
            if changes.has_changed().unwrap_or(false) {
                changes.mark_unchanged();
                notify(&mut line.conn, channel, "")?;
                said = true;
            }
        }
        let fresh = self.lag.as_ref().map(|(callers, _)| callers.take_fresh());
        for keys in fresh.unwrap_or_default().chunks(KEYS) {
            let mut text = String::new();
            for key in keys {
                // Writing to a string cannot fail.
                let _ = write!(text, "{key:x},");
            }
            notify(&mut line.conn, CALLERS, &text)?;
            said = true;
        }
        if said {
            line.told = Instant::now();
        }
        Ok(())
    }

    /// Takes and frees locks until those held are those wanted.
    fn hold(&self, line: &mut Line) -> QueryResult<()> {
        let wanted = self.holds.wanted().clone();
        if wanted == line.held {
            return Ok(());
        }
        for key in wanted.difference(&line.held.clone()) {
            let row: Locked = sql_query("SELECT pg_try_advisory_lock($1) AS locked")
                .bind::<BigInt, _>(*key)
                .get_result(&mut line.conn)?;
            // Else the server has not noticed yet that our last connection is gone.
            if row.locked {
                line.held.insert(*key);
            }
        }
        for key in line.held.clone().difference(&wanted) {
            sql_query("SELECT pg_advisory_unlock($1)")
                .bind::<BigInt, _>(*key)
                .execute(&mut line.conn)?;
            line.held.remove(key);
        }
        Ok(())
    }

    fn mark(&self, line: &mut Line) -> QueryResult<()> {
        let Some((_, marks)) = &self.lag else {
            return Ok(());
        };
        if line.marked.is_none_or(|at| at.elapsed() >= replica::LOOK) {
            let now = Instant::now();
            marks.push(now, replica::written(&mut line.conn)?);
            line.marked = Some(now);
        }
        Ok(())
    }
}

/// What this process committed.
struct Locals {
    queue: watch::Receiver<u64>,
    facts: watch::Receiver<u64>,
}

#[derive(QueryableByName)]
struct Pid {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

#[derive(QueryableByName)]
struct Locked {
    #[diesel(sql_type = Bool)]
    locked: bool,
}

fn notify(conn: &mut PgConnection, channel: &str, text: &str) -> QueryResult<()> {
    sql_query("SELECT pg_notify($1, $2)")
        .bind::<Text, _>(channel)
        .bind::<Text, _>(text)
        .execute(conn)?;
    Ok(())
}
