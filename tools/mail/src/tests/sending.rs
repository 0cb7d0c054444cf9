//! From a row to a letter, and what can go wrong on the way.

use blimp_kit::Error;
use blimp_queue::{Chore, Runner};
use blimp_store::schema::job;
use diesel::prelude::*;
use serde_json::json;

use super::server::{Mood, Server};
use super::{House, comment, reset, token};
use crate::schema::message;
use crate::{Header, Mailer, MessageId, PruneMail, State, retry};

#[tokio::test]
async fn the_mailbox_keeps_the_whole_mail() {
    for house in House::each() {
        let mailer = house.mailer("mailbox");
        let id = house.post(reset("a")).await;
        assert_eq!(house.mail(id).await.state, State::Queued);
        mailer.deliver(id).await.unwrap();
        mailer.deliver(id).await.unwrap();
        let mail = house.mail(id).await;
        assert_eq!(
            (mail.state, mail.attempts, mail.unsure),
            (State::Sent, 1, 0)
        );
        assert_eq!(mail.subject, "Ana, choose a new password");
        assert_eq!(mail.from_address, "Blimp <mail@blimp.example.com>");
        assert!(mail.text.contains(&token()) && mail.html.contains(&token()));
        assert_eq!(mail.sent_at, Some(house.clock.now()));
        assert_eq!(mailer.counts().sent, 1);
    }
}

#[tokio::test]
async fn the_server_gets_the_token_and_the_database_does_not() {
    let house = House::new();
    let server = Server::start(&[]);
    let mailer = house.mailer(&server.url());
    let id = house.post(reset("a")).await;
    mailer.deliver(id).await.unwrap();
    mailer.deliver(id).await.unwrap();

    let mail = house.mail(id).await;
    assert_eq!((mail.state, mail.error), (State::Sent, None));
    assert_eq!(mail.provider_id.as_deref(), Some("2.0.0 queued as 4711"));
    assert!(mail.text.contains("/resets/[removed]") && mail.html.contains("/resets/[removed]"));
    assert!(house.keeps("[removed]"));
    let secret = token();
    let secret = secret.split('.').nth(1).unwrap();
    assert!(
        !house.keeps(secret),
        "the token is in the files of the database"
    );

    let letters = server.letters();
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.matches(secret).count(), 4, "{letter}");
    for part in [
        "From: Blimp <mail@blimp.example.com>\r\n",
        "To: Ana <ana@example.com>\r\n",
        "Subject: Ana, choose a new password\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "@blimp.example.com>\r\n",
        "List-Unsubscribe: <https://blimp.example.com/u/7.",
    ] {
        assert!(letter.contains(part), "{part} is not in {letter}");
    }
}

#[tokio::test]
async fn nothing_that_people_write_adds_a_header() {
    for house in House::each() {
        let server = Server::start(&[]);
        let mailer = house.mailer(&server.url());
        let evil = "Zoë\r\nBcc: eve@example.com\r\n\r\nbody\u{0}\n.\r\n";
        let mut draft = comment("a");
        draft.to_name = evil.to_owned();
        draft.params = json!({ "by": evil, "title": evil, "words": ".\r\n.\r\nQUIT", "task": 9 });
        draft.headers = vec![
            Header::new("X-Blimp-Task", evil),
            Header::new("References", "<a@b>"),
        ];
        draft.reply_to = Some("reply@example.com".parse().unwrap());
        let id = house.post(draft).await;
        mailer.deliver(id).await.unwrap();

        let raw = server.raw();
        assert_eq!(raw.len(), 1);
        let head = raw[0].split("\r\n\r\n").next().unwrap();
        let names: Vec<&str> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        let known = [
            "From",
            "To",
            "Reply-To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "X-Blimp-Task",
            "References",
            "MIME-Version",
            "Content-Type",
        ];
        assert!(names.iter().all(|name| known.contains(name)), "{head}");
        assert_eq!(names.len(), known.len(), "{head}");
        assert!(raw[0].contains("\r\n..\r\n") || !raw[0].contains("\r\n.\r\n"));
    }
}

#[tokio::test]
async fn a_header_that_is_ours_to_set_is_refused() {
    let house = House::new();
    let mailer = house.mailer("mailbox");
    for (key, header) in [
        ("a", Header::new("Bcc", "eve@example.com")),
        ("b", Header::new("X-Ok\r\nBcc", "eve@example.com")),
    ] {
        let mut draft = comment(key);
        draft.headers = vec![header];
        let id = house.post(draft).await;
        mailer.deliver(id).await.unwrap();
        assert_eq!(house.mail(id).await.state, State::Failed, "{key}");
    }
    assert_eq!(mailer.counts().failed, 2);
}

