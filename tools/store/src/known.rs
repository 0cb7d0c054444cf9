//! What transactions need to know of the house: which events somebody hears, which way jobs go.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Shared by all transactions of a database.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Names of events that somebody reacts to.
    pub(crate) events: HashSet<&'static str>,
    /// Queues by kind of job, where it is not the kind's own.
    routes: OnceLock<HashMap<String, String>>,
}

impl Known {
    pub(crate) fn new(events: HashSet<&'static str>) -> Self {
        Self {
            events,
            routes: OnceLock::new(),
        }
    }

    /// Says which way jobs go; the first to say so decides.
    pub(crate) fn route(&self, routes: HashMap<String, String>) {
        drop(self.routes.set(routes));
    }

    /// The queue for jobs of this kind.
    pub(crate) fn queue<'a>(&'a self, kind: &str, own: &'a str) -> &'a str {
        let routed = self.routes.get().and_then(|routes| routes.get(kind));
        routed.map_or(own, String::as_str)
    }
}
