//! Signing up, in and out; passwords; mailed links.

use std::time::Duration;

use blimp_queue::Chore;
use blimp_store::Conn;
use serde_json::{Value, json};

use super::api::{PASSWORD, Web};
use crate::resets::jobs::AskReset;

const OTHER: &str = "another long sentence";

#[tokio::test]
async fn a_company_signs_up_and_is_signed_in() {
    for web in Web::each() {
        let body = json!({
            "company": " API ", "name": "Ana", "email": "Ana@Example.com", "password": PASSWORD
        });
        let answer = web.call("POST", "/signup", &body).send().await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert_eq!(
            answer.body["company"]["slug"], "api-2",
            "a reserved slug is not given"
        );
        assert_eq!(answer.body["user"]["email"], "ana@example.com");
        assert_eq!(answer.body["user"]["email_verified"], false);
        let me = web.get("/me", &answer.cookie()).await;
        assert_eq!(me.body["memberships"][0]["role"], "owner");

        let again = web.call("POST", "/signup", &body).send().await;
        assert_eq!(again.code(), (409, "email_taken"));
        let none = web.call("GET", "/me", &Value::Null).send().await;
        assert_eq!(none.code(), (401, "unauthenticated"));
    }
}

#[tokio::test]
async fn a_bad_sign_up_names_every_bad_field() {
    let web = Web::on(super::house::House::sqlite());
    let body = json!({
        "company": "", "name": "a\u{7}", "email": "ana", "password": "password",
        "time_zone": "Mars", "language": "de",
    });
    let answer = web.call("POST", "/signup", &body).send().await;
    assert_eq!(answer.status, 422);
    let errors = answer.body["errors"].as_array().unwrap();
    let pointers: Vec<_> = errors
        .iter()
        .map(|e| e["pointer"].as_str().unwrap())
        .collect();
    let all = [
        "/company",
        "/name",
        "/email",
        "/password",
        "/time_zone",
        "/language",
    ];
    assert_eq!(pointers, all);
}

#[tokio::test]
async fn guessing_is_slowed_down_and_says_nothing() {
    for web in Web::each() {
        web.founder("ana").await;
        let unknown = web.sign_in("bo@example.com", PASSWORD, "192.0.2.9").await;
        assert_eq!(unknown.code(), (401, "bad_credentials"));
        for _ in 0..5 {
            let wrong = web.sign_in("ana@example.com", OTHER, "192.0.2.2").await;
            assert_eq!(wrong.body, unknown.body);
        }
        let slowed = web.sign_in("ana@example.com", PASSWORD, "192.0.2.2").await;
        assert_eq!(slowed.code(), (429, "too_many"));
        assert_eq!(slowed.headers["retry-after"], "900");
        let elsewhere = web.sign_in("ana@example.com", PASSWORD, "192.0.2.3").await;
        assert_eq!(elsewhere.status, 201);
        web.house.blimp.clock.advance(Duration::from_mins(15));
        let later = web.sign_in("ana@example.com", PASSWORD, "192.0.2.2").await;
        assert_eq!(later.status, 201);
    }
}

#[tokio::test]
async fn guesses_at_the_same_time_do_not_slip_through() {
    let web = Web::on(super::house::House::sqlite());
    web.founder("ana").await;
    let tries = (0..12).map(|_| web.sign_in("ana@example.com", OTHER, "192.0.2.2"));
    let answers = futures::future::join_all(tries).await;
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 401).count(),
        5
    );
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 429).count(),
        7
    );
}

#[tokio::test]
async fn sessions_end_when_told() {
    for web in Web::each() {
        let (first, _) = web.founder("ana").await;
        let second = web
            .sign_in("ana@example.com", PASSWORD, "192.0.2.2")
            .await
            .cookie();
        let list = web.get("/sessions", &second).await;
        assert_eq!(list.body["items"].as_array().unwrap().len(), 2);
        assert_eq!(list.body["items"][0]["current"], true);
        let id = &list.body["items"][1]["id"];

        let (stranger, _) = web.founder("eve").await;
        let path = format!("/sessions/{id}");
        assert_eq!(web.delete(&path, &stranger).await.status, 404);
        assert_eq!(web.delete(&path, &second).await.status, 204);
        assert_eq!(web.get("/me", &first).await.status, 401);
        let gone = web.delete("/session", &second).await;
        assert_eq!((gone.status, gone.cookie().as_str()), (204, "blimp="));
        assert_eq!(web.get("/me", &second).await.status, 401);

        let third = web
            .sign_in("eve@example.com", PASSWORD, "192.0.2.2")
            .await
            .cookie();
        assert_eq!(web.delete("/sessions", &third).await.status, 204);
        assert_eq!(web.get("/me", &stranger).await.status, 401);
        assert_eq!(web.get("/me", &third).await.status, 200);
    }
}

#[tokio::test]
async fn sessions_end_when_idle_and_when_old() {
    for web in Web::each() {
        let (idle, _) = web.founder("eve").await;
        web.wait_and_look(&idle, 29).await;
        web.wait_and_look(&idle, 29).await;
        web.house.blimp.clock.advance(Duration::from_hours(24 * 30));
        assert_eq!(
            web.get("/me", &idle).await.status,
            401,
            "not seen for 30 days"
        );
        let fresh = web
            .sign_in("eve@example.com", PASSWORD, "192.0.2.2")
            .await
            .cookie();
        for _ in 0..8 {
            web.wait_and_look(&fresh, 20).await;
        }
        web.house.blimp.clock.advance(Duration::from_hours(24 * 20));
        assert_eq!(web.get("/me", &fresh).await.status, 401, "180 days old");
    }
}

