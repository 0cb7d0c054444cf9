//! Changes: many tasks changed at once.
//!
//! Each task is judged by itself: those that the caller may change are changed together, in a
//! number of statements that does not grow with them, and the others are named with the reason.
//! Every task tells of itself as if it had been changed alone; a first fact,
//! [`TasksChanged`](events::TasksChanged), holds them together.
//!
//! Comes after moves, which are one of the things that can be done to many tasks.

pub mod model;
pub mod events;
pub mod queries;
pub mod actions;
pub mod api;
