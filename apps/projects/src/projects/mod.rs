//! Projects: what a company works on.
//!
//! Owners and admins see every project, members all but private ones they were not added to,
//! clients only those they were added to: the view `visible_projects` says so once. An archived
//! project is read-only; one in the trash is not there until it is restored.
//! Start with [`policy`] for who may, [`queries`] for reads, [`actions`] for what can be done.
//! How a project begins is [`launch`](crate::launch)'s.
//!
//! **Invariant:** a slug is unique in its company, in the trash too.

pub mod schema;
mod model;
mod slugs;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod api;

pub use model::{Counts, NewProject, Patch, Project, ProjectId, Shown, Sort, Wanted};
pub use slugs::is_reserved;
