//! One viewer's stream.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use blimp_cache::presence::Presence;
use blimp_kit::{Error, random, signer};
use blimp_store::{Db, EventRow, events};
use futures::{Stream, StreamExt as _, stream as streams};
use serde_json::Value;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::Interval;
use tokio_util::sync::CancellationToken;

use super::seats::Seat;
use super::{Feed, Sees};
use crate::caller::credential;
use crate::{ClientIp, Problem};

/// How often a silent stream shows that it lives, and asks whether its viewer may still watch.
const BEAT: Duration = Duration::from_secs(15);
/// Facts shown at a time.
const BATCH: usize = 200;
/// Facts that are read again for a viewer who comes back; one who missed more starts anew.
pub(super) const MOST_MISSED: i64 = 5_000;

/// Who watches, and what they saw last.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// By whom streams are counted: the credential's fingerprint, or a user of the app's choice.
    pub who: String,
    /// `Last-Event-ID`, which browsers send when they come back.
    pub last_event_id: Option<i64>,
}

impl<S: Send + Sync> FromRequestParts<S> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let ip = parts
            .extensions
            .get::<ClientIp>()
            .map(|ip| ip.0.to_string());
        let who = credential(&parts.headers).or(ip).unwrap_or_default();
        let last = match parts.headers.get("last-event-id") {
            None => None,
            Some(text) => Some(text.to_str().ok().and_then(|t| t.parse().ok()).ok_or_else(
                || {
                    let title = "Last-Event-ID: the id of an event of this stream.";
                    Problem::bad_request("last_event_id", title, Vec::new())
                },
            )?),
        };
        Ok(Self {
            who: signer::fingerprint(&who),
            last_event_id: last,
        })
    }
}

/// Streams what happens from now on (or from `Last-Event-ID` on) until the feed stops or the viewer
/// goes.
///
/// `sees` says what this viewer gets. Events: each fact by its name; `presence` for who is where the
/// viewer is; `reset` where too much was missed; `reconnect` at shutdown.
pub async fn stream<S: Sees>(
    feed: &Feed,
    db: &Db,
    viewer: Viewer,
    sees: S,
) -> Result<Response, Problem> {
    let seat = feed.seat(&viewer.who)?;
    // Listens first: what happens between here and the position is filtered out, never missed.
    let facts = feed.listen();
    let Start {
        seen,
        behind,
        reset,
    } = start(feed, db, viewer.last_event_id).await?;
    let mut hello = vec![
        Event::default()
            .id(seen.to_string())
            .retry(soon())
            .comment("hello"),
    ];
    if reset {
        hello.push(
            Event::default()
                .event("reset")
                .id(seen.to_string())
                .data("{}"),
        );
    }
    let stop = feed.stopping();
    let mut beat = tokio::time::interval(BEAT);
    beat.reset();
    let watch = Watch {
        db: db.clone(),
        sees,
        stop,
        facts,
        places: feed.presence().changes(),
        presence: feed.presence().clone(),
        seen,
        behind,
        beat,
        over: false,
        seat,
    };
    let response = Sse::new(told(hello, watch)).into_response();
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        // Proxies that collect answers before they pass them on would hold everything back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, response).into_response())
}

fn told<S: Sees>(hello: Vec<Event>, watch: Watch<S>) -> impl Stream<Item = Result<Event, Error>> {
    let later = streams::unfold(watch, Watch::step).flat_map(streams::iter);
    streams::iter(hello).chain(later).map(Ok)
}

/// Where a stream begins.
struct Start {
    seen: i64,
    behind: bool,
    reset: bool,
}

async fn start(feed: &Feed, db: &Db, last: Option<i64>) -> Result<Start, Problem> {
    let Some(last) = last else {
        return Ok(Start {
            seen: feed.position().await,
            behind: false,
            reset: false,
        });
    };
    let newest = db.primary().read(events::last_seq).await?;
    // An id from the future is of another life of the database (a restored backup).
    if (newest.saturating_sub(MOST_MISSED)..=newest).contains(&last) {
        return Ok(Start {
            seen: last,
            behind: true,
            reset: false,
        });
    }
    Ok(Start {
        seen: newest,
        behind: false,
        reset: true,
    })
}

/// When the browser should come back, spread so that not all do so at once.
fn soon() -> Duration {
    let chance = random::number().unwrap_or(0).unsigned_abs() % 4_000;
    Duration::from_millis(1_000 + chance)
}

/// The state between two batches. Nothing is read ahead: a slow viewer is not polled, falls behind
/// the feed's ring and reads on from the table when it is ready again.
struct Watch<S> {
    db: Db,
    sees: S,
    stop: CancellationToken,
    facts: broadcast::Receiver<Arc<EventRow>>,
    places: broadcast::Receiver<i64>,
    presence: Presence,
    seen: i64,
    behind: bool,
    beat: Interval,
    over: bool,
    seat: Seat,
}

/// What a viewer's task woke up for.
enum Woken {
    Facts(Vec<Arc<EventRow>>),
    Places(BTreeSet<i64>),
    Beat,
    Stop,
}

