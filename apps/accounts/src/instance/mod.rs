//! The instance: what a page must know before anybody has signed in. Nothing of it is secret.

pub mod api;
