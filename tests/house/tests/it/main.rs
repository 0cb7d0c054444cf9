//! Whole-house tests, through HTTP, on the database that `BLIMP_TEST_DB` names.

#![cfg(test)]

mod accounts;
mod api;
mod bad_input;
mod conditions;
mod files;
mod generated;
mod imports;
mod invitations;
mod isolation;
mod matrix;
mod passwords;
mod projects;
mod redis;
mod schema;
mod staff;
mod story;
mod tasks;
mod told;
mod tokens;
mod uploads;
