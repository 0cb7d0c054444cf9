//! Companies: the tenants. Everything else belongs to one.
//!
//! A company has a slug for web addresses, which can be changed; ids are for ever.

pub mod schema;
mod model;
mod slugs;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod api;

pub use model::{Company, Settings};
pub use slugs::is_reserved;
