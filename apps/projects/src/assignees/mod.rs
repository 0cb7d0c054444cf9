//! Assignees: who is responsible for a task. A task may have several, or none.
//!
//! The routes are those of tasks, which know who may.
//!
//! **Invariant:** an assignee could see the project when they were assigned.

pub mod schema;
pub mod events;
pub mod queries;
pub mod actions;
