//! The layers around a small router, asked as a client would.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Extension, Router};
use blimp_kit::{Clock, Error, Instant, Page};
use serde_json::Value;
use tower::ServiceExt as _;

use super::{Layers, origin, wrap};
use crate::{ClientIp, Json, Problem, Reply, RequestId};

fn router() -> Router {
    let large = "word ".repeat(1_000);
    let v1 = Router::new()
        .route(
            "/things",
            get(async || Reply::ok(&1).unwrap().etag("\"1-owner\"")),
        )
        .route("/things", post(async |Json(_): Json<Value>| "made"))
        .route(
            "/large",
            get(async move || Json(large.clone()).into_response()),
        )
        .route("/list", get(async || Json(page()).into_response()))
        .route("/empty", get(async || Reply::no_content()))
        .route(
            "/gone/{token}",
            get(async || Problem::from(Error::NotFound).into_response()),
        )
        .route(
            "/broken",
            get(async || Problem::from(Error::fault("the password is x"))),
        )
        .route("/panic", get(panics))
        .route(
            "/slow",
            get(std::future::pending::<()>).post(std::future::pending::<()>),
        )
        .route(
            "/imports",
            post(async |body: bytes::Bytes| body.len().to_string()),
        )
        .layer(DefaultBodyLimit::max(3_000_000))
        .route("/session", post(async || "in"))
        .route(
            "/upload",
            post(async |body: bytes::Bytes| body.len().to_string()),
        )
        .route("/who", get(who));
    Router::new()
        .nest("/api/v1", v1)
        .route("/up", get(async || "up"))
        .route("/page", get(async || axum::response::Html("<p>hello")))
}

fn page() -> Page<i64> {
    Page::cut(vec![7, 8, 9], 2, |n| *n)
}

async fn panics() -> &'static str {
    panic!("a slip")
}

async fn who(Extension(ip): Extension<ClientIp>, Extension(id): Extension<RequestId>) -> String {
    format!("{} {}", ip.0, id.0)
}

type Lines = &'static [(&'static str, &'static str)];

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

fn options() -> Layers {
    let clock = Clock::held_at(Instant(0));
    Layers {
        clock,
        ..Layers::new("https://blimp.example")
    }
}

async fn ask(options: &Layers, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(
        &wrap(router(), options),
        method,
        path,
        headers,
        Body::empty(),
    )
    .await
}

