//! The web client as browsers get it from the house.

use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use blimp_tests::{Answer, House};
use tempfile::TempDir;

const PAGE: &str = "<!doctype html><title>Blimp</title>\
    <script type=\"module\" crossorigin src=\"/assets/index-a1.js\"></script>\
    <link rel=\"stylesheet\" crossorigin href=\"./assets/index-a1.css\"><div id=\"root\"></div>";

/// A built client, small enough to look at.
pub(crate) fn build(folder: &Path) {
    fs::create_dir_all(folder.join("assets")).unwrap();
    for (name, text) in [
        ("index.html", PAGE),
        ("docs.html", "<!doctype html><title>The API</title>"),
        ("favicon.svg", "<svg/>"),
        (".stamp", "hidden"),
        ("assets/index-a1.js", "the script, plain"),
        ("assets/index-a1.js.br", "the script, brotli"),
        ("assets/index-a1.js.gz", "the script, gzip"),
        ("assets/index-a1.css", "body{}"),
        ("assets/font-a1.woff2", "a font"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}

async fn house_with(extra: &[(&str, &str)]) -> (House, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path());
    let place = folder.path().display().to_string();
    let settings = [&[("CLIENT_DIR", place.as_str())], extra].concat();
    (House::with(&settings).await, folder)
}

async fn ask(house: &House, line: &str, headers: &[(&str, &str)]) -> Answer {
    let (method, path) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    house.send(request.body(Body::empty()).unwrap()).await
}

const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

/// What may stand in an answer once only.
fn has_no_double_headers(answer: &Answer, line: &str) {
    for name in [
        "cache-control",
        "content-security-policy",
        "content-type",
        "content-encoding",
        "etag",
        "x-content-type-options",
    ] {
        let count = answer.headers.get_all(name).iter().count();
        assert!(count <= 1, "{line}: {count} × {name}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_sent_as_the_browser_takes_them() {
    let (house, _folder) = house_with(&[]).await;
    let script = "GET /assets/index-a1.js";
    for (accepts, coding, text) in [
        (None, None, "the script, plain"),
        (Some("gzip"), Some("gzip"), "the script, gzip"),
        (
            Some("gzip, deflate, br, zstd"),
            Some("br"),
            "the script, brotli",
        ),
        (Some("br;q=0, gzip"), Some("gzip"), "the script, gzip"),
        (Some("zstd"), None, "the script, plain"),
    ] {
        let headers: Vec<_> = accepts
            .map(|accepts| ("accept-encoding", accepts))
            .into_iter()
            .collect();
        let answer = ask(&house, script, &headers).await;
        assert_eq!(
            (answer.status.as_u16(), answer.text().as_str()),
            (200, text)
        );
        assert_eq!(answer.header("content-encoding"), coding, "{accepts:?}");
        assert_eq!(
            answer.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
        assert_eq!(
            answer.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
        let vary: Vec<_> = answer.headers.get_all("vary").iter().collect();
        assert_eq!(vary, ["Accept-Encoding"], "{accepts:?}");
        has_no_double_headers(&answer, script);
    }
    let font = ask(
        &house,
        "GET /assets/font-a1.woff2",
        &[("accept-encoding", "br")],
    )
    .await;
    assert_eq!(font.header("content-type"), Some("font/woff2"));
    assert_eq!(font.header("content-encoding"), None);
}

#[tokio::test]
async fn pages_are_asked_for_each_time_and_304_where_nothing_changed() {
    let (house, folder) = house_with(&[]).await;
    for line in ["GET /", "GET /index.html", "GET /c/acme/tasks/7"] {
        let page = ask(&house, line, &[BROWSER]).await;
        assert_eq!(page.status, 200, "{line}");
        assert!(
            page.text().contains("id=\"root\""),
            "{line}: {}",
            page.text()
        );
        assert_eq!(
            page.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        has_no_double_headers(&page, line);
        let tag = page.header("etag").unwrap().to_owned();
        let again = [BROWSER, ("if-none-match", tag.as_str())];
        let same = ask(&house, line, &again).await;
        assert_eq!((same.status.as_u16(), same.body.len()), (304, 0), "{line}");
        fs::write(
            folder.path().join("index.html"),
            format!("{PAGE}<!-- {line} -->"),
        )
        .unwrap();
        let newer = ask(&house, line, &again).await;
        assert_eq!(newer.status, 200, "{line}");
        assert_ne!(newer.header("etag"), Some(tag.as_str()), "{line}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_page_only_for_who_looks_for_one() {
    let (house, _folder) = house_with(&[]).await;
    for (line, accepts, status) in [
        ("GET /c/acme/p/1/board", BROWSER, 200),
        ("GET /invitations/token", BROWSER, 200),
        ("GET /verifications/token", ("accept", "*/*"), 200),
        ("GET /password-resets/token", BROWSER, 200),
        ("GET /staff/users", BROWSER, 200),
        ("GET /c/acme", ("accept", "application/json"), 404),
        ("GET /c/acme", ("accept", "*/*"), 404),
        (
            "GET /logo.png",
            ("accept", "image/avif,image/webp,*/*"),
            404,
        ),
        ("POST /c/acme", BROWSER, 404),
        ("GET /assets/gone-b2.js", BROWSER, 404),
        ("GET /assets/", BROWSER, 404),
        ("GET /assets/../.stamp", BROWSER, 404),
        ("GET /api/nothing", BROWSER, 404),
        ("GET /api/v1/nothing", BROWSER, 404),
        ("GET /staff/api/queues", BROWSER, 404),
    ] {
        let answer = ask(&house, line, &[accepts]).await;
        assert_eq!(answer.status, status, "{line} {accepts:?}");
        has_no_double_headers(&answer, line);
        let (kind, kept) = match status {
            200 => ("text/html; charset=utf-8", Some("no-cache")),
            _ if line.contains("/api/v1") || line.contains("/assets") => {
                ("application/problem+json", Some("no-store"))
            }
            _ => ("application/problem+json", answer.header("cache-control")),
        };
        assert_eq!(answer.header("content-type"), Some(kind), "{line}");
        assert_eq!(answer.header("cache-control"), kept, "{line}");
    }
    let icon = ask(&house, "GET /favicon.ico", &[]).await;
    assert_eq!(icon.header("content-type"), Some("image/svg+xml"));
    // Neither hidden files nor those outside, and a form of a file has no address of its own.
    for line in [
        "GET /.stamp",
        "GET /assets/index-a1.js.br",
        "GET /..%2fetc%2fpasswd",
    ] {
        let answer = ask(&house, line, &[("accept", "*/*")]).await;
        assert_eq!(answer.status, 404, "{line}: {}", answer.text());
    }
}

#[tokio::test]
async fn head_says_the_same_as_get_without_a_body() {
    let (house, _folder) = house_with(&[]).await;
    for path in [
        "/",
        "/c/acme",
        "/assets/index-a1.js",
        "/favicon.svg",
        "/assets/gone.js",
    ] {
        let headers = [BROWSER, ("accept-encoding", "br")];
        let get = ask(&house, &format!("GET {path}"), &headers).await;
        let head = ask(&house, &format!("HEAD {path}"), &headers).await;
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for name in ["content-type", "cache-control", "etag"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
        if get.header("content-length").is_some() {
            assert_eq!(
                head.header("content-length"),
                get.header("content-length"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn pages_may_load_from_us_the_static_url_and_the_bucket_only() {
    let parts = |answer: &Answer| -> Vec<String> {
        let policy = answer.header("content-security-policy").unwrap();
        policy.split("; ").map(str::to_owned).collect()
    };
    let (house, _folder) = house_with(&[
        ("STATIC_URL", "https://cdn.example.com/blimp/"),
        ("FILES_URL", "s3://bucket"),
        ("AWS_ENDPOINT_URL", "https://s3.example.com"),
    ])
    .await;
    for line in ["GET /", "GET /c/acme", "GET /api/docs"] {
        let page = ask(&house, line, &[BROWSER]).await;
        let parts = parts(&page);
        for part in [
            "default-src 'none'",
            "script-src 'self' https://cdn.example.com",
            "style-src 'self' 'unsafe-inline' https://cdn.example.com",
            "connect-src 'self' https://s3.example.com",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
        ] {
            assert!(
                parts.iter().any(|one| one == part),
                "{line}: {part} of {parts:?}"
            );
        }
        has_no_double_headers(&page, line);
    }
    let page = ask(&house, "GET /", &[BROWSER]).await.text();
    for asset in ["index-a1.js", "index-a1.css"] {
        let there = format!("\"https://cdn.example.com/blimp/assets/{asset}\"");
        assert!(page.contains(&there), "{page}");
    }
    assert!(
        !page.contains("\"/assets/") && !page.contains("\"./assets/"),
        "{page}"
    );
    // A CDN may ask us for them, and browsers may use what it passes on.
    let script = ask(&house, "GET /assets/index-a1.js", &[]).await;
    assert_eq!(script.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        script.header("cross-origin-resource-policy"),
        Some("cross-origin")
    );
    let shape = ask(&house, "GET /favicon.svg", &[]).await;
    assert_eq!(shape.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn without_a_client_plain_pages_say_how_to_build_one() {
    let house = House::new().await;
    let home = ask(&house, "GET /", &[BROWSER]).await;
    assert_eq!(home.status, 200);
    for word in ["./run", "npm ci", "href=\"/api/docs\"", "/api/v1/signup"] {
        assert!(home.text().contains(word), "{word} in {}", home.text());
    }
    let deep = ask(&house, "GET /c/acme/tasks/1", &[BROWSER]).await;
    assert_eq!((deep.status.as_u16(), deep.text()), (404, home.text()));
    let linked = ask(&house, "GET /invitations/a.token", &[BROWSER]).await;
    assert!(
        linked.text().contains("/invitations/a.token/acceptance"),
        "{}",
        linked.text()
    );
    let problem = ask(&house, "GET /api/v1/nothing", &[BROWSER]).await;
    assert_eq!(
        (problem.status.as_u16(), problem.code().as_str()),
        (404, "not_found")
    );
    assert_eq!(
        ask(&house, "GET /assets/a.js", &[BROWSER]).await.status,
        404
    );
}

#[tokio::test]
async fn the_docs_are_the_clients_and_stay_plain_beside_it() {
    let (house, folder) = house_with(&[]).await;
    let docs = ask(&house, "GET /api/docs", &[BROWSER]).await;
    assert!(
        docs.text().contains("<title>The API</title>"),
        "{}",
        docs.text()
    );
    has_no_double_headers(&docs, "GET /api/docs");
    let plain = ask(&house, "GET /api/docs/plain", &[BROWSER]).await;
    assert!(
        plain.text().contains("/companies/{company}"),
        "the list of routes"
    );
    fs::remove_file(folder.path().join("docs.html")).unwrap();
    let docs = ask(&house, "GET /api/docs", &[BROWSER]).await;
    assert_eq!(docs.text(), plain.text());
}
