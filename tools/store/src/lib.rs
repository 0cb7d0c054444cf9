//! Store: the one door to SQL.
//!
//! [`Db::read`] and [`Db::write`] take an ordinary closure and run it on a database thread, on
//! SQLite or Postgres alike. A [`Tx`] changes rows, records facts and enqueues jobs; all of it
//! commits together. Start with [`Db`], then [`Tx`].
//!
//! **Invariant:** nobody is told "done" before their commit is durable.

mod among;
mod callers;
pub mod config;
mod conn;
mod db;
pub mod events;
mod hold;
pub mod jobs;
mod known;
mod migrate;
mod postgres;
mod prepared;
pub mod schema;
mod sqlite;
pub mod terms;
mod tx;
mod unit;
mod wakes;

pub use among::{Among, among};
pub use callers::{as_caller, caller_key};
pub use config::PostgresOptions;
pub use conn::{Conn, HasConn};
pub use db::{Db, Dialect, Options};
pub use events::{About, Changes, Event, EventId, EventRow, Subject};
pub use jobs::{Job, JobId};
pub use migrate::{Migrations, Pending, migrations};
pub use prepared::PreparedPg;
pub use terms::{Backoff, Limit, Rate, Terms};
pub use tx::{React, Tx};

/// What the macros need to find, whatever the caller's crate imports.
#[doc(hidden)]
pub mod private {
    pub use diesel;
}
