//! People: who sees a project, and what a caller may know of a person.
//!
//! **Client isolation:** a client does not learn of another client unless both are in one project.
//! Wherever a body names a person it asks [`queries::bodies`]; whom the caller may not see comes
//! out as `{"id": null, "name": "Someone", "avatar_url": null}`. Start with [`queries`].

pub mod schema;
mod model;
pub mod events;
pub mod queries;
pub mod actions;
pub mod api;

pub use model::{Member, People, PersonBody, named};
