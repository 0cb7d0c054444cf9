//! States: the columns of a project's board.
//!
//! A state is of a kind: plan, doing, review or done. A task in a `done` state is closed.
//!
//! **Invariant:** a project keeps at least one state of kind plan and one of kind done, so that
//! there is a place for new tasks and for closed ones.

pub mod schema;
pub(crate) mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod api;

pub use model::{Kind, NewState, Patch, State, StateId};
