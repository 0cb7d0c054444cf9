//! Where the database is.

use std::time::Duration;

use blimp_kit::settings::BadSetting;
use blimp_kit::{Setting, Settings};

/// Where tasks, people and jobs are kept.
pub const DATABASE_URL: Setting = Setting {
    name: "DATABASE_URL",
    default: "sqlite://data/blimp.db",
    secret: true,
    help: "Where everything is kept: `sqlite://path` (the embedded default) or `postgres://user:password@host/name`. Several Postgres hosts may be named, with commas (`a:5432,b:5432`): the one that takes writes is used, and looked for again when it is lost. Parameters of libpq go behind a `?`, such as `sslmode=verify-full&sslrootcert=/etc/blimp/ca.pem`.",
};

/// A copy of the database that may answer reads.
pub const DATABASE_REPLICA_URL: Setting = Setting {
    name: "DATABASE_REPLICA_URL",
    default: "",
    secret: true,
    help: "A Postgres replica for reads. Whoever has changed something reads the primary for 5 seconds; a replica that is down, or more than 10 seconds late, is not asked.",
};

/// How many connections each process keeps.
pub const DATABASE_POOL: Setting = Setting {
    name: "DATABASE_POOL",
    default: "",
    secret: false,
    help: "Connections kept by each process (readers, on SQLite). By default two for each core, at least 4. On Postgres there are up to two more, and as many again to a replica.",
};

/// How long one statement may take.
pub const DATABASE_STATEMENT_TIMEOUT: Setting = Setting {
    name: "DATABASE_STATEMENT_TIMEOUT",
    default: "30",
    secret: false,
    help: "Seconds after which Postgres gives a statement up, at least 1; its request is answered 503.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[
    DATABASE_URL,
    DATABASE_REPLICA_URL,
    DATABASE_POOL,
    DATABASE_STATEMENT_TIMEOUT,
];

/// How many connections a process keeps.
pub fn pool(settings: &Settings) -> Result<usize, BadSetting> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let asked: Option<usize> = settings.find(&DATABASE_POOL)?;
    Ok(asked.map_or_else(|| (cores * 2).max(4), |asked| asked.max(1)))
}

/// What only a Postgres server needs to know.
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    /// A replica for reads.
    pub replica: Option<String>,
    /// The longest that one statement may take.
    pub statement_timeout: Duration,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self {
            replica: None,
            statement_timeout: Duration::from_secs(30),
        }
    }
}

impl PostgresOptions {
    /// What the operator's settings say.
    pub fn from_settings(settings: &Settings) -> Result<Self, BadSetting> {
        let seconds: u64 = settings.get(&DATABASE_STATEMENT_TIMEOUT)?;
        Ok(Self {
            replica: settings.find(&DATABASE_REPLICA_URL)?,
            statement_timeout: Duration::from_secs(seconds.max(1)),
        })
    }
}
