//! Bulk: rows that come from elsewhere, many at a time, with the authors and times they had there.
//!
//! An import asks [`projects::policy`](crate::projects::policy) for its permission and makes rows
//! here. Whoever imports records one fact for all of it, so nothing here records a fact for a row;
//! only the project that is made for an import, and what accounts records of people, are told.
//! Start with [`actions`].
//!
//! **Invariant:** what is made here obeys the rules of the nouns: a task in a `done` state is
//! closed and no other is, order keys are unique, what can be found is in the index.

pub mod model;
pub mod queries;
pub mod actions;

pub use model::{Bulk, BulkItem, BulkTask, Change, Filled};
