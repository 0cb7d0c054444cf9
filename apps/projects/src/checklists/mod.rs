//! Checklists: the small steps of a task. Items stand in sections; most tasks have one, unnamed.
//!
//! The routes are those of tasks, which know who may.

pub mod schema;
pub mod model;
pub mod events;
pub mod queries;
pub mod actions;

pub use model::{Item, ItemId, NewItem};
