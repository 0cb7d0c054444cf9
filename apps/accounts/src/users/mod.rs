//! Users: people with an account, and placeholders for people that an import speaks of.
//!
//! A placeholder has no address and no password, so it can never sign in; it is claimed by
//! accepting an invitation.

pub mod schema;
mod model;
pub mod events;
pub mod queries;
pub mod actions;
pub mod api;

pub(crate) use model::Login;
pub use model::{NewUser, Profile, User, WeekStart};