impl<S: Sees> Watch<S> {
    async fn step(mut self) -> Option<(Vec<Event>, Self)> {
        while !self.over {
            let told = match self.wake().await {
                Ok(Woken::Stop) => self.end(),
                Ok(Woken::Beat) => self.show(Vec::new()).await,
                // All of them seen already, or the ring has gone past this viewer.
                Ok(Woken::Facts(rows)) if rows.is_empty() => Vec::new(),
                Ok(Woken::Facts(rows)) => self.show(rows).await,
                Ok(Woken::Places(places)) => self.look_around(places).await,
                Err(error) => self.give_up(&error),
            };
            if !told.is_empty() {
                return Some((told, self));
            }
        }
        None
    }

    async fn wake(&mut self) -> blimp_kit::Result<Woken> {
        if self.stop.is_cancelled() {
            return Ok(Woken::Stop);
        }
        if self.behind {
            return self.catch_up().await.map(Woken::Facts);
        }
        tokio::select! {
            biased;
            () = self.stop.cancelled() => Ok(Woken::Stop),
            fact = self.facts.recv() => Ok(match fact {
                Ok(fact) => Woken::Facts(self.gather(fact)),
                Err(RecvError::Lagged(_)) => {
                    self.behind = true;
                    Woken::Facts(Vec::new())
                }
                Err(RecvError::Closed) => Woken::Stop,
            }),
            place = self.places.recv(), if self.sees.whoami().is_some() => {
                Ok(Woken::Places(self.gather_places(place.ok())))
            }
            _ = self.beat.tick() => Ok(Woken::Beat),
        }
    }

    /// `first` and what else is there already.
    fn gather(&mut self, first: Arc<EventRow>) -> Vec<Arc<EventRow>> {
        let mut rows = vec![first];
        while rows.len() < BATCH {
            match self.facts.try_recv() {
                Ok(row) => rows.push(row),
                Err(broadcast::error::TryRecvError::Lagged(_)) => {
                    self.behind = true;
                    break;
                }
                Err(_) => break,
            }
        }
        rows.retain(|row| row.seq.is_some_and(|seq| seq > self.seen));
        rows
    }

    /// `first` and where else something changed. What was missed for being slow is lost.
    fn gather_places(&mut self, first: Option<i64>) -> BTreeSet<i64> {
        let mut places: BTreeSet<i64> = first.into_iter().collect();
        while let Ok(place) = self.places.try_recv() {
            places.insert(place);
        }
        places
    }

    /// Who is at those of `places` where the viewer is.
    async fn look_around(&mut self, places: BTreeSet<i64>) -> Vec<Event> {
        let mut told = Vec::new();
        for place in places {
            let there = self.presence.list(place).await;
            let me = self.sees.whoami();
            if !there.iter().any(|present| Some(present.who) == me) {
                continue;
            }
            let sees = self.sees.clone();
            let view = self
                .db
                .read(move |conn| sees.present(conn, place, &there))
                .await;
            match view {
                Ok(view) => told.extend(view.and_then(|view| {
                    // Without an id: a viewer who comes back asks for facts only.
                    Event::default().event("presence").json_data(view).ok()
                })),
                Err(error) => return self.give_up(&error),
            }
        }
        told
    }

    async fn catch_up(&mut self) -> blimp_kit::Result<Vec<Arc<EventRow>>> {
        let (seen, limit) = (self.seen, i64::try_from(BATCH).unwrap_or(i64::MAX));
        let rows = self
            .db
            .read(move |conn| events::after(conn, seen, limit))
            .await?;
        self.behind = rows.len() >= BATCH;
        Ok(rows.into_iter().map(Arc::new).collect())
    }

    /// What the viewer may see of `rows` now; a heartbeat where there are none.
    async fn show(&mut self, rows: Vec<Arc<EventRow>>) -> Vec<Event> {
        let (sees, asked) = (self.sees.clone(), rows.clone());
        let views = match self.db.read(move |conn| sees.facts(conn, &asked)).await {
            Ok(views) => views,
            Err(error) => return self.give_up(&error),
        };
        let Some(last) = rows.last().and_then(|row| row.seq) else {
            // The id moves on with what was not for this viewer, so that it is not read again.
            return vec![Event::default().id(self.seen.to_string()).comment("beat")];
        };
        self.seen = last;
        rows.iter()
            .zip(views)
            .filter_map(|(row, view)| event(row, &view?))
            .collect()
    }

    fn end(&mut self) -> Vec<Event> {
        self.over = true;
        vec![Event::default().event("reconnect").retry(soon()).data("{}")]
    }

    /// Ends the stream: without a word for who may not watch any more, else to be tried again.
    fn give_up(&mut self, error: &Error) -> Vec<Event> {
        self.over = true;
        if matches!(error, Error::Unauthenticated) {
            return Vec::new();
        }
        tracing::warn!(%error, viewer = self.seat.who(), "a live stream was given up");
        self.end()
    }
}

fn event(row: &EventRow, view: &Value) -> Option<Event> {
    let id = row.seq?.to_string();
    Event::default()
        .id(id)
        .event(&row.name)
        .json_data(view)
        .ok()
}
