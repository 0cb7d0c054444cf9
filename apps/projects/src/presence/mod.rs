//! Presence: who looks at a task now, and who is typing there.
//!
//! Nothing of it is kept: a person says it every twenty seconds while they look, and is gone after
//! forty-five of silence ([`blimp_cache::presence`]). No event, no row. A task is the place.
//!
//! **Invariant:** nobody sees somebody there whom they may not know: a client sees the people of
//! their projects only.

mod model;
pub mod queries;
pub mod policy;
pub mod api;

pub use model::PresenceBody;
