//! Where the cache is, and how large.

use blimp_kit::Setting;

/// Where answers are kept for a moment.
pub const CACHE_URL: Setting = Setting {
    name: "CACHE_URL",
    default: "memory",
    secret: true,
    help: "Where answers are kept for a moment: `memory` (of each process), `memcached://host:11211,host:11211` (shared by all processes; a `/name` at the end keeps installations apart that share servers and secret key) or `none`. A server that is away costs speed only.",
};

/// How large the cache in memory may grow.
pub const CACHE_MEMORY_MB: Setting = Setting {
    name: "CACHE_MEMORY_MB",
    default: "24",
    secret: false,
    help: "How many megabytes the cache in memory may hold.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[CACHE_URL, CACHE_MEMORY_MB];
