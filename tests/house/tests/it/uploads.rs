//! Uploads that clients send themselves, as far as no bucket is needed: to our disk, and to one
//! that is away.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Method};
use blimp_tests::{Answer, House, User};
use serde_json::{Value, json};

use crate::told::{id, text};

/// Sends bytes to the address of an upload, as somebody without a session.
async fn send(house: &House, upload: &Value, kind: &str, bytes: &[u8]) -> Answer {
    let url = text(&upload["url"]);
    let path = url
        .strip_prefix("http://127.0.0.1:8000/api/v1")
        .expect("an address of ours");
    let mut request = house.nobody().request(Method::PUT, path);
    *request.body_mut() = Body::from(bytes.to_vec());
    let kind = HeaderValue::from_str(kind).expect("a header");
    request.headers_mut().insert("content-type", kind);
    house.send(request).await
}

fn file(name: &str, kind: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "type": kind, "size": bytes.len() })
}

async fn place(house: &House) -> (User<'_>, i64) {
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    (ana, task)
}

async fn is_served_as_a_download(user: &User<'_>, made: &Value, bytes: &[u8]) {
    let path = format!("/files/{}/content", made["file"]["id"]);
    let answer = user.get(&path).await;
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (200, bytes));
    let disposition = answer.header("content-disposition").unwrap_or_default();
    assert!(disposition.starts_with("attachment"), "{disposition}");
}

#[tokio::test]
async fn a_client_asks_sends_and_completes() {
    let house = House::embedded(&[]).await;
    let (ana, task) = place(&house).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>";
    let begun = ana
        .post(
            &format!("/tasks/{task}/uploads"),
            &file("../dot.png", "image/png", svg),
        )
        .await
        .expect(201);
    assert_eq!(begun["method"], "PUT");
    assert_eq!(begun["headers"], json!({ "content-type": "image/png" }));
    assert_eq!(begun["parts"], json!([]));
    let complete = format!("/uploads/{}/completion", begun["id"]);
    let early = ana.post(&complete, &json!({})).await;
    assert_eq!(
        (early.status.as_u16(), early.code().as_str()),
        (409, "upload.missing")
    );

    for (kind, bytes, status) in [
        ("text/html", &svg[..], 415),
        ("image/png", &svg[1..], 422),
        ("image/png", b"", 422),
        ("image/png", &[svg.as_slice(), b"x"].concat(), 422),
        ("image/png", &svg[..], 204),
        ("image/png", &svg[..], 204),
    ] {
        let answer = send(&house, &begun, kind, bytes).await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{kind} {}: {}",
            bytes.len(),
            answer.text()
        );
    }
    let made = ana.call(Method::POST, &complete, None).await.expect(201);
    assert_eq!(
        (made["name"].as_str(), &made["file"]["bytes"]),
        (Some("dot.png"), &json!(svg.len()))
    );
    assert_eq!(
        made["file"]["content_type"], "application/octet-stream",
        "the content decides"
    );
    assert_eq!(
        id(&ana.post(&complete, &json!({})).await.expect(200)),
        id(&made)
    );
    assert_eq!(send(&house, &begun, "image/png", svg).await.status, 404);

    is_served_as_a_download(&ana, &made, svg).await;
    let kept = ana.list(&format!("/tasks/{task}/attachments"), 10).await;
    assert_eq!(kept.len(), 1);
    house.run_jobs().await;
}

#[tokio::test]
async fn an_upload_is_its_owners_and_its_address_ends() {
    let house = House::embedded(&[]).await;
    let (ana, task) = place(&house).await;
    let project = ana.project("Shop").await;
    let mel = ana.invite("Mel", "member", &[project]).await;
    let begun = ana
        .post(
            &format!("/tasks/{task}/uploads"),
            &file("a.txt", "text/plain", b"hello"),
        )
        .await
        .expect(201);
    let complete = format!("/uploads/{}/completion", begun["id"]);
    mel.post(&complete, &json!({})).await.expect(404);
    let mut forged = begun.clone();
    forged["url"] = json!(text(&begun["url"]).replace("token=", "token=x"));
    assert_eq!(
        send(&house, &forged, "text/plain", b"hello").await.status,
        404
    );
    house.clock.advance(Duration::from_secs(3601));
    assert_eq!(
        send(&house, &begun, "text/plain", b"hello").await.status,
        404
    );
    house.clock.advance(Duration::from_hours(24));
    let ana = ana.sign_in().await;
    ana.post(&complete, &json!({})).await.expect(404);
    house.run_jobs().await;
    assert_eq!(
        house.database.count("SELECT count(*) AS n FROM upload"),
        0,
        "swept"
    );
}

