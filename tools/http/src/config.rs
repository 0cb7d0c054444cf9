//! What the operator may say about HTTP.

use std::str::FromStr;

use blimp_kit::Setting;

/// Whether requests are counted and refused when there are too many.
pub const RATE_LIMITS: Setting = Setting {
    name: "RATE_LIMITS",
    default: "on",
    secret: false,
    help: "`on`, or `off` for load tests. The limits of sign-in are kept in the database and always hold.",
};

/// Whose `X-Forwarded-For` is believed.
pub const TRUSTED_PROXIES: Setting = Setting {
    name: "TRUSTED_PROXIES",
    default: "",
    secret: false,
    help: "Addresses of reverse proxies, with commas: `127.0.0.1, 10.0.0.0/8`. Only these may say who the client is.",
};

/// The largest upload.
pub const MAX_UPLOAD_BYTES: Setting = Setting {
    name: "MAX_UPLOAD_BYTES",
    default: "104857600",
    secret: false,
    help: "The largest file that can be uploaded, in bytes.",
};

/// How many live streams one process holds open.
pub const MAX_LIVE_STREAMS: Setting = Setting {
    name: "MAX_LIVE_STREAMS",
    default: "10000",
    secret: false,
    help: "Live update streams that each process holds open; more are asked to come back.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[
    RATE_LIMITS,
    TRUSTED_PROXIES,
    MAX_UPLOAD_BYTES,
    MAX_LIVE_STREAMS,
];

/// The value of a setting that is `on` or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switch(pub bool);

/// Neither on nor off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadSwitch;

impl std::fmt::Display for BadSwitch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("expected on or off")
    }
}

impl std::error::Error for BadSwitch {}

impl FromStr for Switch {
    type Err = BadSwitch;

    fn from_str(text: &str) -> Result<Self, BadSwitch> {
        match text {
            "on" | "true" | "1" => Ok(Self(true)),
            "off" | "false" | "0" => Ok(Self(false)),
            _ => Err(BadSwitch),
        }
    }
}
