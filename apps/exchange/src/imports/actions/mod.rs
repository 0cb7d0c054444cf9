//! What is done about imports, step by step.
//!
//! [`begin()`] writes the row and its job; [`ready()`] makes the project with its columns, labels and
//! people; [`prepare()`] looks at some cards and says what to do with them, which [`apply()`] then
//! does; [`finish`] counts and reports. [`rehearse`] does none of it and says what would be done.

mod begin;
mod context;
mod people;
mod ready;
mod prepare;
mod apply;
mod report;

pub(crate) use apply::apply;
pub use begin::{Brought, begin, check};
pub(crate) use context::Context;
pub(crate) use prepare::prepare;
pub(crate) use ready::ready;
pub(crate) use report::{fail, finish, lists_before, rehearse};
