//! The house under test, without sockets.

use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, HttpBody as _};
use axum::extract::ConnectInfo;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderValue, Method, Request};
use blimp_kit::settings::Source;
use blimp_kit::{Clock, Instant, PageParams, Settings};
use blimp_mail::{Filter, Message};
use blimp_queue::Outcome;
use tower::ServiceExt as _;

use crate::answer::Answer;
use crate::database::Database;
use crate::live::Live;
use crate::parts;
use crate::user::{Person, User};

/// The moment at which every test begins, a Monday.
pub const NOW: &str = "2026-11-23T09:00:00Z";

/// [`NOW`] as an instant.
pub fn now() -> Instant {
    NOW.parse().expect("a time")
}

/// A whole Blimp with a database, a mailbox and a clock of its own.
pub struct House {
    /// What is under test.
    pub blimp: blimp::House,
    /// Its clock, which stands still.
    pub clock: Clock,
    /// Its database.
    pub database: Database,
    router: Router,
}

impl House {
    /// An empty house.
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// An empty house with some settings.
    pub async fn with(extra: &[(&str, &str)]) -> Self {
        Self::on(Database::new(), Clock::held_at(now()), extra).await
    }

    /// An empty house with only the embedded parts, whatever this run has: for what is told of the
    /// disk, and of jobs that wait in the table.
    pub async fn embedded(extra: &[(&str, &str)]) -> Self {
        let mut database = Database::new();
        database.files.clear();
        Self::on(database, Clock::held_at(now()), extra).await
    }

    /// A house on a database that is there already, with a clock and some settings.
    pub async fn on(database: Database, clock: Clock, extra: &[(&str, &str)]) -> Self {
        let mut settings = Settings::default();
        let folder = database.folder.path();
        let files = format!("file://{}", folder.join("files").display());
        let no_client = folder.join("client").display().to_string();
        let plain = [
            // Whether a client was built here changes no answer; a test that wants one brings it.
            ("CLIENT_DIR", no_client.as_str()),
            ("DATABASE_URL", database.url.as_str()),
            ("FILES_URL", files.as_str()),
            ("RATE_LIMITS", "off"),
            ("BLIMP_URL", "http://127.0.0.1:8000"),
            ("BLIMP_SECRET_KEY", "a secret key for tests, 32 letters"),
        ];
        let mut parts = parts::settings(&database.files);
        // A test that brings one of these parts itself wants to be alone with it.
        if parts
            .iter()
            .any(|(name, _)| extra.iter().any(|(own, _)| own == name))
        {
            parts.clear();
        }
        let parts = parts.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in plain.into_iter().chain(parts).chain(extra.iter().copied()) {
            settings.set(name, value, Source::Flag);
        }
        let blimp = blimp::House::open(&settings, clock.clone())
            .await
            .expect("the house opens");
        let router = blimp::router::build(&blimp).expect("the routes fit together");
        Self {
            blimp,
            clock,
            database,
            router,
        }
    }

    /// Sends a request, from 203.0.113.9, with the length that clients say.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        if let Some(length @ 1..) = request.body().size_hint().exact() {
            request
                .headers_mut()
                .insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        let peer: SocketAddr = "203.0.113.9:5555".parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        Answer::read(response).await
    }

    /// The same without reading the body: for answers that do not end.
    pub async fn open(&self, mut request: Request<Body>) -> axum::response::Response {
        let peer: SocketAddr = "203.0.113.9:5555".parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        self.router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer")
    }

    /// Does all the background work that is due, and what follows from it.
    pub async fn run_jobs(&self) -> Outcome {
        let runner = self.blimp.runner().expect("a runner");
        runner.run_until_idle().await.expect("the jobs run")
    }

    /// A caller without a session.
    pub fn nobody(&self) -> User<'_> {
        User::of(self, Person::default())
    }

    /// Whoever was just signed in by an answer that names them.
    pub fn known(&self, answer: &Answer, email: &str) -> User<'_> {
        User::of(self, Person::signed_in(answer, email))
    }

    /// Somebody who is known from this house or one it is a copy of.
    pub fn user(&self, person: &Person) -> User<'_> {
        User::of(self, person.clone())
    }

    /// What `user` sees live from now on, or after the event that `last` names.
    pub async fn live(&self, user: &User<'_>, last: Option<i64>) -> Live {
        let mut request = user.request(Method::GET, "/live");
        if let Some(last) = last {
            request
                .headers_mut()
                .insert("last-event-id", HeaderValue::from(last));
        }
        let mut live = Live::new(self.open(request).await);
        live.hello().await;
        live
    }

    /// Ends this house and gives its database back.
    pub fn close(self) -> Database {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let mut this = self;
        std::mem::replace(
            &mut this.database,
            Database {
                url: String::new(),
                folder,
                files: String::new(),
            },
        )
    }

    /// A new company called `name` with an owner called `owner`, whose address is verified.
    pub async fn company(&self, name: &str, owner: &str) -> User<'_> {
        let user = User::sign_up(self, name, owner).await;
        self.run_jobs().await;
        user.verify().await;
        self.run_jobs().await;
        user
    }

    /// Mails to an address, oldest first.
    pub async fn mails_to(&self, address: &str) -> Vec<Message> {
        let to = Some(address.parse().expect("an address"));
        let found = self.blimp.blimp.db.read(move |conn| {
            let filter = Filter {
                to,
                ..Filter::default()
            };
            let page = PageParams {
                limit: Some(100),
                cursor: None,
            };
            let list = blimp_mail::queries::list(conn, &filter, &page)?;
            let mails = list
                .items
                .iter()
                .map(|one| blimp_mail::queries::get(conn, one.id));
            mails.collect::<blimp_kit::Result<Vec<_>>>()
        });
        let mut mails = found.await.expect("the mailbox");
        mails.sort_by_key(|mail| mail.id);
        mails
    }
}

impl Drop for House {
    /// A test that leaves work undone, or work that failed, has not looked closely enough.
    fn drop(&mut self) {
        if std::thread::panicking() || self.database.url.is_empty() {
            return;
        }
        let now = self.clock.now().micros();
        let due = format!("SELECT count(*) AS n FROM job WHERE state < 3 AND run_at <= {now}");
        assert_eq!(
            self.database.count(&due),
            0,
            "jobs are left; call run_jobs()"
        );
        let dead = "SELECT count(*) AS n FROM job WHERE state = 3";
        assert_eq!(self.database.count(dead), 0, "jobs have failed");
    }
}

/// The first link in a mail whose path starts with `path`.
pub fn mail_link(mail: &Message, path: &str) -> String {
    let text = &mail.text;
    let start = format!("http://127.0.0.1:8000{path}");
    let link = text
        .split_whitespace()
        .find(|word| word.starts_with(&start));
    let link = link.unwrap_or_else(|| panic!("no link to {path} in:\n{text}"));
    link.trim_start_matches("http://127.0.0.1:8000").to_owned()
}
