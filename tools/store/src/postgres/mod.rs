//! Postgres: a pool of threads with one connection each, a side connection for wake-ups, and a
//! replica where there is one.
//!
//! Start with [`pool`] for what happens to a call, [`connect`] for which server is taken.

mod address;
mod connect;
mod listen;
mod pool;
mod replica;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use blimp_kit::Result;
use crossbeam_channel::{Receiver, Sender, bounded};

use self::address::Address;
use self::connect::Source;
use self::listen::Listener;
use self::pool::{Pool, WAITING};
use self::replica::{Marks, Watch};
use crate::Conn;
use crate::callers::Callers;
use crate::config::PostgresOptions;
use crate::prepared::PreparedPg;
use crate::wakes::Wakes;

pub(crate) use self::listen::Holds;
pub(crate) use self::pool::{Asked, Call};
pub(crate) use self::replica::Replica;

/// The door to the threads.
pub(crate) struct Postgres {
    pub(crate) calls: Sender<Asked>,
    pub(crate) replica: Option<Replica>,
    pub(crate) holds: Arc<Holds>,
    /// The threads end when it is gone.
    _alive: Arc<()>,
}

/// Connects once, waiting for a server that starts; the other connections follow by themselves.
pub(crate) fn open(
    url: &str,
    size: usize,
    wakes: &Wakes,
    options: &PostgresOptions,
) -> Result<Postgres> {
    let alive = Arc::new(());
    let source = Source::new(Address::primary(url), options.statement_timeout);
    let first = source.connect_at_start()?;
    let (calls, queue) = bounded(WAITING);
    let pool = Pool {
        source: Arc::clone(&source),
        queue,
        wakes: wakes.clone(),
        alive: Arc::downgrade(&alive),
        instead: None,
    };
    pool.start("blimp-postgres", size, Some(first))?;
    let marks = Arc::<Marks>::default();
    let replica = match &options.replica {
        Some(url) => Some(second(url, size, &pool, &calls, &marks)?),
        None => None,
    };
    let holds = Arc::<Holds>::default();
    let lag = replica
        .as_ref()
        .map(|one| (Arc::clone(&one.callers), marks));
    Listener {
        source,
        wakes: wakes.clone(),
        holds: Arc::clone(&holds),
        lag,
        alive: Arc::downgrade(&alive),
    }
    .start()?;
    Ok(Postgres {
        calls,
        replica,
        holds,
        _alive: alive,
    })
}

/// Starts the threads of the replica, which need not be there yet.
fn second(
    url: &str,
    size: usize,
    primary: &Pool,
    calls: &Sender<Asked>,
    marks: &Arc<Marks>,
) -> Result<Replica> {
    let source = primary.source.of_replica(url);
    let (own, queue): (_, Receiver<Asked>) = bounded(WAITING);
    let usable = Arc::new(AtomicBool::new(false));
    let pool = Pool {
        source: Arc::clone(&source),
        queue,
        instead: Some((calls.clone(), Arc::clone(&usable))),
        ..primary.clone()
    };
    pool.start("blimp-replica", size, None)?;
    Watch {
        source,
        usable: Arc::clone(&usable),
        marks: Arc::clone(marks),
        alive: primary.alive.clone(),
    }
    .start()?;
    Ok(Replica {
        calls: own,
        usable,
        callers: Arc::new(Callers::new()),
    })
}

/// One connection for long statements, such as migrations; waits for a server that starts.
pub(crate) fn connect_alone(url: &str) -> Result<Conn> {
    let source = Source::new(Address::primary(url), Duration::ZERO);
    let conn = source.connect_at_start()?;
    Ok(Conn::Postgres(PreparedPg::new(conn)))
}
