//! Tests that need a database or a mail server.

mod rendering;
mod sending;
mod server;
mod tables;

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use blimp_kit::{Clock, Instant, Signer};
use blimp_store::{Conn, Db, Options as DbOptions};
use diesel::RunQueryDsl;
use serde_json::json;

use crate::queries;
use crate::{Draft, Mailer, Message, MessageId, Options, Template, Templates, Transport, post};

/// A mail with a token in it; a second copy does no harm.
const RESET: Template = Template {
    name: "test.reset",
    subject: "{{ mail.to_name }}, choose a new password",
    preheader: "The link works for one hour.",
    reason: "somebody asked for a new password for {{ mail.to_address }}",
    text: "Hello {{ mail.to_name }},\n\n{{ signed_url('/resets/', 'reset', id, nonce) }}",
    html: "<h1>Hello {{ mail.to_name }}</h1>\
           {{ button(signed_url('/resets/', 'reset', id, nonce), 'Choose a password') }}",
    headers: &[(
        "List-Unsubscribe",
        "<{{ signed_url('/u/', 'unsubscribe', id, nonce) }}>",
    )],
    sample: r#"{"id": 7, "nonce": "n"}"#,
    resend_when_unsure: true,
    ..Template::BLANK
};

/// A mail that quotes people.
const COMMENT: Template = Template {
    name: "test.comment",
    subject: "{{ by }} commented on {{ title }}",
    preheader: "{{ words }}",
    reason: "you watch {{ title }}",
    text: "{{ by }} wrote:\n\n{{ words | quoted }}\n\n{{ url('/tasks/' ~ task) }}",
    html: "<p>{{ by }} wrote about <b>{{ title }}</b>:</p>{{ quote(words) }}\
           {{ button(url('/tasks/' ~ task), 'Open ' ~ title) }}",
    sample: r#"{"by": "Bo", "title": "Fix it", "words": "Done", "task": 9}"#,
    ..Template::BLANK
};

fn templates() -> Templates {
    Templates::new([RESET, COMMENT]).unwrap()
}

fn signer() -> Signer {
    Signer::new(b"a key for tests".to_vec())
}

fn reset(key: &str) -> Draft {
    let mut draft = Draft::new(key, "ana@example.com".parse().unwrap(), RESET.name);
    draft.company = Some(3);
    draft.to_name = "Ana".to_owned();
    draft.params = json!({ "id": 7, "nonce": "n" });
    draft
}

fn comment(key: &str) -> Draft {
    let mut draft = Draft::new(key, "bo@example.com".parse().unwrap(), COMMENT.name);
    draft.params = json!({ "by": "Ana", "title": "Fix it", "words": "Done", "task": 9 });
    draft
}

fn token() -> String {
    signer().token("reset", 7, "n").unwrap()
}

/// A database of its own, with a clock that stands still.
struct House {
    db: Db,
    clock: Clock,
    dir: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", dir.path().join("blimp.db").display());
        Self::at(&url, dir)
    }

    /// On SQLite, and on Postgres where there is one.
    fn each() -> Vec<Self> {
        let mut houses = vec![Self::new()];
        #[expect(clippy::disallowed_methods, reason = "the one setting of tests")]
        if let Ok(url) = std::env::var("BLIMP_TEST_POSTGRES_URL") {
            houses.push(Self::at(&own_schema(&url), tempfile::tempdir().unwrap()));
        }
        houses
    }

    fn at(url: &str, dir: tempfile::TempDir) -> Self {
        let clock = Clock::held_at(Instant(1_790_000_000_000_000));
        Db::migrate(
            url,
            &[
                blimp_store::migrations(),
                blimp_queue::migrations(),
                crate::migrations(),
            ],
        )
        .unwrap();
        let options = DbOptions {
            url: url.to_owned(),
            pool: 2,
            clock: clock.clone(),
            heard: HashSet::new(),
        };
        Self {
            db: Db::open(options).unwrap(),
            clock,
            dir,
        }
    }

    fn mailer(&self, transport: &str) -> Mailer {
        let options = Options {
            transport: transport.parse::<Transport>().unwrap(),
            templates: templates(),
            signer: signer(),
            base_url: "https://blimp.example.com/".to_owned(),
            from: "Blimp <mail@blimp.example.com>".parse().unwrap(),
        };
        Mailer::new(self.db.clone(), options).unwrap()
    }

    async fn post(&self, draft: Draft) -> MessageId {
        self.db
            .write(move |tx| post(tx, &draft))
            .await
            .unwrap()
            .unwrap()
    }

    async fn mail(&self, id: MessageId) -> Message {
        self.db
            .read(move |conn| queries::get(conn, id))
            .await
            .unwrap()
    }

    async fn run(&self, work: impl FnOnce(&mut Conn) + Send + 'static) {
        let work = move |tx: &mut blimp_store::Tx| {
            work(tx);
            Ok(())
        };
        self.db.write(work).await.unwrap();
    }

    /// Whether `words` stand anywhere in the files of the database.
    fn keeps(&self, words: &str) -> bool {
        let holds = |path: &Path| {
            let bytes = std::fs::read(path).unwrap();
            bytes
                .windows(words.len())
                .any(|window| window == words.as_bytes())
        };
        std::fs::read_dir(self.dir.path())
            .unwrap()
            .any(|entry| holds(&entry.unwrap().path()))
    }

    fn pass(&self, days: u64) {
        self.clock.advance(Duration::from_secs(days * 86_400));
    }
}

/// An empty schema in the Postgres database at `url`.
fn own_schema(url: &str) -> String {
    let name = format!("mail_test_{}", blimp_kit::random::number().unwrap());
    let mut conn = <diesel::PgConnection as diesel::Connection>::establish(url).unwrap();
    diesel::sql_query(format!("CREATE SCHEMA {name}"))
        .execute(&mut conn)
        .unwrap();
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}options=-csearch_path%3D{name}")
}