#[tokio::test]
async fn a_refusal_is_final_and_a_delay_is_not() {
    let house = House::new();
    let server = Server::start(&[Mood::Refuse, Mood::Defer]);
    let mailer = house.mailer(&server.url());

    let refused = house.post(comment("a")).await;
    mailer.deliver(refused).await.unwrap();
    mailer.deliver(refused).await.unwrap();
    let mail = house.mail(refused).await;
    assert_eq!((mail.state, mail.attempts), (State::Failed, 1));
    assert!(mail.error.unwrap().contains("no such user"));

    let deferred = house.post(comment("b")).await;
    let answer = mailer.deliver(deferred).await;
    assert!(matches!(answer, Err(Error::Unavailable(_))), "{answer:?}");
    let mail = house.mail(deferred).await;
    assert_eq!((mail.state, mail.attempts), (State::Queued, 1));
    assert!(mail.error.unwrap().contains("come back"));
    mailer.deliver(deferred).await.unwrap();
    let mail = house.mail(deferred).await;
    assert_eq!(
        (mail.state, mail.attempts, mail.unsure),
        (State::Sent, 2, 0)
    );
    assert_eq!(mail.error, None);
    let counts = mailer.counts();
    assert_eq!(
        (
            counts.sent,
            counts.failed,
            counts.later,
            counts.perhaps_doubled
        ),
        (1, 1, 1, 0)
    );
}

