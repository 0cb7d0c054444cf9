//! Activity: what happened in a company, by whom, with old and new values.
//!
//! Facts stand in the store's event table; this noun says who may read which, and as what:
//! - a fact of a person alone ([`About::user`](blimp_store::About)) is theirs;
//! - a fact of a project is for whoever sees that project now, deletions too;
//! - a fact of the company (people, settings) is for its owner, admins and members, never clients.
//!
//! People whom the reader may not know come out as "Someone": as actor, as subject and inside of
//! changes, where `{"user": 12}` stands for a person. Start with [`queries`].

pub mod model;
pub mod queries;
pub mod api;

pub use model::{Fact, Wanted};
