//! Watchers: who is told what happens to a task.
//!
//! Whoever makes a task, is assigned to it or comments on it watches it from then on. The routes
//! are those of tasks, which know who may.

pub mod schema;
pub mod events;
pub mod queries;
pub mod actions;
