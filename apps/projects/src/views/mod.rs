//! Views: ways to look at tasks that somebody saved, for themselves or for all.
//!
//! A view is a form (board, list, calendar) and the search parameters of the client that shows it,
//! which the server keeps as they are. It is of a project or of the whole company. Start with
//! [`policy`] for who sees which.
//!
//! **Invariant:** a project has at most one default view, and it is shared.

pub mod schema;
pub mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod api;

pub use model::{View, ViewId};
