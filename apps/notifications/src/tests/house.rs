//! A house of our own: databases, a held clock, and the reactions of this app.

use std::collections::HashSet;

use blimp_accounts::{Actor, CompanyId, UserId, Via};
use blimp_app::Reactions;
use blimp_kit::{Clock, Instant, PageParams, Result};
use blimp_projects::place::{Place, TaskId, Titled};
use blimp_projects::projects::ProjectId;
use blimp_store::{Conn, Db, Event, EventId, Migrations, Options, React, Tx};

use super::queries;
use crate::inbox::model::Notice;

const fn migrations() -> [Migrations; 7] {
    [
        blimp_store::migrations(),
        blimp_queue::migrations(),
        blimp_files::migrations(),
        blimp_mail::migrations(),
        blimp_accounts::migrations(),
        blimp_projects::migrations(),
        crate::migrations(),
    ]
}

pub(super) struct House {
    db: Db,
    reactions: Reactions,
    _folder: tempfile::TempDir,
}

impl House {
    /// On SQLite and, where there is one, on Postgres.
    pub(super) async fn each() -> Vec<Self> {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("blimp.db").display());
        let mut all = vec![Self::open(url, folder).await];
        #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
        if let Ok(url) = std::env::var("BLIMP_TEST_POSTGRES_URL") {
            let folder = tempfile::tempdir().unwrap();
            all.push(Self::open(queries::own_schema(&url), folder).await);
        }
        all
    }

    async fn open(url: String, folder: tempfile::TempDir) -> Self {
        Db::migrate(&url, &migrations()).unwrap();
        let clock = Clock::held_at(Instant(1_000_000));
        let heard = HashSet::new();
        let db = Db::open(Options {
            url,
            pool: 2,
            clock,
            heard,
        })
        .unwrap();
        let reactions = Reactions::new(crate::app().reactions);
        let house = Self {
            db,
            reactions,
            _folder: folder,
        };
        house.write(|tx| queries::fill(tx)).await;
        house
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    ) -> T {
        self.db.write(work).await.unwrap()
    }

    pub(super) async fn run(&self, sql: &'static str) {
        self.write(|tx| queries::run(tx, sql)).await;
    }

    /// Asks as somebody.
    pub(super) async fn as_user<T: Send + 'static>(
        &self,
        user: i64,
        ask: impl FnOnce(&mut Conn, &Actor) -> Result<T> + Send + 'static,
    ) -> T {
        let read = move |conn: &mut Conn| {
            let actor = Actor::acting_for(conn, UserId(user), Via::House)?;
            ask(conn, &actor)
        };
        self.db.read(read).await.unwrap()
    }

    /// Records a fact and runs the reactions to it, so many times.
    pub(super) async fn tell<E: Event>(&self, fact: E, times: usize) -> EventId {
        let event = self.write(move |tx| tx.record(&fact)).await;
        for _ in 0..times {
            let reactions = self.reactions.clone();
            let job = React {
                event,
                company: None,
            };
            self.write(move |tx| reactions.react(&job, tx)).await;
        }
        event
    }

    pub(super) async fn notices(&self, event: EventId) -> Vec<Notice> {
        self.db
            .read(move |conn| queries::of_event(conn, event))
            .await
            .unwrap()
    }

    /// Who was mailed about a fact, and the words that were to be filled in.
    pub(super) async fn mails(&self) -> Vec<(String, serde_json::Value)> {
        let read = |conn: &mut Conn| {
            let all = blimp_mail::queries::list(
                conn,
                &blimp_mail::Filter::default(),
                &PageParams::default(),
            )?;
            let mut mails = Vec::new();
            for mail in all.items.iter().rev() {
                let mail = blimp_mail::queries::get(conn, mail.id)?;
                mails.push((mail.to_address, serde_json::from_str(&mail.params)?));
            }
            Ok(mails)
        };
        self.db.read(read).await.unwrap()
    }
}

/// Task 100 of Site, or 110 of Shop.
pub(super) fn task(id: i64) -> Titled {
    let (company, project) = (CompanyId(1), ProjectId(id / 10));
    let at = Place {
        company,
        project,
        task: TaskId(id),
    };
    Titled {
        at,
        number: 1,
        title: "Write".to_owned(),
    }
}
