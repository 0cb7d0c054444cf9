//! Idempotency keys, all the way from the request to the answer.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::routing::post;
use blimp_kit::Clock;
use blimp_store::Db;
use serde_json::{Value, json};

use super::{Answer, options, send};
use crate::layers::wrap;
use crate::testing::Ground;
use crate::{Caller, Json, Reply, Result, write};

async fn build(State(db): State<Db>, caller: Caller, Json(boat): Json<Value>) -> Result {
    let random = blimp_kit::random::number()?;
    write(&db, caller, move |_| {
        Reply::created("/boats/1", &json!({ "boat": boat, "n": random }))
    })
    .await
}

async fn ask(router: &Router, path: &str, body: &'static str) -> Answer {
    let headers = [
        ("authorization", "Bearer ana"),
        ("content-type", "application/json"),
        ("idempotency-key", "k"),
    ];
    send(router, "POST", path, &headers, Body::from(body)).await
}

#[tokio::test]
async fn body_and_full_path_tell_requests_with_one_key_apart() {
    let ground = Ground::sqlite();
    let boats = Router::new()
        .route("/boats", post(build))
        .with_state(ground.open(Clock::system()));
    let router = Router::new()
        .nest("/api/v1", boats.clone())
        .nest("/api/staff/v1", boats);
    let router = wrap(router, &options());
    let first = ask(&router, "/api/v1/boats", "{\"name\": \"Eva\"}").await;
    assert_eq!(first.status, 201, "{}", first.body);
    let again = ask(&router, "/api/v1/boats", "{\"name\": \"Eva\"}").await;
    assert_eq!((again.status.as_u16(), &again.body), (201, &first.body));
    let other = ask(&router, "/api/v1/boats", "{\"name\": \"Ida\"}").await;
    assert_eq!(other.status, 422);
    assert_eq!(other.json()["code"], "idempotency_key_reused");
    assert!(other.json()["request_id"].is_string());
    let elsewhere = ask(&router, "/api/staff/v1/boats", "{\"name\": \"Eva\"}").await;
    assert_eq!(elsewhere.status, 201);
    assert_ne!(elsewhere.body, first.body);
}
