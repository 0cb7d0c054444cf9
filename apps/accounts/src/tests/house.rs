//! A house of our own: databases, a held clock, and the reactions of this app.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use blimp_app::{Blimp, Reactions, Site};
use blimp_cache::Cache;
use blimp_files::Files;
use blimp_http::Feed;
use blimp_kit::{Clock, Instant, Signer};
use blimp_mail::Message;
use blimp_store::{Conn, Db, EventRow, Migrations, Options, React, Tx};

use super::queries;

const fn migrations() -> [Migrations; 6] {
    [
        blimp_store::migrations(),
        blimp_queue::migrations(),
        blimp_files::migrations(),
        blimp_mail::migrations(),
        blimp_http::migrations(),
        crate::migrations(),
    ]
}

pub(super) struct House {
    pub(super) blimp: Blimp,
    reactions: Reactions,
    settled: AtomicI64,
    _folder: tempfile::TempDir,
}

impl House {
    /// On SQLite and, where there is one, on Postgres.
    pub(super) fn each() -> Vec<Self> {
        let mut all = vec![Self::sqlite()];
        #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
        if let Ok(url) = std::env::var("BLIMP_TEST_POSTGRES_URL") {
            all.push(Self::open(
                &queries::own_schema(&url),
                tempfile::tempdir().unwrap(),
            ));
        }
        all
    }

    pub(super) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("blimp.db").display());
        Self::open(&url, folder)
    }

    fn open(url: &str, folder: tempfile::TempDir) -> Self {
        Db::migrate(url, &migrations()).unwrap();
        let clock = Clock::held_at("2026-11-23T09:00:00Z".parse::<Instant>().unwrap());
        let (heard, url) = (HashSet::new(), url.to_owned());
        let options = Options {
            url,
            pool: 2,
            clock: clock.clone(),
            heard,
        };
        let files = format!("file://{}", folder.path().join("files").display());
        let site = Site {
            url: "http://127.0.0.1:8000".to_owned(),
            rate_limits: true,
            max_upload_bytes: 1_000_000,
            version: "0.0.0",
            sign_up: true,
            mails_leave: false,
        };
        let db = Db::open(options).unwrap();
        let blimp = Blimp {
            feed: Feed::start(db.clone()),
            db,
            cache: Cache::none(),
            files: Files::open(&files).unwrap(),
            clock,
            signer: Signer::new(b"test".to_vec()),
            site: Arc::new(site),
        };
        let reactions = Reactions::new(crate::app().reactions);
        Self {
            blimp,
            reactions,
            settled: AtomicI64::new(0),
            _folder: folder,
        }
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Conn) -> blimp_kit::Result<T> + Send + 'static,
    ) -> T {
        self.blimp.db.read(work).await.unwrap()
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx) -> blimp_kit::Result<T> + Send + 'static,
    ) -> T {
        self.blimp.db.write(work).await.unwrap()
    }

    /// Waits for what a request leaves behind without waiting for it itself.
    pub(super) async fn until(
        &self,
        is_so: impl Fn(&mut Conn) -> blimp_kit::Result<bool> + Clone + Send + 'static,
    ) {
        for _ in 0..1000 {
            let is_so = is_so.clone();
            // Stands in line behind it.
            if self.write(move |tx| is_so(tx)).await {
                return;
            }
        }
        panic!("it never came to be");
    }

    /// Everything that happened, in order.
    pub(super) async fn events(&self) -> Vec<EventRow> {
        self.read(queries::events).await
    }

    /// Runs the reactions to everything new.
    pub(super) async fn settle(&self) {
        let seen = self.settled.load(Ordering::SeqCst);
        for row in self
            .events()
            .await
            .into_iter()
            .filter(|row| row.id.0 > seen)
        {
            self.settled.store(row.id.0, Ordering::SeqCst);
            let (reactions, job) = (
                self.reactions.clone(),
                React {
                    event: row.id,
                    company: None,
                },
            );
            self.write(move |tx| reactions.react(&job, tx)).await;
        }
    }

    /// The mails to an address, oldest first, by template.
    pub(super) async fn mails_to(&self, address: &str) -> Vec<Message> {
        self.settle().await;
        let filter = blimp_mail::Filter {
            to: Some(address.parse().unwrap()),
            ..Default::default()
        };
        self.read(move |conn| {
            let page = blimp_mail::queries::list(conn, &filter, &blimp_kit::PageParams::default())?;
            let ids = page.items.iter().rev().map(|mail| mail.id);
            ids.map(|id| blimp_mail::queries::get(conn, id)).collect()
        })
        .await
    }

    /// The token in the last mail of a template to an address, as rendering would make it.
    pub(super) async fn mailed_token(&self, address: &str, template: &str) -> String {
        let mails = self.mails_to(address).await;
        let mail = mails
            .iter()
            .rev()
            .find(|mail| mail.template == template)
            .unwrap();
        let params: serde_json::Value = serde_json::from_str(&mail.params).unwrap();
        let (purpose, field) = match template {
            "accounts.invitation" => ("invitation", "invitation"),
            "accounts.verification" => ("email_verification", "verification"),
            _ => ("password_reset", "reset"),
        };
        let (id, nonce) = (
            params[field].as_i64().unwrap(),
            params["nonce"].as_str().unwrap(),
        );
        self.blimp.signer.token(purpose, id, nonce).unwrap()
    }
}
