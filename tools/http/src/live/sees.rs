//! What a viewer may see.

use std::sync::Arc;

use blimp_cache::presence::Present;
use blimp_kit::Result;
use blimp_store::{Conn, EventRow};
use serde_json::Value;

/// What a viewer may see, asked again each time; all of it runs on a database thread.
///
/// A closure over facts alone is one too: such a viewer is told of nobody's presence.
pub trait Sees: Clone + Send + Sync + 'static {
    /// For each fact the JSON that this viewer gets, or `None` where they may not see it. Asked
    /// without facts too, to learn whether the viewer may still watch: `Error::Unauthenticated`
    /// ends the stream.
    fn facts(&self, conn: &mut Conn, facts: &[Arc<EventRow>]) -> Result<Vec<Option<Value>>>;

    /// Who the viewer is at a place, if anybody.
    fn whoami(&self) -> Option<i64> {
        None
    }

    /// Who is at `place`, where the viewer is, as the JSON that they get; `None` where they may
    /// not see it any more.
    fn present(&self, _conn: &mut Conn, _place: i64, _there: &[Present]) -> Result<Option<Value>> {
        Ok(None)
    }
}

impl<F> Sees for F
where
    F: Fn(&mut Conn, &[Arc<EventRow>]) -> Result<Vec<Option<Value>>>
        + Clone
        + Send
        + Sync
        + 'static,
{
    fn facts(&self, conn: &mut Conn, facts: &[Arc<EventRow>]) -> Result<Vec<Option<Value>>> {
        self(conn, facts)
    }
}
