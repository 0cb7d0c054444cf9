//! Seats: how many streams one viewer, and all of them, may hold open.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use blimp_watch::metrics::house::LIVE_VIEWERS;

use super::Room;
use crate::Problem;

/// Open streams by viewer.
#[derive(Debug, Default)]
pub(super) struct Seats(Mutex<Taken>);

#[derive(Debug, Default)]
struct Taken {
    total: usize,
    by_viewer: HashMap<String, usize>,
}

/// One open stream; given back when dropped.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Arc<Seats>,
    who: String,
}

impl Seats {
    /// Takes a seat, or says that there is none: 429 for this viewer, 503 for everybody.
    pub(super) fn take(self: &Arc<Self>, who: &str, room: Room) -> Result<Seat, Problem> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.total >= room.total {
            let title = "There are too many live streams; try again soon.";
            return Err(
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "live.full", title).retry_after(30),
            );
        }
        let own = taken.by_viewer.entry(who.to_owned()).or_default();
        if *own >= room.per_viewer {
            let title = "You have too many live streams open; close some.";
            return Err(
                Problem::new(StatusCode::TOO_MANY_REQUESTS, "live.too_many", title).retry_after(30),
            );
        }
        *own += 1;
        taken.total += 1;
        LIVE_VIEWERS.add([], 1);
        Ok(Seat {
            seats: self.clone(),
            who: who.to_owned(),
        })
    }
}

impl Seat {
    /// The viewer.
    pub(super) fn who(&self) -> &str {
        &self.who
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.total = taken.total.saturating_sub(1);
        if let Some(own) = taken.by_viewer.get_mut(&self.who) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                taken.by_viewer.remove(&self.who);
            }
        }
        LIVE_VIEWERS.add([], -1);
    }
}
