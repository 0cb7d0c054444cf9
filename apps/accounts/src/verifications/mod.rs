//! Verifications: mailed links that show whose an address is, or make another one theirs. Good for
//! seven days and one use.

pub mod schema;
mod model;
pub mod events;
pub(crate) mod queries;
pub(crate) mod actions;
pub mod api;

pub use model::{Purpose, Verification, VerificationId};
