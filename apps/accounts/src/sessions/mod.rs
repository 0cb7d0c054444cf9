//! Sessions: browsers that are signed in.
//!
//! The cookie holds a random secret, the table its fingerprint. A session ends 30 days after it
//! was last seen, and after 180 days in any case; both are checked at every read.

pub mod schema;
mod model;
mod cookie;
pub mod events;
pub(crate) mod queries;
pub mod policy;
pub(crate) mod actions;
mod login;
pub mod api;

pub(crate) use cookie::{clear_cookie, find_cookie, set_cookie};
pub(crate) use login::check_password;
pub use model::Session;
pub(crate) use model::{NewSession, Origin, SEEN_EVERY};
