//! Exports: all that a company has, in one ZIP archive that anybody can read.
//!
//! A job packs it, page by page, straight into the store of files: memory stays as small as a page
//! however large the company is. Owners and admins can load it down for seven days. The rows are
//! JSON, a file for each noun, as [`model::rows`] has them; `manifest.json` counts and checks them.
//! The archive is made while people work: a row is as it was when its page was read.
//!
//! **Invariant:** one export of a company at a time.

pub mod schema;
pub mod model;
pub mod events;
pub mod queries;
pub mod policy;
mod zip;
mod pack;
pub mod actions;
pub(crate) mod mails;
pub mod jobs;
pub mod api;
pub mod commands;

pub use model::{Export, ExportId, ExportStatus};
