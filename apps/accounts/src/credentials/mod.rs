//! Credentials: from a cookie or a bearer token to an [`Actor`](crate::Actor).

pub mod api;
mod lookup;
