//! Flights: one fill for all in this process who found the same place.
//!
//! A flight belongs to a place on a server, told by its mark. Who joins has found that place
//! after it was made and before it was removed, so a flight never brings anybody something
//! older than what they could have read themselves.

use std::collections::HashSet;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use blimp_kit::Result;
use bytes::Bytes;

use crate::outcome::shared;

/// How long what a flight brought is held for those who found its place just before it was
/// filled and have not joined yet.
const HOLD: Duration = Duration::from_secs(2);
/// How many bytes are held so.
const HELD: u64 = 4 << 20;

/// A place on a server: the key, and the mark of the place.
type At = (String, u64);

/// The flights of this process.
pub(super) struct Flights {
    /// Those that are under way.
    open: Mutex<HashSet<At>>,
    /// Their results, and who waits for them.
    brought: moka::future::Cache<At, Bytes>,
}

impl Flights {
    pub(super) fn new() -> Self {
        let brought = moka::future::Cache::builder()
            .weigher(|at: &At, json: &Bytes| {
                u32::try_from(at.0.len() + json.len()).unwrap_or(u32::MAX)
            })
            .max_capacity(HELD)
            .time_to_live(HOLD)
            .build();
        Self {
            open: Mutex::default(),
            brought,
        }
    }

    /// Whether this process is filling that place, or just has.
    pub(super) fn know(&self, at: &At) -> bool {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.contains(at) || self.brought.contains_key(at)
    }

    /// What the flight for that place brings: `fill`, where nobody has begun one.
    pub(super) async fn join(
        &self,
        at: At,
        fill: impl Future<Output = Result<Bytes>>,
    ) -> Result<Bytes> {
        let _open = self.begin(&at);
        self.brought.try_get_with(at, fill).await.map_err(shared)
    }

    /// Says that a flight is under way, until what is returned is dropped.
    fn begin(&self, at: &At) -> Option<Open<'_>> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(at.clone()).then(|| Open {
            flights: self,
            at: at.clone(),
        })
    }
}

struct Open<'a> {
    flights: &'a Flights,
    at: At,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        let open = &self.flights.open;
        open.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.at);
    }
}
