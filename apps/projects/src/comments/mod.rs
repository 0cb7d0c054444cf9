//! Comments: what people say about a task.
//!
//! Whoever sees a task may comment on it, clients too. An author changes and deletes their own
//! comments; owners and admins delete anybody's. A deleted comment can be restored.
//! Start with [`actions`].
//!
//! **Invariant:** a comment is seen by those who see its task now, wherever the task has moved.

pub mod schema;
pub mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod reactions;
pub mod api;

pub use model::{Comment, CommentId};

#[cfg(test)]
mod tests;
