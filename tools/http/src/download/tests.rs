//! Downloads of a blob on a real disk.

use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use blimp_files::Files;
use blimp_files::serving::Blob;
use bytes::Bytes;
use tower::ServiceExt as _;

use super::{Wanted, download};

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

async fn house() -> (Router, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(&format!("file://{}", folder.path().display())).unwrap();
    let bytes = futures::stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"0123456789"))]);
    let key = files.receive(Some(1), bytes, 100).await.unwrap().key;
    let answer = async move |wanted: Wanted| {
        let blob = Blob {
            name: "a.txt",
            content_type: "text/plain",
            tag: "abc",
            bytes: 10,
        };
        download(&files, &key, &blob, &wanted)
            .await
            .unwrap_or_else(IntoResponse::into_response)
    };
    (Router::new().route("/content", get(answer)), folder)
}

async fn ask(router: &Router, method: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri("/content");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1_000).await.unwrap().to_vec();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

type Header = Option<(&'static str, &'static str)>;

#[tokio::test]
async fn a_file_comes_whole_in_parts_or_not_again() {
    let (router, _folder) = house().await;
    let table: &[(Header, u16, &str, Option<&str>)] = &[
        (None, 200, "0123456789", None),
        (
            Some(("range", "bytes=2-4")),
            206,
            "234",
            Some("bytes 2-4/10"),
        ),
        (
            Some(("range", "bytes=-3")),
            206,
            "789",
            Some("bytes 7-9/10"),
        ),
        (Some(("range", "bytes=10-")), 416, "", Some("bytes */10")),
        (Some(("if-none-match", "\"abc\"")), 304, "", None),
        (Some(("if-none-match", "\"old\"")), 200, "0123456789", None),
    ];
    for (header, status, body, range) in table {
        let answer = ask(&router, "GET", header.as_slice()).await;
        assert_eq!(answer.status, *status, "{header:?}");
        assert_eq!(answer.body, body.as_bytes(), "{header:?}");
        let found = answer
            .headers
            .get("content-range")
            .map(|v| v.to_str().unwrap());
        assert_eq!(found, *range, "{header:?}");
        assert_eq!(answer.headers["etag"], "\"abc\"");
        assert_eq!(
            answer.headers["content-security-policy"],
            "sandbox; default-src 'none'"
        );
    }
}

#[tokio::test]
async fn head_says_how_long_the_file_is() {
    let (router, _folder) = house().await;
    let answer = ask(&router, "HEAD", &[]).await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (200, 0));
    assert_eq!(answer.headers["content-length"], "10");
    assert_eq!(
        answer.headers["content-disposition"]
            .to_str()
            .unwrap()
            .split(';')
            .next(),
        Some("inline")
    );
}
