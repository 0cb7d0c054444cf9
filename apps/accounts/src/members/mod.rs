//! Members: people in companies, each with a role.
//!
//! **Invariants:** a company has one owner, who can neither be removed nor given another role;
//! ownership is handed on. Only owners and admins set roles, and nobody makes an owner by it.
//! A client sees no other client here.

pub mod schema;
mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod jobs;
pub mod api;

pub use model::{Member, Person};