#[tokio::test]
async fn a_mail_that_failed_can_be_sent_once_more_by_hand() {
    for house in House::each() {
        let server = Server::start(&[Mood::Refuse]);
        let mailer = house.mailer(&server.url());
        let id = house.post(comment("a")).await;
        let again = || house.db.write(move |tx| retry(tx, id));
        assert!(matches!(again().await, Err(Error::Conflict { .. })));
        mailer.deliver(id).await.unwrap();
        assert_eq!(house.mail(id).await.state, State::Failed);
        again().await.unwrap();
        mailer.deliver(id).await.unwrap();
        let mail = house.mail(id).await;
        assert_eq!(
            (mail.state, mail.attempts, mail.error),
            (State::Sent, 2, None)
        );
        assert!(again().await.is_err());
        let nobody = house.db.write(|tx| retry(tx, MessageId(99))).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn an_address_that_the_server_cannot_take_fails_at_once() {
    let house = House::new();
    let server = Server::start(&[]);
    let mut draft = comment("a");
    draft.to = "zoë@example.com".parse().unwrap();
    let id = house.post(draft).await;
    house.mailer(&server.url()).deliver(id).await.unwrap();
    assert_eq!(house.mail(id).await.state, State::Failed);
    assert!(server.raw().is_empty());
}

#[tokio::test]
async fn the_queue_sends_what_was_posted() {
    for house in House::each() {
        let server = Server::start(&[Mood::Refuse]);
        let mailer = house.mailer(&server.url());
        let (bad, good) = (house.post(comment("a")).await, house.post(reset("b")).await);
        let registry = crate::registry::<Mailer>(90);
        registry.check().unwrap();
        let options = blimp_queue::Options::default();
        let runner = Runner::new(house.db.clone(), registry, mailer, options);
        runner.run_until_idle().await.unwrap();
        assert_eq!(house.mail(bad).await.state, State::Failed);
        assert_eq!(house.mail(good).await.state, State::Sent);
        house
            .run(|conn| assert_eq!(job::table.count().get_result(conn), Ok(0)))
            .await;
    }
}

#[tokio::test]
async fn a_server_that_lets_nobody_in_fails_no_mail() {
    let house = House::new();
    let server = Server::start(&[Mood::Closed]);
    let mailer = house.mailer(&server.url());
    let id = house.post(comment("a")).await;
    assert!(mailer.deliver(id).await.is_err());
    assert_eq!(house.mail(id).await.state, State::Queued);
    mailer.deliver(id).await.unwrap();
    assert_eq!(house.mail(id).await.state, State::Sent);

    let nobody = house.mailer("smtp://127.0.0.1:9");
    let id = house.post(comment("b")).await;
    assert!(nobody.deliver(id).await.is_err());
    assert_eq!(house.mail(id).await.state, State::Queued);
}

#[tokio::test]
async fn a_letter_in_doubt_is_sent_again_under_the_same_id_and_counted() {
    let house = House::new();
    let server = Server::start(&[Mood::CutOff, Mood::CutOff]);
    let mailer = house.mailer(&server.url());
    let (plain, harmless) = (house.post(comment("a")).await, house.post(reset("b")).await);
    for id in [plain, harmless] {
        assert!(mailer.deliver(id).await.is_err());
        assert_eq!(house.mail(id).await.state, State::Sending);
    }
    for id in [plain, harmless] {
        mailer.deliver(id).await.unwrap();
        let mail = house.mail(id).await;
        assert_eq!(
            (mail.state, mail.attempts, mail.unsure),
            (State::Sent, 2, 1)
        );
    }
    assert_eq!(mailer.counts().perhaps_doubled, 1);

    let ids: Vec<String> = server
        .letters()
        .iter()
        .map(|letter| message_id(letter))
        .collect();
    assert_eq!(ids.len(), 4);
    assert_eq!((&ids[0], &ids[1]), (&ids[2], &ids[3]));
    assert_ne!(ids[0], ids[1]);
}

fn message_id(letter: &str) -> String {
    let line = letter.lines().find(|line| line.starts_with("Message-ID:"));
    line.unwrap().to_owned()
}

#[tokio::test]
async fn a_template_that_cannot_be_filled_is_an_error_that_the_row_shows() {
    let house = House::new();
    let mailer = house.mailer("mailbox");
    let mut draft = comment("a");
    draft.params = json!({});
    let id = house.post(draft).await;
    assert!(mailer.deliver(id).await.is_err());
    let mail = house.mail(id).await;
    assert_eq!(mail.state, State::Queued);
    assert!(mail.error.unwrap().contains("test.comment"));
    mailer.deliver(MessageId(99)).await.unwrap();
}

async fn prune(house: &House, keep_days: u32) {
    house
        .db
        .write(move |tx| PruneMail { keep_days }.apply(tx))
        .await
        .unwrap();
}

#[tokio::test]
async fn old_mails_lose_their_words_and_stay_on_record() {
    for house in House::each() {
        let mailer = house.mailer("mailbox");
        let (old, waiting) = (house.post(reset("a")).await, house.post(reset("b")).await);
        mailer.deliver(old).await.unwrap();
        house.pass(60);
        let young = house.post(reset("c")).await;
        mailer.deliver(young).await.unwrap();
        prune(&house, 90).await;
        assert_eq!(house.mail(old).await.pruned_at, None);
        house.pass(31);
        prune(&house, 0).await;
        assert_eq!(house.mail(old).await.pruned_at, None);
        prune(&house, 90).await;
        let mail = house.mail(old).await;
        assert_eq!(mail.pruned_at, Some(house.clock.now()));
        assert_eq!(
            (mail.text.as_str(), mail.html.as_str(), mail.params.as_str()),
            ("", "", "{}")
        );
        assert_eq!(
            (mail.state, mail.subject.as_str()),
            (State::Sent, "Ana, choose a new password")
        );
        assert_eq!(house.mail(young).await.pruned_at, None);
        mailer.deliver(waiting).await.unwrap();
        assert!(house.mail(waiting).await.text.contains(&token()));
    }
}

#[tokio::test]
async fn pruning_goes_on_in_chunks() {
    let house = House::new();
    let mailer = house.mailer("mailbox");
    for n in 0..201 {
        let id = house.post(comment(&n.to_string())).await;
        mailer.deliver(id).await.unwrap();
    }
    house.pass(91);
    for successors in [1, 1] {
        prune(&house, 90).await;
        house
            .run(move |conn| {
                let prunes = job::table.filter(job::kind.eq("mail.prune"));
                assert_eq!(prunes.count().get_result(conn), Ok(successors));
            })
            .await;
    }
    house
        .run(|conn| {
            let left = message::table.filter(message::pruned_at.is_null());
            assert_eq!(left.count().get_result(conn), Ok(0));
        })
        .await;
}

#[tokio::test]
async fn a_mail_taken_over_by_another_try_is_left_to_it() {
    for house in House::each() {
        let id = house.post(reset("a")).await;
        let mail = house.mail(id).await;
        house
            .run(move |conn| {
                diesel::update(message::table.find(id))
                    .set(message::version.eq(message::version + 1))
                    .execute(conn)
                    .unwrap();
                let words = crate::model::Words {
                    from_address: String::new(),
                    subject: String::new(),
                    text: String::new(),
                    html: String::new(),
                };
                assert!(!crate::queries::set_sending(conn, &mail, &words).unwrap());
                assert!(!crate::queries::set_error(conn, &mail, "x").unwrap());
            })
            .await;
        assert_eq!(house.mail(id).await.state, State::Queued);
    }
}
