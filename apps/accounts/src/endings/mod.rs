//! Endings: deleting a company, bringing it back, deleting one's own account.
//!
//! Each asks for the password again: whoever finds an open browser cannot do it.

pub(crate) mod actions;
pub mod api;
