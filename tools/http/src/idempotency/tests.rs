//! Idempotency keys on a real database.

use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::FromRequestParts;
use axum::http::Request;
use axum::response::{IntoResponse, Response};
use blimp_kit::{Clock, Error, Instant};
use blimp_store::{Db, Tx};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::{PruneIdempotencyKeys, write};
use crate::caller::BodyHash;
use crate::schema::idempotency_key;
use crate::testing::Ground;
use crate::{Caller, Problem, Reply};

diesel::table! {
    boat (name) {
        name -> Text,
    }
}

struct House {
    db: Db,
    clock: Clock,
    _ground: Ground,
}

impl House {
    async fn new() -> Self {
        Self::on(Ground::sqlite()).await
    }

    /// On each database there is.
    async fn each() -> Vec<Self> {
        let mut all = Vec::new();
        for ground in Ground::each() {
            all.push(Self::on(ground).await);
        }
        all
    }

    async fn on(ground: Ground) -> Self {
        let clock = Clock::held_at(Instant(1_000_000));
        let db = ground.open(clock.clone());
        db.write(|tx| Ok(tx.batch_execute("CREATE TABLE boat (name TEXT NOT NULL)")?))
            .await
            .unwrap();
        Self {
            db,
            clock,
            _ground: ground,
        }
    }

    async fn boats(&self) -> i64 {
        self.db
            .read(|conn| Ok(boat::table.count().get_result(conn)?))
            .await
            .unwrap()
    }

    async fn keys(&self) -> i64 {
        self.db
            .read(|conn| Ok(idempotency_key::table.count().get_result(conn)?))
            .await
            .unwrap()
    }

    async fn post(&self, caller: Caller, name: &'static str) -> Response {
        let answer = write(&self.db, caller, move |tx| build(tx, name)).await;
        answer.unwrap_or_else(IntoResponse::into_response)
    }
}

fn build(tx: &mut Tx, name: &str) -> blimp_kit::Result<Reply> {
    diesel::insert_into(boat::table)
        .values(boat::name.eq(name))
        .execute(&mut **tx)?;
    match name {
        "leaky" => Err(Error::conflict("boat.leaky", "It leaks.")),
        "secret" => Ok(Reply::created("/boats/1", &json!({ "token": "s" }))?.secret()),
        "cookie" => Ok(Reply::created("/boats/1", &json!({}))?.cookie("blimp=1")),
        _ => Ok(Reply::created("/boats/1", &json!({ "name": name }))?.etag("\"1-owner\"")),
    }
}

/// A caller as the extractor makes it.
async fn caller(credential: &str, path: &str, key: &str, body: &str) -> Result<Caller, Problem> {
    let mut request = Request::post(path).header("idempotency-key", key);
    if !credential.is_empty() {
        request = request.header("authorization", credential);
    }
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let hash = BodyHash::default();
    hash.update(body.as_bytes());
    parts.extensions.insert(hash);
    Caller::from_request_parts(&mut parts, &()).await
}

async fn ana(key: &str, body: &str) -> Caller {
    caller("Bearer ana", "/boats", key, body).await.unwrap()
}

async fn json_of(response: Response) -> Value {
    let bytes = to_bytes(response.into_body(), 10_000).await.unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn the_same_request_again_gets_the_first_answer_and_changes_nothing() {
    for house in House::each().await {
        let first = house.post(ana("k", "a").await, "Eva").await;
        assert_eq!(first.status(), 201);
        assert!(!first.headers().contains_key("idempotent-replayed"));
        // Another name shows that the work did not run again.
        let again = house.post(ana("k", "a").await, "other").await;
        assert_eq!(again.status(), 201);
        for (name, value) in [
            ("location", "/boats/1"),
            ("etag", "\"1-owner\""),
            ("idempotent-replayed", "true"),
            ("content-type", "application/json"),
        ] {
            assert_eq!(again.headers()[name], value);
        }
        assert_eq!(json_of(again).await, json!({ "name": "Eva" }));
        assert_eq!(house.boats().await, 1);
    }
}

#[tokio::test]
async fn another_body_under_the_same_key_is_refused() {
    let house = House::new().await;
    house.post(ana("k", "a").await, "Eva").await;
    let other = house.post(ana("k", "b").await, "Ida").await;
    assert_eq!(other.status(), 422);
    assert_eq!(json_of(other).await["code"], "idempotency_key_reused");
    assert_eq!(house.boats().await, 1);
}

#[tokio::test]
async fn a_key_is_the_callers_own_and_of_one_path() {
    let house = House::new().await;
    for (credential, path) in [
        ("Bearer ana", "/boats"),
        ("Bearer bo", "/boats"),
        ("Bearer ana", "/ships"),
    ] {
        let caller = caller(credential, path, "k", "a").await.unwrap();
        assert_eq!(house.post(caller, "Eva").await.status(), 201);
    }
    assert_eq!(house.boats().await, 3);
    let nobody = caller("", "/boats", "k", "a").await.unwrap();
    house.post(nobody.clone(), "Eva").await;
    house.post(nobody, "Eva").await;
    assert_eq!(
        house.boats().await,
        5,
        "without a caller the key is ignored"
    );
}

#[tokio::test]
async fn many_at_once_do_it_once() {
    for house in House::each().await {
        let mut answers = Vec::new();
        for _ in 0..20 {
            answers.push(house.post(ana("k", "a").await, "Eva"));
        }
        for answer in futures::future::join_all(answers).await {
            assert_eq!(answer.status(), 201);
        }
        assert_eq!(house.boats().await, 1);
    }
}

#[tokio::test]
async fn a_refused_request_keeps_nothing() {
    for house in House::each().await {
        assert_eq!(house.post(ana("k", "a").await, "leaky").await.status(), 409);
        assert_eq!((house.boats().await, house.keys().await), (0, 0));
        assert_eq!(house.post(ana("k", "b").await, "Eva").await.status(), 201);
    }
}

#[tokio::test]
async fn replies_with_secrets_or_cookies_are_not_kept() {
    let house = House::new().await;
    for name in ["secret", "cookie"] {
        assert_eq!(house.post(ana("k", "a").await, name).await.status(), 201);
        assert_eq!(house.keys().await, 0, "{name}");
    }
}

#[tokio::test]
async fn keys_are_forgotten_after_a_day() {
    for house in House::each().await {
        house.post(ana("old", "a").await, "Eva").await;
        house.clock.advance(Duration::from_hours(20));
        house.post(ana("new", "a").await, "Ida").await;
        house.clock.advance(Duration::from_hours(5));
        let more = house.db.write(PruneIdempotencyKeys::prune).await.unwrap();
        assert!(!more);
        assert_eq!(house.keys().await, 1);
        assert!(
            !house
                .post(ana("old", "a").await, "Eva")
                .await
                .headers()
                .contains_key("idempotent-replayed")
        );
        assert!(
            house
                .post(ana("new", "a").await, "Ida")
                .await
                .headers()
                .contains_key("idempotent-replayed")
        );
    }
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() {
    for key in ["", "é", &"x".repeat(256)] {
        let refused = caller("Bearer ana", "/boats", key, "a").await.unwrap_err();
        assert_eq!(refused.status(), 400, "{key}");
    }
    assert!(
        caller("Bearer ana", "/boats", &"x".repeat(255), "a")
            .await
            .is_ok()
    );
}
