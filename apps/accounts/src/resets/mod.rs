//! Resets: mailed links that let somebody choose a new password. Good for an hour and one use.
//!
//! Whether an address is known never shows: asking only enqueues a job, which looks.

pub mod schema;
mod model;
pub mod events;
pub(crate) mod queries;
pub(crate) mod actions;
pub mod jobs;
pub mod api;

pub use model::{Reset, ResetId};
