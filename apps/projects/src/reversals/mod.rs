//! Reversals: undoing what was done to tasks.
//!
//! Every change is a fact with old and new values, so it can be turned round: where a task still is
//! as the change left it, the old values come back; where somebody changed it since, that is said
//! and nothing is lost. A reversal is a change itself and can be undone, too.
//!
//! What one request did is one change: its first fact stands for all of it, the others are parts
//! that can be undone alone.

pub mod model;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod api;
