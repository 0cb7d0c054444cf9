//! Live: what happens, told to whoever may see it as it happens (`GET /live`).
//!
//! The rule is that of [`activity`](crate::activity), asked again for every batch of facts: who
//! loses a session, a role or a project hears no more of it from the next fact on, except for
//! `access.lost.v1`, which is told to them alone.

pub mod api;
