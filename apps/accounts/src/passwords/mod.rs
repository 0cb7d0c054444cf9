//! Passwords: what they may be, and changing one.

mod rules;
pub(crate) mod actions;
pub mod api;

pub(crate) use rules::check;
