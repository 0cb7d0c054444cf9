//! Patience: how long a server may take, and what is said when it is at an end.

use std::time::Duration;

use blimp_watch::metrics::house;

use crate::breaker::Turn;

/// How long a connection, or an answer, may take.
pub(super) const PATIENCE: Duration = Duration::from_millis(250);

/// Tells the operator that a server went or came back.
pub(super) fn tell(server: &str, turn: Turn) {
    match turn {
        Turn::Opened => tracing::warn!(server, "a cache server does not answer"),
        Turn::Closed => tracing::info!(server, "a cache server answers again"),
        Turn::Stays | Turn::StillOpen => {}
    }
}

/// Counts a request that a server did not answer.
pub(super) fn count(server: &str, error: &dyn std::fmt::Display) {
    house::CACHE_ERRORS.add([server], 1);
    tracing::debug!(server, %error, "a cache server failed");
}
