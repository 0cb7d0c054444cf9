//! Watch: what the house says of itself.
//!
//! [`logs`] writes what happened, [`spans`] ties it to a request or a job, [`metrics`] counts it
//! for Prometheus, [`health`] says whether it can be relied on right now.

pub mod config;
pub mod health;
pub mod logs;
pub mod metrics;
pub mod spans;

pub use config::SETTINGS;
pub use health::{Checks, Report};
