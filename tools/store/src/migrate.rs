//! Migrations: every crate brings its own, all run as one list sorted by version.

use std::collections::BTreeSet;

use blimp_kit::{Error, Result};
use diesel::backend::Backend;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::{Connection, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::Conn;

/// The migrations of one crate, for each database.
#[derive(Clone, Copy)]
pub struct Migrations {
    /// The crate, for messages.
    pub owner: &'static str,
    /// `migrations/sqlite`.
    pub sqlite: &'static EmbeddedMigrations,
    /// `migrations/postgres`, the same versions.
    pub postgres: &'static EmbeddedMigrations,
}

/// The store's own.
pub const fn migrations() -> Migrations {
    static SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
    static POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
    Migrations {
        owner: "store",
        sqlite: &SQLITE,
        postgres: &POSTGRES,
    }
}

/// How a database and this binary differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pending {
    /// Versions that the binary has and the database has not.
    pub missing: Vec<String>,
    /// Versions that the database has and the binary has not: it was used by a newer release.
    pub unknown: Vec<String>,
}

struct All<'a>(&'a [Migrations]);

macro_rules! source {
    ($backend:ty, $field:ident) => {
        impl MigrationSource<$backend> for All<'_> {
            fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<$backend>>>> {
                let mut all = Vec::new();
                for part in self.0 {
                    all.extend(MigrationSource::<$backend>::migrations(part.$field)?);
                }
                all.sort_by(|a, b| a.name().version().cmp(&b.name().version()));
                Ok(all)
            }
        }
    };
}

source!(diesel::sqlite::Sqlite, sqlite);
source!(diesel::pg::Pg, postgres);

/// Applies what is missing, all of it or none.
///
/// On Postgres the connection holds a lock from then on: of several processes that start together
/// one migrates, and the others find that it is done.
pub(crate) fn run(conn: &mut Conn, list: &[Migrations]) -> Result<Vec<String>> {
    if let Conn::Postgres(c) = conn {
        diesel::sql_query("SELECT pg_advisory_lock(4207848)").execute(c)?;
    }
    let before = pending(conn, list)?;
    if !before.unknown.is_empty() {
        return Err(Error::fault(format!(
            "this database was used by a newer release of Blimp (it has {}); start that release, or restore a backup",
            before.unknown.join(", ")
        )));
    }
    let applied = match conn {
        Conn::Sqlite(c) => c.immediate_transaction(|c| apply(c, &All(list))),
        Conn::Postgres(c) => c.transaction(|c| apply(c, &All(list))),
    };
    applied.map_err(|Failed(error)| Error::Fault(anyhow::anyhow!("migrations: {error}")))
}

/// What differs.
pub(crate) fn pending(conn: &mut Conn, list: &[Migrations]) -> Result<Pending> {
    let differ = match conn {
        Conn::Sqlite(c) => compare(c, &All(list)),
        Conn::Postgres(c) => compare(c, &All(list)),
    };
    differ.map_err(|error| Error::Fault(anyhow::anyhow!("migrations: {error}")))
}

struct Failed(Box<dyn std::error::Error + Send + Sync>);

impl From<diesel::result::Error> for Failed {
    fn from(error: diesel::result::Error) -> Self {
        Self(error.into())
    }
}

fn apply<C, DB, S>(conn: &mut C, source: &S) -> Result<Vec<String>, Failed>
where
    DB: Backend,
    C: MigrationHarness<DB>,
    S: MigrationSource<DB>,
{
    let ran = conn
        .run_pending_migrations(Borrowed(source))
        .map_err(Failed)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

fn compare<C, DB, S>(conn: &mut C, source: &S) -> diesel::migration::Result<Pending>
where
    DB: Backend,
    C: MigrationHarness<DB>,
    S: MigrationSource<DB>,
{
    let known: BTreeSet<String> = source
        .migrations()?
        .iter()
        .map(|m| m.name().version().to_string())
        .collect();
    let applied: Vec<MigrationVersion<'static>> = conn.applied_migrations()?;
    let applied: BTreeSet<String> = applied.iter().map(ToString::to_string).collect();
    Ok(Pending {
        missing: known.difference(&applied).cloned().collect(),
        unknown: applied.difference(&known).cloned().collect(),
    })
}

struct Borrowed<'a, S>(&'a S);

impl<DB: Backend, S: MigrationSource<DB>> MigrationSource<DB> for Borrowed<'_, S> {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<DB>>>> {
        self.0.migrations()
    }
}
