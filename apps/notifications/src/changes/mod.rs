//! Changes of many notices at once, and taking them back.
//!
//! A change remembers on each notice what was before it. Taking it back restores the notices that
//! nothing else has touched since, in one statement, however many there are.
//!
//! **Invariant:** a notice remembers one change only, the last; whatever else happens to it makes
//! it forget.

pub mod schema;
pub mod model;
pub mod queries;
pub mod actions;
pub mod jobs;
pub mod api;

pub use model::{Act, Change, ChangeId, Selection};
