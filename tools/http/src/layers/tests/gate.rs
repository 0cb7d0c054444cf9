//! What the gate lets through.

use std::time::Duration;

use axum::body::Body;

use super::{Lines, ask, options, router, send};
use crate::layers::{Layers, wrap};

const COOKIE: (&str, &str) = ("cookie", "blimp=s");
const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn another_site_cannot_use_our_cookie_or_sign_anybody_in() {
    let table: &[(&str, Lines, u16)] = &[
        // path, headers, status (200 is through)
        ("/api/v1/session", &[], 200),
        ("/api/v1/session", &[("sec-fetch-site", "cross-site")], 403),
        ("/api/v1/session", &[("sec-fetch-site", "same-site")], 403),
        ("/api/v1/session", &[("sec-fetch-site", "same-origin")], 200),
        ("/api/v1/session", &[("sec-fetch-site", "none")], 200),
        (
            "/api/v1/session",
            &[("origin", "https://blimp.example")],
            200,
        ),
        (
            "/api/v1/session",
            &[("origin", "http://blimp.example")],
            403,
        ),
        (
            "/api/v1/session",
            &[("origin", "https://blimp.example.evil")],
            403,
        ),
        ("/api/v1/session", &[("origin", "null")], 403),
        (
            "/api/v1/session",
            &[("origin", "https://evil"), ("host", "evil")],
            403,
        ),
        ("/api/v1/upload", &[COOKIE], 200),
        (
            "/api/v1/upload",
            &[COOKIE, ("sec-fetch-site", "cross-site")],
            403,
        ),
        ("/api/v1/upload", &[COOKIE, ("sec-fetch-site", "?")], 403),
        (
            "/api/v1/upload",
            &[COOKIE, JSON, ("origin", "https://evil")],
            403,
        ),
        ("/api/v1/upload", &[JSON, ("origin", "https://evil")], 200),
    ];
    for (path, headers, status) in table {
        let answer = ask(&options(), "POST", path, headers).await;
        assert_eq!(answer.status, *status, "{path} {headers:?}");
        if *status == 403 {
            assert_eq!(answer.json()["code"], "cross_site");
        }
    }
    let read = ask(
        &options(),
        "GET",
        "/api/v1/things",
        &[COOKIE, ("origin", "https://evil")],
    )
    .await;
    assert_eq!(read.status, 200);
}

#[tokio::test]
async fn bodies_have_a_limit_that_a_route_may_raise() {
    let router = wrap(router(), &options());
    for (path, size, status) in [
        ("/api/v1/upload", 1_048_576, 200),
        ("/api/v1/upload", 1_048_577, 413),
        ("/api/v1/imports", 3_000_000, 200),
        ("/api/v1/imports", 3_000_001, 413),
    ] {
        let answer = send(&router, "POST", path, &[], Body::from(vec![b'x'; size])).await;
        assert_eq!(answer.status, status, "{path} {size}");
        if status == 413 {
            assert_eq!(answer.json()["code"], "too_large");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_takes_too_long_is_given_up_and_uploads_get_longer() {
    for (kind, seconds) in [("text/plain", 30), ("multipart/form-data; boundary=x", 900)] {
        let start = tokio::time::Instant::now();
        let answer = ask(
            &options(),
            "POST",
            "/api/v1/slow",
            &[("content-type", kind)],
        )
        .await;
        assert_eq!(answer.status, 503);
        assert_eq!(answer.json()["code"], "timeout");
        assert!(answer.headers.contains_key("retry-after"));
        assert_eq!(start.elapsed().as_secs(), seconds, "{kind}");
    }
}

#[tokio::test]
async fn limits_are_told_kept_and_can_be_switched_off() {
    let options = options();
    let router = wrap(router(), &options);
    let sign_in = async || send(&router, "POST", "/api/v1/session", &[], Body::empty()).await;
    let first = sign_in().await;
    assert_eq!(
        first.headers["ratelimit-policy"],
        "\"address-auth\";q=60;w=60"
    );
    assert_eq!(first.headers["ratelimit"], "\"address-auth\";r=59;t=1");
    for _ in 1..60 {
        assert_eq!(sign_in().await.status, 200);
    }
    let refused = sign_in().await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.json()["code"], "too_many");
    assert_eq!(refused.headers["retry-after"], "1");
    let forged = [("x-forwarded-for", "1.2.3.4")];
    let forged = send(&router, "POST", "/api/v1/session", &forged, Body::empty()).await;
    assert_eq!(forged.status, 429, "nobody asked that header");
    options.clock.advance(Duration::from_secs(1));
    assert_eq!(sign_in().await.status, 200);
    let up = send(&router, "GET", "/up", &[], Body::empty()).await;
    assert!(!up.headers.contains_key("ratelimit"));

    let off = Layers {
        rate_limits: false,
        ..options
    };
    let off = wrap(self::router(), &off);
    for _ in 0..100 {
        let answer = send(&off, "POST", "/api/v1/session", &[], Body::empty()).await;
        assert_eq!(answer.status, 200);
    }
}
