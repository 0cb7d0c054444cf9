//! Where Redis is.

use blimp_kit::Setting;

/// Where Redis is.
pub const REDIS_URL: Setting = Setting {
    name: "REDIS_URL",
    default: "",
    secret: true,
    help: "`redis://host:6379/0` or `rediss://…` (TLS), for what several processes share: rate limits, wake-ups, statistics. Not set: each process counts for itself and polls. What is in Redis may be lost at any time.",
};

/// Whether any certificate will do.
pub const REDIS_TLS_INSECURE: Setting = Setting {
    name: "REDIS_TLS_INSECURE",
    default: "off",
    secret: false,
    help: "`on` accepts any certificate from `rediss://` servers, such as Heroku's self-signed ones.",
};

/// What stands before every key.
pub const REDIS_PREFIX: Setting = Setting {
    name: "REDIS_PREFIX",
    default: "blimp:",
    secret: false,
    help: "What stands before every key and channel in Redis; give each installation that shares one server its own.",
};

/// Every setting about Redis.
pub const SETTINGS: &[Setting] = &[REDIS_URL, REDIS_TLS_INSECURE, REDIS_PREFIX];
