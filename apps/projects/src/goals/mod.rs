//! Goals: what a project wants to reach; tasks lead there.
//!
//! A goal is open until someone closes it; its tasks are closed one by one. One in the trash keeps
//! its tasks, which show no goal until it is restored. Whoever sees its project sees it.

pub mod schema;
pub(crate) mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod api;

pub use model::{Counts, Goal, GoalId, NewGoal, Patch, Shown};