async fn send(
    router: &Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Body,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(body).unwrap();
    let peer: SocketAddr = "10.0.0.9:999".parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap();
    let body = String::from_utf8_lossy(&body).into_owned();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

#[tokio::test]
async fn every_refusal_is_a_problem_with_the_id_of_its_request() {
    let table = [
        ("GET", "/api/v1/gone/x", 404, "not_found"),
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/nowhere", 404, "not_found"),
        ("DELETE", "/api/v1/things", 405, "method_not_allowed"),
        ("POST", "/api/v1/things", 415, "content_type"),
        ("GET", "/api/v1/broken", 500, "internal"),
        ("GET", "/api/v1/panic", 500, "internal"),
    ];
    for (method, path, status, code) in table {
        let answer = ask(&options(), method, path, &[]).await;
        let body = answer.json();
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(
            answer.headers["content-type"], "application/problem+json",
            "{path}"
        );
        assert_eq!(body["code"], code, "{path}");
        assert_eq!(body["status"], status, "{path}");
        assert_eq!(
            body["request_id"],
            answer.headers["x-request-id"].to_str().unwrap()
        );
        assert_eq!(
            answer.headers["content-length"],
            answer.body.len().to_string(),
            "{path}"
        );
        assert!(!answer.body.contains("password") && !answer.body.contains("slip"));
        if status == 405 {
            assert_eq!(answer.headers["allow"], "GET,HEAD,POST");
        }
    }
}

#[tokio::test]
async fn head_answers_like_get_without_a_body() {
    for path in ["/api/v1/things", "/api/v1/gone/x", "/up"] {
        let (get, head) = (
            ask(&options(), "GET", path, &[]).await,
            ask(&options(), "HEAD", path, &[]).await,
        );
        assert_eq!(
            (head.status, head.body.as_str()),
            (get.status, ""),
            "{path}"
        );
        assert_eq!(
            head.headers["content-type"], get.headers["content-type"],
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_request_id_is_taken_from_trusted_proxies_only() {
    let mut options = options();
    let given = [("x-request-id", "abc-1"), ("x-forwarded-for", "1.2.3.4")];
    let answer = ask(&options, "GET", "/api/v1/who", &given).await;
    assert!(answer.body.starts_with("10.0.0.9 req_"), "{}", answer.body);
    options.trusted_proxies = "10.0.0.0/8".parse().unwrap();
    let answer = ask(&options, "GET", "/api/v1/who", &given).await;
    assert_eq!(answer.body, "1.2.3.4 abc-1");
    for insane in ["", "a b", "<x>", &"x".repeat(65)] {
        let answer = ask(&options, "GET", "/api/v1/who", &[("x-request-id", insane)]).await;
        assert!(answer.body.contains(" req_"), "{insane}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_304_without_a_body() {
    for (tag, status) in [
        ("\"1-owner\"", 304),
        ("W/\"1-owner\"", 304),
        ("\"0-owner\", \"1-owner\"", 304),
        ("*", 304),
        ("\"1-client\"", 200),
    ] {
        let answer = ask(
            &options(),
            "GET",
            "/api/v1/things",
            &[("if-none-match", tag)],
        )
        .await;
        assert_eq!(answer.status, status, "{tag}");
        assert_eq!(answer.headers["etag"], "\"1-owner\"");
        assert_eq!(answer.headers["cache-control"], "private, no-cache");
        assert_eq!(answer.body.is_empty(), status == 304);
        assert_eq!(answer.headers.contains_key("content-type"), status == 200);
    }
}

#[tokio::test]
async fn a_list_that_goes_on_says_where() {
    let next = page().next.unwrap();
    for (query, expected) in [
        ("", format!("?cursor={next}")),
        ("?cursor=c_x", format!("?cursor={next}")),
        (
            "?limit=2&cursor=c_x&sort=-id",
            format!("?limit=2&sort=-id&cursor={next}"),
        ),
    ] {
        let answer = ask(&options(), "GET", &format!("/api/v1/list{query}"), &[]).await;
        assert_eq!(
            answer.headers["link"],
            format!("</api/v1/list{expected}>; rel=\"next\"")
        );
    }
    let last = ask(&options(), "GET", "/api/v1/large", &[]).await;
    assert!(!last.headers.contains_key("link"));
}

#[tokio::test]
async fn headers_keep_answers_safe_and_private() {
    let api = ask(&options(), "GET", "/api/v1/large", &[]).await.headers;
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("content-security-policy", super::finish::CSP_DATA),
        ("strict-transport-security", "max-age=31536000"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(api[name], value);
    }
    let vary: Vec<_> = api
        .get_all("vary")
        .iter()
        .map(|v| v.to_str().unwrap())
        .collect();
    assert!(
        vary.join(", ")
            .to_lowercase()
            .contains("cookie, authorization"),
        "{vary:?}"
    );
    let page = ask(&options(), "GET", "/page", &[]).await.headers;
    assert_eq!(page["content-security-policy"], super::finish::CSP_PAGE);
    let plain = Layers {
        url: "http://127.0.0.1:8000".to_owned(),
        ..options()
    };
    let plain = ask(&plain, "GET", "/page", &[]).await.headers;
    assert!(!plain.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn large_text_is_compressed_where_the_client_can() {
    for (accepts, encoding) in [("gzip", Some("gzip")), ("gzip, br", Some("br")), ("", None)] {
        let answer = ask(
            &options(),
            "GET",
            "/api/v1/large",
            &[("accept-encoding", accepts)],
        )
        .await;
        let found = answer
            .headers
            .get("content-encoding")
            .map(|v| v.to_str().unwrap());
        assert_eq!(found, encoding);
        assert_eq!(answer.body.len() < 1_000, encoding.is_some());
    }
    let small = ask(
        &options(),
        "GET",
        "/api/v1/gone/x",
        &[("accept-encoding", "gzip")],
    )
    .await;
    assert!(!small.headers.contains_key("content-encoding"));
}

#[test]
fn an_origin_is_written_as_browsers_write_it() {
    for (url, expected) in [
        ("https://blimp.example", "https://blimp.example"),
        ("https://Blimp.Example:443/", "https://blimp.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://blimp.example:80/x/y", "http://blimp.example"),
        ("https://blimp.example:80", "https://blimp.example:80"),
    ] {
        assert_eq!(origin(url), expected);
    }
}

mod gate;
mod live;
mod retries;
