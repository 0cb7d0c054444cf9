//! Personal tokens.

use std::time::Duration;

use blimp_store::Conn;
use serde_json::{Value, json};

use super::api::Web;

#[tokio::test]
async fn a_token_does_what_its_scope_allows_and_no_more() {
    for web in Web::each() {
        let (ana, acme) = web.founder("ana").await;
        let mut made = Vec::new();
        for scope in ["read", "write", "admin"] {
            let body = json!({ "name": scope, "scopes": [scope] });
            let answer = web.post("/tokens", &ana, body).await;
            assert_eq!(answer.status, 201, "{}", answer.body);
            made.push(answer.body["token"].as_str().unwrap().to_owned());
        }
        let company = format!("/companies/{acme}");
        let token = json!({ "name": "t", "scopes": ["read"] });
        for (method, path, body, allowed) in [
            ("GET", "/me", Value::Null, [200, 200, 200]),
            ("GET", "/tokens", Value::Null, [200, 200, 200]),
            (
                "GET",
                &format!("{company}/invitations"),
                Value::Null,
                [200, 200, 200],
            ),
            ("PATCH", "/me", json!({ "name": "A" }), [403, 200, 200]),
            ("PATCH", &company, json!({ "name": "A" }), [403, 403, 200]),
            ("POST", "/tokens", token, [403, 403, 201]),
            (
                "POST",
                "/companies",
                json!({ "name": "B" }),
                [403, 403, 201],
            ),
            ("DELETE", "/sessions", Value::Null, [403, 403, 204]),
        ] {
            for (token, status) in made.iter().zip(allowed) {
                let answer = web.call(method, path, &body).by(token).send().await;
                assert_eq!(answer.status, status, "{method} {path} {}", answer.body);
            }
        }
    }
}

#[tokio::test]
async fn a_token_is_its_owners_and_ends_when_its_time_is_over() {
    for web in Web::each() {
        let (ana, _) = web.founder("ana").await;
        let (eve, _) = web.founder("eve").await;
        let body =
            json!({ "name": "t", "scopes": ["write"], "expires_at": "2026-11-23T10:00:00Z" });
        let made = web.post("/tokens", &ana, body).await;
        let (token, id) = (made.body["token"].as_str().unwrap(), &made.body["id"]);
        assert!(token.starts_with("blimp_pat_") && token.len() > 50);
        assert_eq!(made.body["scopes"], json!(["read", "write"]));
        let path = format!("/tokens/{id}");
        assert_eq!(web.get(&path, &eve).await.status, 404);
        assert_eq!(web.delete(&path, &eve).await.status, 404);
        assert_eq!(web.get("/me", token).await.status, 200);
        let print = blimp_kit::signer::fingerprint(token);
        let now = web.house.blimp.clock.now();
        let used = move |conn: &mut Conn| {
            let token = crate::tokens::queries::find_live(conn, &print, now)?;
            Ok(token.is_some_and(|(token, _)| token.last_used_at == Some(now)))
        };
        web.house.until(used).await;
        let both = web
            .call("GET", "/me", &Value::Null)
            .by(token)
            .with("cookie", &eve);
        assert_eq!(
            both.send().await.body["user"]["name"],
            "ana",
            "the token counts"
        );
        web.house.blimp.clock.advance(Duration::from_hours(1));
        assert_eq!(web.get("/me", token).await.status, 401);
    }
}

#[tokio::test]
async fn a_revoked_token_is_refused_at_once() {
    for web in Web::each() {
        let (ana, _) = web.founder("ana").await;
        let made = web
            .post("/tokens", &ana, json!({ "name": "u", "scopes": ["read"] }))
            .await;
        let token = made.body["token"].as_str().unwrap();
        let path = format!("/tokens/{}", made.body["id"]);
        assert_eq!(web.get("/me", token).await.status, 200);
        assert_eq!(web.delete(&path, &ana).await.status, 204);
        assert_eq!(web.get("/me", token).await.status, 401);
        assert_eq!(web.delete(&path, &ana).await.status, 404);
        for body in [
            json!({ "name": "v", "scopes": [] }),
            json!({ "name": "", "scopes": ["read"] }),
            json!({ "name": "v", "scopes": ["all"] }),
            json!({ "name": "v", "scopes": ["read"], "expires_at": "2026-11-23T09:00:00Z" }),
        ] {
            assert_eq!(web.post("/tokens", &ana, body).await.status, 422);
        }
    }
}
