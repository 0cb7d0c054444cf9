//! A house for tests: its own database, its own mailbox, a clock that stands still.
//!
//! Users are clients: they sign up, sign in and act through the public API, so a fixture cannot
//! be in a state that the product cannot reach. `BLIMP_TEST_DB=postgres` with
//! `BLIMP_TEST_POSTGRES_URL` runs the same tests on Postgres.
//!
//! Failing to set a test up is a panic with words, never a skipped test.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops")]

mod answer;
mod database;
mod house;
mod live;
mod parts;
mod redis;
mod user;

pub use answer::Answer;
pub use database::{Database, on_postgres};
pub use house::{House, NOW, mail_link, now};
pub use live::{Live, Told};
pub use parts::bucket;
pub use redis::{RedisServer, until};
pub use user::{PASSWORD, Person, User};
