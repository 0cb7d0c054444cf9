//! Labels: words that a company sticks on tasks.
//!
//! Labels belong to the company and are one whatever their case. Clients see those in use in the
//! projects they see, since the others may name other clients.

pub mod schema;
pub(crate) mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod api;

pub use model::{Label, LabelId, Patch};
