//! The queue against real databases: SQLite, and Postgres where `BLIMP_TEST_POSTGRES_URL` says so.

mod house;
mod jobs;

mod ends;
mod fences;
mod killed;
mod limits;
mod people;
mod runners;
mod ticks;
