//! A house of our own: databases, a held clock, a company with people.

use std::collections::HashSet;
use std::future::ready;
use std::sync::Arc;

use blimp_accounts::{Actor, CompanyId, UserId, Via, companies};
use blimp_app::{Blimp, Site};
use blimp_boards::{Made, Wish, board};
use blimp_cache::Cache;
use blimp_files::Files;
use blimp_http::Feed;
use blimp_kit::{Clock, Instant, Result, Signer};
use blimp_store::{Conn, Db, Migrations, Options, Tx};

use super::queries;
use crate::imports::model::ImportKind;
use crate::imports::{Asked, Import, Report, actions, jobs};

pub(super) const ACME: CompanyId = CompanyId(1);
pub(super) const OLGA: UserId = UserId(1);
pub(super) const MAX: UserId = UserId(2);
pub(super) const CLEO: UserId = UserId(3);

const fn migrations() -> [Migrations; 8] {
    [
        blimp_store::migrations(),
        blimp_queue::migrations(),
        blimp_files::migrations(),
        blimp_mail::migrations(),
        blimp_http::migrations(),
        blimp_accounts::migrations(),
        blimp_projects::migrations(),
        crate::migrations(),
    ]
}

pub(super) struct House {
    pub(super) blimp: Blimp,
    _folder: tempfile::TempDir,
}

impl House {
    /// On SQLite and, where there is one, on Postgres.
    pub(super) async fn each() -> Vec<Self> {
        let mut all = vec![Self::sqlite().await];
        #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
        if let Ok(url) = std::env::var("BLIMP_TEST_POSTGRES_URL") {
            all.push(Self::open(&queries::own_schema(&url), tempfile::tempdir().unwrap()).await);
        }
        all
    }

    pub(super) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("blimp.db").display());
        Self::open(&url, folder).await
    }

    async fn open(url: &str, folder: tempfile::TempDir) -> Self {
        Db::migrate(url, &migrations()).unwrap();
        let clock = Clock::held_at("2026-11-23T09:00:00Z".parse::<Instant>().unwrap());
        let (heard, url) = (HashSet::new(), url.to_owned());
        let db = Db::open(Options {
            url,
            pool: 2,
            clock: clock.clone(),
            heard,
        })
        .unwrap();
        let files = format!("file://{}", folder.path().join("files").display());
        let site = Site {
            url: "http://127.0.0.1:8000".to_owned(),
            rate_limits: false,
            max_upload_bytes: 1_000_000,
            version: "0.0.0",
            sign_up: true,
            mails_leave: false,
        };
        let blimp = Blimp {
            feed: Feed::start(db.clone()),
            db,
            cache: Cache::none(),
            files: Files::open(&files).unwrap(),
            clock,
            signer: Signer::new(b"test".to_vec()),
            site: Arc::new(site),
        };
        let house = Self {
            blimp,
            _folder: folder,
        };
        house.write(queries::people).await;
        house
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> T {
        self.blimp.db.read(work).await.unwrap()
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    ) -> T {
        self.blimp.db.write(work).await.unwrap()
    }

    pub(super) async fn actor(&self, user: UserId) -> Actor {
        self.read(move |conn| Actor::acting_for(conn, user, Via::House))
            .await
    }

    /// Takes a file in, as Olga, and leaves it waiting.
    pub(super) async fn bring(&self, file: Vec<u8>, asked: Asked) -> Result<Import> {
        let actor = self.actor(OLGA).await;
        let board = jobs::read_file(&self.blimp, &actor, (ACME, asked), file).await?;
        let brought = jobs::store(&self.blimp, (ACME, asked), board).await?;
        let begin = move |tx: &mut Tx| {
            let company = companies::policy::work(tx, &actor, ACME)?;
            actions::begin(tx, &actor, &company, &brought)
        };
        self.blimp.db.write(begin).await
    }

    /// Brings a file in, to its end.
    pub(super) async fn import(&self, file: Vec<u8>) -> (Import, Report) {
        self.import_as(file, Asked::default()).await
    }

    pub(super) async fn import_as(&self, file: Vec<u8>, asked: Asked) -> (Import, Report) {
        let import = self.bring(file, asked).await.unwrap();
        let over = jobs::carry_out(&self.blimp, ACME, import.id, |_| ready(Ok(())))
            .await
            .unwrap();
        let report = serde_json::from_str(over.report.as_deref().unwrap()).unwrap();
        (over, report)
    }

    /// Each statement answers these texts.
    pub(super) async fn says(&self, table: &'static [(&'static str, &'static [&'static str])]) {
        for (sql, expected) in table {
            let found = self.read(move |conn| queries::words(conn, sql)).await;
            assert_eq!(found, *expected, "{sql}");
        }
    }

    /// Each statement answers this number.
    pub(super) async fn counts(&self, table: &[(&'static str, i64)]) {
        for (sql, expected) in table {
            let sql = *sql;
            let found = self.read(move |conn| queries::number(conn, sql)).await;
            assert_eq!(found, *expected, "{sql}");
        }
    }

    /// How many rows each table has.
    pub(super) async fn rows(&self) -> Vec<(&'static str, i64)> {
        self.read(queries::row_counts).await
    }
}

/// A board of this many cards.
pub(super) fn made(cards: usize) -> Made {
    board(&Wish {
        cards,
        seed: 7,
        ..Wish::default()
    })
}

/// In the file, new, updated, unchanged, failed, in Blimp.
pub(super) fn counts(report: &Report, kind: ImportKind) -> [i64; 6] {
    let count = report
        .counts
        .iter()
        .find(|count| count.kind == kind)
        .unwrap();
    let here = count.in_blimp.unwrap_or(-1);
    [
        count.in_file,
        count.created,
        count.updated,
        count.unchanged,
        count.failed,
        here,
    ]
}
