//! What is done about imports, step by step.
//!
//! [`begin()`] writes the row and its job; [`ready()`] makes the project with its columns, labels and
//! people; [`prepare()`] looks at some cards and says what to do with them, which [`apply()`] then
//! does; [`finish`] counts and reports. [`rehearse`] does none of it and says what would be done;
//! an import can be held until that is confirmed. [`reverse()`] takes an import back.

mod hold;
mod begin;
mod context;
mod people;
mod ready;
mod prepare;
mod apply;
mod report;
mod reverse;

pub(crate) use apply::apply;
pub use begin::{Brought, begin, check};
pub(crate) use context::Context;
pub(crate) use hold::sweep;
pub use hold::{confirm, give_up};
pub(crate) use prepare::prepare;
pub(crate) use ready::ready;
pub(crate) use report::{fail, finish, lists_before, rehearse};
pub use reverse::reverse;
pub(crate) use reverse::step;
