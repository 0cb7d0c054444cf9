//! The queue against real databases: SQLite, and Postgres where `BLIMP_TEST_POSTGRES_URL` says so.

mod house;
mod jobs;
mod redis;

mod carried;
mod chains;
mod ends;
mod fences;
mod keyed;
mod killed;
mod limits;
mod people;
mod points;
mod many;
mod runners;
mod terms;
mod ticks;