#[tokio::test]
async fn what_an_upload_says_is_checked() {
    let house = House::embedded(&[("MAX_UPLOAD_BYTES", "1000")]).await;
    let (ana, task) = place(&house).await;
    let path = format!("/tasks/{task}/uploads");
    for (body, status, code, pointer) in [
        (
            json!({ "name": "a", "type": "text/plain", "size": 1001 }),
            413,
            "too_large",
            "/size",
        ),
        (
            json!({ "name": "a", "type": "text/plain", "size": -1 }),
            422,
            "invalid",
            "/size",
        ),
        (
            json!({ "name": "a", "type": "text", "size": 1 }),
            422,
            "invalid",
            "/type",
        ),
        (
            json!({ "name": "a", "type": "a/b\r\nc: d", "size": 1 }),
            422,
            "invalid",
            "/type",
        ),
        (
            json!({ "name": "a", "type": "a/b", "size": 1, "sha256": "x" }),
            422,
            "invalid",
            "/sha256",
        ),
        (
            json!({ "name": "a", "type": "a/b" }),
            400,
            "missing_field",
            "/size",
        ),
        (
            json!({ "name": "a", "type": "a/b", "size": 1, "key": "u/1" }),
            400,
            "unknown_field",
            "/key",
        ),
    ] {
        let answer = ana.post(&path, &body).await;
        let shown = format!("{body}: {}", answer.text());
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "{shown}"
        );
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{shown}");
    }
    assert_eq!(house.database.count("SELECT count(*) AS n FROM upload"), 0);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_bucket_that_is_away_costs_its_own_features_only() {
    let away = [
        ("FILES_URL", "s3://bucket"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let house = House::with(&away).await;
    let (ana, task) = place(&house).await;
    let form = ana
        .upload(
            &format!("/tasks/{task}/attachments"),
            "a.txt",
            "text/plain",
            b"hello",
        )
        .await;
    let ask = ana
        .post(
            &format!("/tasks/{task}/uploads"),
            &file("a.txt", "text/plain", b"hello"),
        )
        .await;
    for answer in [form, ask] {
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (503, "unavailable"),
            "{}",
            answer.text()
        );
        assert!(answer.header("retry-after").is_some());
    }
    assert_eq!(house.database.count("SELECT count(*) AS n FROM upload"), 0);
    assert_eq!(house.database.count("SELECT count(*) AS n FROM file"), 0);
    ana.get(&format!("/tasks/{task}")).await.expect(200);
    let link = json!({ "url": "https://example.com/", "name": "Page" });
    ana.post(&format!("/tasks/{task}/links"), &link)
        .await
        .expect(201);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_file_in_a_bucket_is_read_there() {
    let disk = House::embedded(&[]).await;
    let (ana, task) = place(&disk).await;
    let form = format!("/tasks/{task}/attachments");
    let made = ana
        .upload(&form, "a.txt", "text/plain", b"hello")
        .await
        .expect(201);
    let path = format!("/files/{}/content", made["items"][0]["file"]["id"]);
    let tag = ana
        .get(&path)
        .await
        .header("etag")
        .expect("a tag")
        .to_owned();
    let person = ana.person();
    disk.run_jobs().await;
    let bucket = [
        ("FILES_URL", "s3://bucket/place"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
        ("FILES_PUBLIC_URL", "https://s3.example.com"),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let clock = disk.clock.clone();
    let house = House::on(disk.close(), clock, &bucket).await;
    let ana = house.user(&person);
    let answer = ana.get(&path).await;
    assert_eq!(answer.status, 302, "{}", answer.text());
    let place = answer.header("location").expect("a place");
    assert!(
        place.starts_with("https://s3.example.com/bucket/place/u/"),
        "{place}"
    );
    assert!(
        place.contains("response-content-type=text%2Fplain%3B%20charset%3Dutf-8"),
        "{place}"
    );
    assert!(place.contains("X-Amz-Expires=60&"), "{place}");
    for (name, value) in [
        ("cache-control", "private, no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("cross-origin-resource-policy", "same-site"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    assert_eq!((answer.header("etag"), answer.body.len()), (None, 0));
    let same = ana
        .call_with(Method::GET, &path, None, &[("if-none-match", &tag)])
        .await;
    assert_eq!(same.status, 304);
    assert_eq!(house.nobody().get(&path).await.status, 401);
    house.run_jobs().await;
}
