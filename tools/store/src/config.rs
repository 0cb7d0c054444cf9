//! Where the database is.

use blimp_kit::Setting;

/// Where tasks, people and jobs are kept.
pub const DATABASE_URL: Setting = Setting {
    name: "DATABASE_URL",
    default: "sqlite://data/blimp.db",
    secret: true,
    help: "Where everything is kept: `sqlite://path` (the embedded default) or `postgres://user:password@host/name`.",
};

/// How many connections each process keeps.
pub const DATABASE_POOL: Setting = Setting {
    name: "DATABASE_POOL",
    default: "",
    secret: false,
    help: "Connections kept by each process (readers, on SQLite). By default 4 for 2 cores, at least 4.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[DATABASE_URL, DATABASE_POOL];
