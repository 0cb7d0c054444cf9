//! A folder and a database of its own for a run.

use std::path::{Path, PathBuf};

use blimp_kit::random;
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, PgConnection};
use tempfile::TempDir;

/// A folder and a database; both gone when it is dropped, unless kept.
#[derive(Debug)]
pub struct Scratch {
    folder: Option<TempDir>,
    path: PathBuf,
    /// The server and the name of the database on it.
    postgres: Option<(String, String)>,
    url: String,
}

impl Scratch {
    /// A folder under `above` with an SQLite database in it.
    pub fn sqlite(above: &Path) -> Self {
        let folder = tempfile::tempdir_in(above).expect("a scratch folder");
        let path = folder.path().to_owned();
        let url = format!("sqlite://{}", path.join("blimp.db").display());
        Self {
            folder: Some(folder),
            path,
            postgres: None,
            url,
        }
    }

    /// The same with the database on another disk.
    pub fn sqlite_on(above: &Path, disk: &Path) -> Self {
        let mut scratch = Self::sqlite(above);
        scratch.url = format!("sqlite://{}", disk.join("blimp.db").display());
        scratch
    }

    /// A folder under `above`, and an empty database on the Postgres server at `server`.
    pub fn postgres(above: &Path, server: &str) -> Self {
        let name = format!(
            "faults_{}",
            random::number().expect("randomness").unsigned_abs()
        );
        let mut conn = PgConnection::establish(server).expect("the Postgres server");
        conn.batch_execute(&format!("CREATE DATABASE {name}"))
            .expect("a database");
        let (host, _) = server.rsplit_once('/').expect("a database in the URL");
        let mut scratch = Self::sqlite(above);
        scratch.url = format!("{host}/{name}");
        scratch.postgres = Some((server.to_owned(), name));
        scratch
    }

    /// `DATABASE_URL`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Leaves everything where it is, for people to look at.
    pub fn keep(mut self) -> PathBuf {
        self.postgres = None;
        self.folder.take().map(TempDir::keep).unwrap_or_default()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let Some((server, name)) = self.postgres.take() else {
            return;
        };
        // Left behind where the server is gone already: so is the database then.
        if let Ok(mut conn) = PgConnection::establish(&server) {
            drop(conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}
