//! Tokens: personal keys for scripts. Shown once, stored as fingerprints.

pub mod schema;
mod model;
pub mod events;
pub(crate) mod queries;
pub mod policy;
pub(crate) mod actions;
pub mod api;

pub(crate) use model::{LiveToken, NewToken, USED_EVERY};
pub use model::{PREFIX, Token};
