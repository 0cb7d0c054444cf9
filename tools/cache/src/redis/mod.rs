//! Redis: what several processes share for a moment. Never the truth: that is in SQL.
//!
//! [`Redis`] is one connection that many use at once, with time-outs and a breaker: where Redis
//! is away or slow, a call fails within its patience, and within microseconds after a few such
//! calls. Whoever calls says what happens then: limits are counted in this process, the queue is
//! read from SQL, a wake-up is left out because the next poll sees what it was about.
//!
//! Blocking commands (`XREADGROUP BLOCK`, `SUBSCRIBE`) need a connection of their own: take it
//! from [`Redis::client`].

pub mod config;
mod down;
mod link;
mod script;
mod buckets;
pub(crate) mod ear;
mod wakes;

pub use buckets::{Bucket, Level};
pub use config::SETTINGS;
pub use down::Down;
pub use link::{Options, Redis};
pub use script::Script;
pub use wakes::Wakes;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
