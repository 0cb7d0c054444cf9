//! The feed: one task in each process that follows the event table and tells all viewers.

use std::sync::Arc;
use std::time::Duration;

use blimp_cache::presence::Presence;
use blimp_kit::{Result, Settings};
use blimp_store::{Db, Dialect, EventRow, events};
use tokio::sync::{broadcast, watch};
use tokio::task::AbortHandle;
use tokio_util::sync::CancellationToken;

use super::queries;
use super::seats::{Seat, Seats};
use crate::Problem;
use crate::config::MAX_LIVE_STREAMS;

/// How often the table is looked at for facts of other processes; those of this one wake the feed
/// at once. An empty look is one step in an index.
const POLL: Duration = Duration::from_millis(250);
/// After facts were found the next look waits this long: under load one look, and on Postgres one
/// numbering, serves what many commits have left.
const GATHER: Duration = Duration::from_millis(20);
/// Facts read, and numbered, at a time.
const BATCH: i64 = 500;
/// Facts that a viewer may be behind before it reads on from the table.
const RING: usize = 1024;
/// Nothing has been read yet.
const UNKNOWN: i64 = -1;

/// How many streams may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// By one viewer.
    pub per_viewer: usize,
    /// In this process (`MAX_LIVE_STREAMS`).
    pub total: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            per_viewer: 20,
            total: 10_000,
        }
    }
}

impl Room {
    /// What the operator's settings say.
    pub fn from_settings(settings: &Settings) -> Result<Self> {
        let total = settings
            .get(&MAX_LIVE_STREAMS)
            .map_err(anyhow::Error::from)?;
        Ok(Self {
            total,
            ..Self::default()
        })
    }
}

/// What happens, as it happens. Cheap to clone; the last clone that goes ends it.
#[derive(Debug, Clone)]
pub struct Feed {
    inner: Arc<Inner>,
    presence: Presence,
}

#[derive(Debug)]
struct Inner {
    facts: broadcast::Sender<Arc<EventRow>>,
    position: watch::Receiver<i64>,
    seats: Arc<Seats>,
    room: Room,
    stopping: CancellationToken,
    task: AbortHandle,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Feed {
    /// Starts following the table, within a Tokio runtime.
    pub fn start(db: Db) -> Self {
        Self::with_room(db, Room::default())
    }

    /// The same, with another number of streams.
    #[expect(
        clippy::disallowed_methods,
        reason = "lives as long as the process; keeps no work"
    )]
    pub fn with_room(db: Db, room: Room) -> Self {
        let presence = Presence::start(db.clock().clone(), None);
        let facts = broadcast::Sender::new(RING);
        let (position, watched) = watch::channel(UNKNOWN);
        let task = tokio::spawn(follow(db, facts.clone(), position)).abort_handle();
        let seats = Arc::default();
        Self {
            inner: Arc::new(Inner {
                facts,
                position: watched,
                seats,
                room,
                stopping: CancellationToken::new(),
                task,
            }),
            presence,
        }
    }

    /// The same, with who is where kept elsewhere than in this process alone.
    #[must_use]
    pub fn with_presence(self, presence: Presence) -> Self {
        Self { presence, ..self }
    }

    /// Who is where.
    pub fn presence(&self) -> &Presence {
        &self.presence
    }

    /// Asks every viewer to come back later, and ends their streams: the house shuts down.
    pub fn stop(&self) {
        self.inner.stopping.cancel();
    }

    /// Done once [`Feed::stop`] was called.
    pub fn stopping(&self) -> CancellationToken {
        self.inner.stopping.clone()
    }

    pub(super) fn seat(&self, who: &str) -> Result<Seat, Problem> {
        self.inner.seats.take(who, self.inner.room)
    }

    pub(super) fn listen(&self) -> broadcast::Receiver<Arc<EventRow>> {
        self.inner.facts.subscribe()
    }

    /// The place in the order up to which viewers have been told, once it is known.
    pub(super) async fn position(&self) -> i64 {
        let mut position = self.inner.position.clone();
        position
            .wait_for(|seq| *seq != UNKNOWN)
            .await
            .map_or(UNKNOWN, |seq| *seq)
    }
}

async fn follow(db: Db, facts: broadcast::Sender<Arc<EventRow>>, position: watch::Sender<i64>) {
    let mut wakes = db.fact_wakes();
    let mut seen = loop {
        match db.read(events::last_seq).await {
            Ok(last) => break last,
            Err(error) => tracing::warn!(%error, "live updates wait for the database"),
        }
        tokio::time::sleep(POLL).await;
    };
    position.send_replace(seen);
    loop {
        let rows = next(&db, seen).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "live updates wait for the database");
            Vec::new()
        });
        let full = i64::try_from(rows.len()).is_ok_and(|count| count >= BATCH);
        if let Some(last) = rows.last().and_then(|row| row.seq) {
            seen = last;
            // Before the facts themselves: a viewer that joins in between is told twice (and
            // drops one) rather than never.
            position.send_replace(seen);
            for row in rows {
                // Nobody may be listening.
                drop(facts.send(Arc::new(row)));
            }
            if !full {
                tokio::time::sleep(GATHER).await;
            }
            continue;
        }
        tokio::select! {
            _ = wakes.changed() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// The facts after `seen`; on Postgres those that wait are numbered first.
async fn next(db: &Db, seen: i64) -> Result<Vec<EventRow>> {
    if db.dialect() == Dialect::Postgres && db.read(queries::has_unsequenced).await? {
        db.write(|tx| events::sequence(tx, BATCH)).await?;
    }
    db.read(move |conn| events::after(conn, seen, BATCH)).await
}
