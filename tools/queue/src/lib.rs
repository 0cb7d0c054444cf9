//! Queue: does what the job table says.
//!
//! A job is a row that was written in the transaction that asks for it, so it exists exactly if
//! that change does. A [`Runner`] claims rows in batches under a lease, runs them, and writes down
//! how each ended only if it is still theirs. Start with [`Work`] and [`Chore`], the two sorts of
//! job; then [`Registry`], [`Schedule`], [`Runner`]; [`Follow`] makes jobs wait for jobs; [`admin`]
//! is for people.
//!
//! What is promised:
//! - a [`Chore`] takes effect exactly once, a [`Work`] at least once;
//! - a job whose worker died runs again: on SQLite at the next start of any process, else when
//!   the lease is over; one that kills worker after worker is set aside;
//! - a tick of a [`Schedule`] fires once, however many processes know it;
//! - over its limit a job waits, without using up a try.
//!
//! **Invariant:** what a worker writes about a job counts only while the row names that worker and
//! that try; worker ids are never used again.

pub mod config;
pub mod schema;
mod backoff;
mod state;
mod gcra;
mod caps;
mod claim;
mod limits;
mod history;
pub mod chain;
mod run;
mod work;
mod verdict;
mod schedule;
mod registry;
mod execute;
mod batch;
mod lease;
mod prune;
mod transport;
mod runner;
pub mod admin;
pub mod commands;
#[cfg(test)]
mod tests;

use blimp_store::Migrations;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};

pub use admin::{EndedFilter, EndedRow, JobFilter, JobRow, QueueRow};
pub use chain::{Follow, Group};
pub use commands::{JobsCommand, QueuesCommand};
pub use config::Options;
pub use registry::Registry;
pub use run::Run;
pub use runner::{Outcome, Runner, Stats};
pub use schedule::{Missed, Schedule};
pub use state::State;
pub use transport::Broker;
pub use work::{Chore, Work};

/// The queue's own migrations; they come after the store's.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "queue",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}
