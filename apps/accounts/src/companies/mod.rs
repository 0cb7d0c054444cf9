//! Companies: the tenants. Everything else belongs to one.
//!
//! A company has a slug for web addresses, which can be changed; ids are for ever. A deleted one is
//! out of sight at once, for everybody: whoever acts has no place in it. Its owner can bring it back
//! for 30 days; then it is erased with all that is in it.

pub mod schema;
mod model;
mod slugs;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod jobs;
pub mod api;

pub use model::{Company, KEPT, Settings};
pub use slugs::is_reserved;
