//! Moves: a task goes to another project of its company, with its subtasks and all that hangs on
//! them.
//!
//! Its state becomes the first of the same kind there, its goal stays behind, and so do people who
//! may not see the other project. Comes after every noun whose rows know their project.

pub mod events;
pub mod actions;
pub mod api;
