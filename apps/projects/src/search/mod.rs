//! Search: words in tasks, comments and names of files.
//!
//! Other nouns put what can be found here with [`actions::put`] whenever its text changes. Trash
//! is looked at while searching, so what is thrown away needs no call, and neither does what
//! comes back with its task; a comment or file that is trashed by itself is removed.
//!
//! **Invariant:** what people type is never read as query syntax; see [`terms::Terms`].

pub mod schema;
pub mod model;
pub mod terms;
pub mod snippet;
pub mod queries;
pub mod actions;
pub mod api;

pub use model::{Doc, Hit, Kind};
pub use terms::Terms;
