//! Settings of accounts.

use std::fmt;
use std::str::FromStr;

use blimp_kit::Setting;

/// Who may sign up.
pub const SIGN_UP: Setting = Setting {
    name: "SIGN_UP",
    default: "open",
    secret: false,
    help: "Who may sign up: `open` for anybody; `closed` for whoever makes the first company, and from then on only for people who are invited.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[SIGN_UP];

/// Who may sign up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUps {
    /// Anybody.
    Open,
    /// Whoever makes the first company.
    Closed,
}

/// A word that does not say who may sign up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSignUps;

impl fmt::Display for BadSignUps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected open or closed")
    }
}

impl std::error::Error for BadSignUps {}

impl FromStr for SignUps {
    type Err = BadSignUps;
    fn from_str(text: &str) -> Result<Self, BadSignUps> {
        match text {
            "open" => Ok(Self::Open),
            "closed" => Ok(Self::Closed),
            _ => Err(BadSignUps),
        }
    }
}
