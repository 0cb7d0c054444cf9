//! Entitlements: what a company's plan limits. Billing writes them, everyone reads them.
//!
//! Where nothing is set nothing is limited.

pub mod schema;
pub mod queries;
pub mod actions;

pub use actions::set;
pub use queries::limit;
