//! Launch: how a project begins.
//!
//! A project is made with four states to work in. It stands apart from
//! [`projects`](crate::projects) because it knows the nouns inside a project too. Templates will
//! have their place here.

pub mod actions;
pub mod api;
