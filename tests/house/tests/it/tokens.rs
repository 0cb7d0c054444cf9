//! Personal tokens: scopes, expiry, and that a secret is shown once.

use std::time::Duration;

use axum::http::Method;
use blimp_tests::House;
use serde_json::{Value, json};

use crate::told::id;

/// A request, and what a token of the scopes read, write and admin is answered.
#[rustfmt::skip]
const SCOPES: &[(&str, &str, &str, [u16; 3])] = &[
    ("GET", "/me", "null", [200, 200, 200]),
    ("GET", "/tasks/{task}", "null", [200, 200, 200]),
    ("POST", "/projects/{project}/tasks", r#"{"title":"x"}"#, [403, 201, 201]),
    ("PATCH", "/tasks/{task}", r#"{"title":"y"}"#, [403, 200, 200]),
    ("PUT", "/tasks/{task}/assignees/me", "null", [403, 200, 200]),
    ("DELETE", "/tasks/{task}/assignees/me", "null", [403, 204, 204]),
    ("POST", "/companies/{company}/projects", r#"{"name":"P"}"#, [403, 201, 201]),
    ("PATCH", "/companies/{company}", r#"{"name":"Acme 2"}"#, [403, 403, 200]),
    ("POST", "/tokens", r#"{"name":"more","scopes":["admin"]}"#, [403, 403, 201]),
];

#[tokio::test]
async fn each_scope_allows_its_methods_and_those_before_it() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let ids = [
        ("{project}", project),
        ("{task}", task),
        ("{company}", ana.company),
    ];
    for (i, scope) in ["read", "write", "admin"].into_iter().enumerate() {
        let script = ana.with_token(&[scope]).await;
        for (method, path, body, expected) in SCOPES {
            let path = ids.iter().fold((*path).to_owned(), |path, (name, id)| {
                path.replace(name, &id.to_string())
            });
            let body: Value = serde_json::from_str(body).unwrap();
            let answer = script
                .call(method.parse().unwrap(), &path, Some(&body))
                .await;
            let shown = format!("{scope} {method} {path} {}", answer.text());
            assert_eq!(answer.status.as_u16(), expected[i], "{shown}");
        }
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn a_secret_is_shown_once_and_never_kept() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let form = json!({ "name": "script", "scopes": ["read"] });
    let key = [("idempotency-key", "one")];
    let first = ana
        .call_with(Method::POST, "/tokens", Some(&form), &key)
        .await
        .expect(201);
    let second = ana
        .call_with(Method::POST, "/tokens", Some(&form), &key)
        .await
        .expect(201);
    assert_ne!(
        first["token"], second["token"],
        "a reply with a secret is not kept"
    );
    let secret = first["token"].as_str().unwrap();
    assert!(secret.starts_with("blimp_pat_"), "{secret}");
    let one = ana
        .get(&format!("/tokens/{}", id(&first)))
        .await
        .expect(200);
    assert!(one.get("token").is_none(), "{one}");
    for table in ["tokens", "idempotency_key", "event", "job"] {
        assert!(
            !house.database.dump(table).contains(secret),
            "{table} keeps the secret"
        );
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn a_token_ends_when_it_is_revoked_or_too_old() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = house.company("Bolt", "Bo").await;
    let past = json!({ "name": "x", "scopes": ["read"], "expires_at": "2026-11-01T00:00:00Z" });
    let problem = ana.post("/tokens", &past).await.expect(422);
    assert_eq!(problem["errors"][0]["pointer"], "/expires_at");
    let empty = ana
        .post("/tokens", &json!({ "name": "x", "scopes": [] }))
        .await
        .expect(422);
    assert_eq!(empty["errors"][0]["pointer"], "/scopes");

    let script = ana.with_token(&["read"]).await;
    script.get("/me").await.expect(200);
    // That it was used is noted beside the request, which does not wait for it.
    let used = "SELECT count(*) AS n FROM tokens WHERE last_used_at IS NOT NULL";
    while house.database.count(used) == 0 {
        tokio::task::yield_now().await;
    }
    let listed = ana.list("/tokens", 100).await.remove(0);
    assert_eq!(listed["last_used_at"], blimp_tests::NOW);
    bo.delete(&format!("/tokens/{}", id(&listed)))
        .await
        .expect(404);
    ana.delete(&format!("/tokens/{}", id(&listed)))
        .await
        .expect(204);
    script.get("/me").await.expect(401);

    let soon = json!({ "name": "x", "scopes": ["read"], "expires_at": "2026-11-23T10:00:00Z" });
    let made = ana.post("/tokens", &soon).await.expect(201);
    let bearer = format!("Bearer {}", made["token"].as_str().unwrap());
    let ask = async || {
        let headers = [("authorization", bearer.as_str())];
        house
            .nobody()
            .call_with(Method::GET, "/me", None, &headers)
            .await
            .status
            .as_u16()
    };
    assert_eq!(ask().await, 200);
    house.clock.advance(Duration::from_mins(61));
    assert_eq!(ask().await, 401);
    house.run_jobs().await;
}

#[tokio::test]
async fn no_token_makes_one_that_may_more() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let write = ana.with_token(&["write"]).await;
    let answer = write
        .post("/tokens", &json!({ "name": "x", "scopes": ["admin"] }))
        .await;
    assert_eq!(answer.status, 403, "{}", answer.text());
    for wrong in [
        "Bearer blimp_pat_nothing",
        "Bearer ",
        "Basic YTpi",
        "blimp_pat_x",
        "Bearer a b",
    ] {
        let headers = [("authorization", wrong)];
        let answer = house
            .nobody()
            .call_with(Method::GET, "/me", None, &headers)
            .await;
        assert_eq!(answer.status, 401, "{wrong}");
    }
    house.run_jobs().await;
}
