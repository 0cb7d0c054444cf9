//! Tasks: things to do inside a project.
//!
//! A task is open until it stands in a state of kind `done`. Whoever can see its project can see
//! it. Start with [`actions`] for what can be done, [`policy`] for who may, [`queries`] for reads.
//!
//! **Invariants:** `number` is unique within a company and never given twice. `closed_at` is set
//! exactly while the state is of kind `done`. A parent is in the same project, and no task is
//! deeper than [`model::MAX_DEPTH`].

pub mod schema;
pub mod model;
pub mod columns;
pub mod sort;
pub mod wanted;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod jobs;
pub(crate) mod reactions;
pub mod api;
#[cfg(test)]
mod tests;

pub use crate::place::TaskId;
pub use model::{NewTask, Priority, Task};
