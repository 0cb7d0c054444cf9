//! Preferences: what a person wants to be told, and how, in each company.
//!
//! Only what differs from the default is kept. Start with [`model`] for the kinds and defaults.

pub mod schema;
pub mod model;
pub mod queries;
pub mod actions;
pub mod api;

pub use model::{Chosen, Kind, Medium};