impl Web {
    /// Lets days pass, shows the session, and waits until that is noted.
    async fn wait_and_look(&self, cookie: &str, days: u64) {
        self.house
            .blimp
            .clock
            .advance(Duration::from_hours(24 * days));
        assert_eq!(self.get("/me", cookie).await.status, 200);
        let now = self.house.blimp.clock.now();
        let print = blimp_kit::signer::fingerprint(cookie.split_once('=').unwrap().1);
        let seen = move |conn: &mut Conn| {
            let session = crate::sessions::queries::find_live(conn, &print, now)?;
            Ok(session.is_some_and(|(session, _)| session.last_seen_at == now))
        };
        self.house.until(seen).await;
    }
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_is_told_by_mail() {
    for web in Web::each() {
        let (first, _) = web.founder("ana").await;
        let second = web
            .sign_in("ana@example.com", PASSWORD, "192.0.2.2")
            .await
            .cookie();
        for (current, new, status, code) in [
            (OTHER, OTHER, 422, "wrong"),
            (PASSWORD, "password", 422, "common"),
            (PASSWORD, OTHER, 204, ""),
        ] {
            let body = json!({ "current": current, "new": new });
            let answer = web.call("PUT", "/password", &body).by(&second).send().await;
            let found = answer.body["errors"][0]["code"]
                .as_str()
                .unwrap_or_default();
            assert_eq!((answer.status, found), (status, code));
        }
        assert_eq!(web.get("/me", &first).await.status, 401);
        assert_eq!(web.get("/me", &second).await.status, 200);
        let ip = "192.0.2.3";
        assert_eq!(
            web.sign_in("ana@example.com", PASSWORD, ip).await.status,
            401
        );
        assert_eq!(web.sign_in("ana@example.com", OTHER, ip).await.status, 201);
        let mails = web.house.mails_to("ana@example.com").await;
        assert!(
            mails
                .iter()
                .any(|mail| mail.template == "accounts.password_changed")
        );
    }
}

#[tokio::test]
async fn a_mailed_link_resets_a_password_once_and_within_an_hour() {
    for web in Web::each() {
        let (old, _) = web.founder("ana").await;
        let known = web
            .post(
                "/password-resets",
                "",
                json!({ "email": "ana@example.com" }),
            )
            .await;
        let unknown = web
            .post("/password-resets", "", json!({ "email": "bo@example.com" }))
            .await;
        assert_eq!((known.status, &known.body), (202, &unknown.body));
        assert_eq!(unknown.status, 202);
        for email in ["ana@example.com", "ana@example.com", "bo@example.com"] {
            let job = AskReset {
                email: email.parse().unwrap(),
            };
            web.house.write(move |tx| job.apply(tx)).await;
        }
        assert!(web.house.mails_to("bo@example.com").await.is_empty());
        let token = web
            .house
            .mailed_token("ana@example.com", "accounts.password_reset")
            .await;
        let reset = |token: &str, password: &str| {
            let path = format!("/password-resets/{token}");
            let body = json!({ "password": password });
            let (web, path) = (&web, path);
            async move { web.call("POST", &path, &body).send().await }
        };
        assert_eq!(reset("7.nonsense", OTHER).await.status, 404);
        assert_eq!(reset(&format!("{token}x"), OTHER).await.status, 404);
        assert_eq!(reset(&token, "short").await.status, 422);
        assert_eq!(reset(&token, OTHER).await.status, 204);
        assert_eq!(
            reset(&token, PASSWORD).await.code(),
            (409, "password_reset.used")
        );
        assert_eq!(web.get("/me", &old).await.status, 401);
        let fresh = web.sign_in("ana@example.com", OTHER, "192.0.2.2").await;
        assert_eq!(fresh.body["user"]["email_verified"], true);

        let job = AskReset {
            email: "ana@example.com".parse().unwrap(),
        };
        web.house.write(move |tx| job.apply(tx)).await;
        let token = web
            .house
            .mailed_token("ana@example.com", "accounts.password_reset")
            .await;
        web.house.blimp.clock.advance(Duration::from_hours(1));
        assert_eq!(
            reset(&token, PASSWORD).await.code(),
            (409, "password_reset.expired")
        );
    }
}

#[tokio::test]
async fn a_mailed_link_verifies_an_address_once() {
    for web in Web::each() {
        let (ana, _) = web.founder("ana").await;
        let token = web
            .house
            .mailed_token("ana@example.com", "accounts.verification")
            .await;
        let path = format!("/verifications/{token}");
        assert_eq!(
            web.post("/verifications/1.x", "", Value::Null).await.status,
            404
        );
        assert_eq!(web.post(&path, "", Value::Null).await.status, 204);
        assert_eq!(
            web.get("/me", &ana).await.body["user"]["email_verified"],
            true
        );
        assert_eq!(
            web.post(&path, "", Value::Null).await.code(),
            (409, "verification.used")
        );
        assert_eq!(
            web.post("/verifications", &ana, Value::Null).await.status,
            202
        );
        assert_eq!(
            web.house.mails_to("ana@example.com").await.len(),
            1,
            "nothing left to verify"
        );

        let (bo, _) = web.founder("bo").await;
        web.house.settle().await;
        web.house.blimp.clock.advance(Duration::from_hours(7 * 24));
        let token = web
            .house
            .mailed_token("bo@example.com", "accounts.verification")
            .await;
        let late = web
            .post(&format!("/verifications/{token}"), "", Value::Null)
            .await;
        assert_eq!(late.code(), (409, "verification.expired"));
        assert_eq!(
            web.post("/verifications", &bo, Value::Null).await.status,
            202
        );
        assert_eq!(web.house.mails_to("bo@example.com").await.len(), 2);
    }
}
