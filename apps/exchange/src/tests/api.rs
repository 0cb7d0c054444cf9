//! The routes, called without sockets.

use std::future::ready;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use blimp_http::ClientIp;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::house::{House, made};
use super::queries;
use crate::imports::jobs;

struct Web {
    house: House,
    router: Router,
}

/// Parts of a form: name, value.
type Parts<'a> = &'a [(&'a str, &'a [u8])];

impl Web {
    async fn open() -> Self {
        let house = House::sqlite().await;
        let api = blimp_accounts::app().router().merge(crate::app().router());
        let router = api.split_for_parts().0.with_state(house.blimp.clone());
        Self { house, router }
    }

    async fn send(&self, request: Request<Body>) -> (u16, HeaderMap, Value) {
        let mut request = request;
        request
            .extensions_mut()
            .insert(ClientIp("192.0.2.1".parse().unwrap()));
        let (parts, body) = self
            .router
            .clone()
            .oneshot(request)
            .await
            .unwrap()
            .into_parts();
        let bytes = to_bytes(body, 10_000_000).await.unwrap();
        (
            parts.status.as_u16(),
            parts.headers,
            serde_json::from_slice(&bytes).unwrap_or_default(),
        )
    }

    /// Signs up; the cookie and the company.
    async fn sign_up(&self, name: &str) -> (String, i64) {
        let body = json!({"company": name, "name": name, "email": format!("{name}@example.com"), "password": "a long sentence"});
        let request = Request::post("/signup").header("content-type", "application/json");
        let (status, headers, body) = self
            .send(request.body(Body::from(body.to_string())).unwrap())
            .await;
        assert_eq!(status, 201, "{body}");
        let cookie = headers[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .split(';')
            .next()
            .unwrap();
        (cookie.to_owned(), body["company"]["id"].as_i64().unwrap())
    }

    async fn get(&self, path: &str, by: &str) -> (u16, Value) {
        let request = Request::get(path)
            .header("cookie", by)
            .body(Body::empty())
            .unwrap();
        let (status, _, body) = self.send(request).await;
        (status, body)
    }

    async fn bring(&self, company: i64, by: &str, parts: Parts<'_>) -> (u16, HeaderMap, Value) {
        let mut body = Vec::new();
        for (name, value) in parts {
            let file = if *name == "file" {
                "; filename=\"board.json\""
            } else {
                ""
            };
            let head =
                format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--cut--\r\n");
        let request = Request::post(format!("/companies/{company}/imports"))
            .header("cookie", by)
            .header("content-type", "multipart/form-data; boundary=cut");
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

#[tokio::test]
async fn a_file_is_accepted_watched_and_reported() {
    let web = Web::open().await;
    let (ana, company) = web.sign_up("ana").await;
    let file = made(40).to_bytes(true);

    let before = web.house.rows().await;
    let (status, _, body) = web
        .bring(
            company,
            &ana,
            &[("file", &file), ("dry_run", b"true"), ("lists", b"goal")],
        )
        .await;
    assert_eq!(
        (status, &body["dry_run"], &body["lists"], &body["cards"]),
        (200, &json!(true), &json!("goal"), &json!(40))
    );
    assert_eq!(web.house.rows().await, before);

    let (status, headers, body) = web
        .bring(company, &ana, &[("lists", b"auto"), ("file", &file)])
        .await;
    assert_eq!(
        (status, &body["status"], &body["progress"]),
        (202, &json!("queued"), &json!({"done": 0, "total": 40}))
    );
    let place = headers[header::LOCATION].to_str().unwrap().to_owned();
    assert_eq!(
        place,
        format!("/api/v1/companies/{company}/imports/{}", body["id"])
    );
    let job = web
        .house
        .read(|conn| {
            queries::number(
                conn,
                "SELECT COUNT(*) AS n FROM job WHERE kind = 'exchange.run_import'",
            )
        })
        .await;
    assert_eq!(job, 1);
    let (status, _, again) = web.bring(company, &ana, &[("file", &file)]).await;
    assert_eq!((status, &again["code"]), (409, &json!("import.at_work")));

    let id = body["id"].as_i64().unwrap().into();
    jobs::carry_out(&web.house.blimp, company.into(), id, |_| ready(Ok(())))
        .await
        .unwrap();
    let (status, body) = web.get(place.strip_prefix("/api/v1").unwrap(), &ana).await;
    assert_eq!(
        (status, &body["status"], &body["progress"]["done"]),
        (200, &json!("done"), &json!(40))
    );
    assert_eq!(body["report"]["lists"], "state");
    assert!(body["project_id"].is_i64() && body["report"]["losses"][0]["sentence"].is_string());
    let (status, list) = web
        .get(&format!("/companies/{company}/imports?limit=1"), &ana)
        .await;
    assert_eq!(
        (status, &list["items"][0], &list["next"]),
        (200, &body, &Value::Null)
    );
}

#[tokio::test]
async fn what_will_not_do_is_refused_by_name() {
    let web = Web::open().await;
    let (ana, company) = web.sign_up("ana").await;
    let file = made(2).to_bytes(false);
    let cases: &[(Parts<'_>, u16, &str)] = &[
        (&[], 422, "/file"),
        (&[("file", b"")], 422, "/file"),
        (&[("file", b"<html>")], 422, "/file"),
        (&[("file", b"{}")], 422, "/file"),
        (&[("file", &file), ("lists", b"column")], 422, "/lists"),
        (&[("file", &file), ("dry_run", b"maybe")], 422, "/dry_run"),
        (&[("file", &file), ("project_id", b"x")], 422, "/project_id"),
        (
            &[("file", &file), ("project_id", b"999")],
            422,
            "/project_id",
        ),
        (&[("file", &file), ("colour", b"red")], 400, "/colour"),
    ];
    let before = web.house.rows().await;
    for (parts, expected, pointer) in cases {
        let (status, _, body) = web.bring(company, &ana, parts).await;
        assert_eq!(
            (status, &body["errors"][0]["pointer"]),
            (*expected, &json!(pointer)),
            "{body}"
        );
    }
    let long = [b'x'; 100];
    assert_eq!(web.bring(company, &ana, &[("lists", &long)]).await.0, 413);
    let no_form = Request::post(format!("/companies/{company}/imports")).header("cookie", &ana);
    assert_eq!(
        web.send(no_form.body(Body::from("{}")).unwrap()).await.0,
        415
    );
    assert_eq!(web.house.rows().await, before);
}

#[tokio::test]
async fn clients_and_strangers_have_no_imports() {
    let web = Web::open().await;
    let ((ana, company), (bo, _), (cy, _)) = (
        web.sign_up("ana").await,
        web.sign_up("bo").await,
        web.sign_up("cy").await,
    );
    let join = format!(
        "INSERT INTO members (company_id, user_id, role, joined_at) SELECT {company}, id, 'client', 0 FROM users WHERE email = 'bo@example.com'"
    );
    web.house.write(move |tx| queries::run(tx, &join)).await;
    let file = made(2).to_bytes(false);
    let (_, _, made) = web.bring(company, &ana, &[("file", &file)]).await;
    let before = web.house.rows().await;
    for (who, expected) in [(&bo, 403), (&cy, 404), (&String::new(), 401)] {
        assert_eq!(
            web.bring(company, who, &[("file", &file)]).await.0,
            expected
        );
        assert_eq!(
            web.get(&format!("/companies/{company}/imports"), who)
                .await
                .0,
            expected
        );
        assert_eq!(
            web.get(&format!("/companies/{company}/imports/{}", made["id"]), who)
                .await
                .0,
            expected
        );
    }
    assert_eq!(web.house.rows().await, before);
}
