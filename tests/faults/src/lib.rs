//! The real binary under faults: killed, frozen, without room, without its servers.
//!
//! What the two programs here share. `kill` kills the server again and again and looks whether
//! anything was lost; `faults` takes its parts away one by one and counts what clients notice.
//! Both start the binary as people do, speak HTTP to it, and look at its database by a connection
//! of their own. Start with [`Place`], [`Load`] and [`Database`].

#![expect(clippy::expect_used, reason = "a run that cannot go on stops")]

mod client;
mod dice;
mod load;
mod pause;
mod place;
mod report;
mod scratch;
mod servers;
mod setup;
mod statements;
mod verify;
mod wire;

pub use client::Client;
pub use dice::Dice;
pub use load::{Load, Tally};
pub use pause::{pause, wait_for};
pub use place::{Place, Server, signal};
pub use report::{Report, commit};
pub use scratch::Scratch;
pub use servers::{Memcached, Redis, S3, S3_KEYS, SlowRelay, free_port};
pub use setup::{Cast, cast};
pub use verify::Database;
pub use wire::{Ask, Reply, Wire};
