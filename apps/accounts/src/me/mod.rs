//! Me: the caller's own profile, picture and memberships.

mod model;
pub mod queries;
pub mod api;

pub use model::Me;
