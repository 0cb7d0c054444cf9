//! Whole-house tests, through HTTP, on the database that `BLIMP_TEST_DB` names.

#![cfg(test)]

mod accounts;
mod api;
mod bad_input;
mod changes;
mod client;
mod conditions;
mod endings;
mod exports;
mod files;
mod generated;
mod imports;
mod inbox;
mod invitations;
mod isolation;
mod lists;
mod matrix;
mod passwords;
mod presence;
mod portal;
mod projects;
mod redis;
mod schema;
mod staff;
mod statics;
mod story;
mod tasks;
mod told;
mod tokens;
mod uploads;
mod views;
