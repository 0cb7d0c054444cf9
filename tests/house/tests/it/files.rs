//! Files: what is kept, how it is served, and to whom.

use axum::http::Method;
use blimp_tests::{Answer, House, User};
use serde_json::{Value, json};

use crate::told::{all, id, text};

async fn attach(user: &User<'_>, task: i64, name: &str, kind: &str, bytes: &[u8]) -> Value {
    let made = user
        .upload(&format!("/tasks/{task}/attachments"), name, kind, bytes)
        .await
        .expect(201);
    made["items"].get(0).unwrap_or(&made).clone()
}

fn content(attachment: &Value) -> String {
    let file = attachment
        .pointer("/file/id")
        .unwrap_or(&attachment["file_id"]);
    format!("/files/{}/content", text(file))
}

fn assert_harmless(answer: &Answer, what: &str) {
    let header = |name: &str| answer.header(name).unwrap_or_default().to_owned();
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert!(
        header("content-security-policy").contains("sandbox"),
        "{what}: {}",
        header("content-security-policy")
    );
    let cache = header("cache-control");
    assert!(
        cache.contains("private") || cache.contains("no-store"),
        "{what}: {cache}"
    );
}

#[tokio::test]
async fn what_could_run_in_a_browser_is_handed_out_as_a_download() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".as_slice();
    let page = b"<!doctype html><script>alert(1)</script>".as_slice();
    for (name, claimed, bytes) in [
        ("a.svg", "image/svg+xml", svg),
        ("a.png", "image/png", svg),
        ("a.html", "text/html", page),
        ("a.jpg", "image/jpeg", page),
        ("a.xhtml", "application/xhtml+xml", page),
        ("a.pdf", "application/pdf", b"%PDF-1.7 x".as_slice()),
    ] {
        let made = attach(&ana, task, name, claimed, bytes).await;
        let answer = ana.get(&content(&made)).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
        assert_eq!(answer.body, bytes, "{name}");
        assert_harmless(&answer, name);
        let disposition = answer.header("content-disposition").unwrap_or_default();
        assert!(
            disposition.starts_with("attachment"),
            "{name} as {claimed}: {disposition}"
        );
        let kind = answer.header("content-type").unwrap_or_default();
        assert!(
            !kind.contains("html") && !kind.contains("svg") && !kind.contains("javascript"),
            "{name}: {kind}"
        );
    }
    let script = attach(&ana, task, "a.js", "text/javascript", b"alert(1)").await;
    let script = ana.get(&content(&script)).await;
    assert_harmless(&script, "a.js");
    let kind = script.header("content-type").unwrap();
    assert!(
        kind.starts_with("text/plain") || kind.starts_with("application/octet-stream"),
        "{kind}"
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn a_name_stays_a_name() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    for name in [
        "../../etc/passwd",
        "a\\b.txt",
        "ünïcode 日本.txt",
        "x;y=1.txt",
        "a%22b.txt",
        &"long".repeat(100),
    ] {
        let made = attach(&ana, task, name, "text/plain", b"hello").await;
        let kept = text(&made["name"]);
        assert!(
            !kept.contains('/') && !kept.contains('\\') && !kept.is_empty(),
            "{name} became {kept}"
        );
        let answer = ana.get(&content(&made)).await;
        let disposition = answer.header("content-disposition").unwrap_or_default();
        assert!(
            disposition.is_ascii() && !disposition.contains(".."),
            "{name}: {disposition}"
        );
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn a_file_is_for_those_who_see_its_task() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (site, shop) = (ana.project("Site").await, ana.project("Shop").await);
    let cleo = ana.invite("Cleo", "client", &[site]).await;
    let other = house.company("Bolt", "Bo").await;
    let task = ana.task(shop, "Write").await;
    let made = attach(&ana, task, "secret.txt", "text/plain", b"secret").await;
    for stranger in [&cleo, &other] {
        stranger.get(&content(&made)).await.expect(404);
        stranger
            .get(&format!("/attachments/{}", id(&made)))
            .await
            .expect(404);
    }
    assert_eq!(house.nobody().get(&content(&made)).await.status, 401);
    ana.delete(&format!("/attachments/{}", id(&made)))
        .await
        .expect(204);
    ana.get(&content(&made)).await.expect(404);
    ana.post(
        &format!("/attachments/{}/restoration", id(&made)),
        &Value::Null,
    )
    .await
    .expect(200);
    assert_eq!(ana.get(&content(&made)).await.text(), "secret");
    ana.delete(&format!("/tasks/{task}")).await.expect(204);
    assert_eq!(
        ana.get(&content(&made)).await.status,
        404,
        "a trashed task's files are gone too"
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn the_files_of_a_project_are_one_list_newest_first() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (site, shop) = (ana.project("Site").await, ana.project("Shop").await);
    let cleo = ana.invite("Cleo", "client", &[site]).await;
    let (write, draw) = (ana.task(site, "Write").await, ana.task(site, "Draw").await);
    attach(&ana, write, "words.txt", "text/plain", b"words").await;
    attach(&cleo, draw, "dot.png", "image/png", crate::matrix::PNG).await;
    let link = json!({ "url": "https://example.com/", "name": "Example" });
    ana.post(&format!("/tasks/{write}/links"), &link)
        .await
        .expect(201);
    let elsewhere = ana.task(shop, "Sell").await;
    attach(&ana, elsewhere, "secret.txt", "text/plain", b"secret").await;

    let path = format!("/projects/{site}/attachments");
    for user in [&ana, &cleo] {
        // A page at a time, each with the task it hangs on.
        let rows = user.list(&path, 1).await;
        assert_eq!(all(&rows, "/name"), ["Example", "dot.png", "words.txt"]);
        assert_eq!(all(&rows, "/task/title"), ["Write", "Draw", "Write"]);
        assert_eq!(all(&rows, "/task/number"), ["1", "2", "1"]);
        assert_eq!(all(&rows, "/created_by/name"), ["Ana", "Cleo", "Ana"]);
    }
    for (kind, name) in [
        ("link", "Example"),
        ("picture", "dot.png"),
        ("document", "words.txt"),
    ] {
        let rows = ana.list(&format!("{path}?kind={kind}"), 100).await;
        assert_eq!(all(&rows, "/name"), [name], "{kind}");
    }
    ana.get(&format!("{path}?kind=sound")).await.expect(400);
    cleo.get(&format!("/projects/{shop}/attachments"))
        .await
        .expect(404);

    // What goes to the trash, or elsewhere, is not in it.
    let newest = id(&ana.list(&path, 100).await[0]);
    ana.delete(&format!("/attachments/{newest}"))
        .await
        .expect(204);
    ana.delete(&format!("/tasks/{draw}")).await.expect(204);
    let left = ana.list(&path, 100).await;
    assert_eq!(all(&left, "/name"), ["words.txt"]);
    ana.post(
        &format!("/tasks/{write}/move"),
        &json!({ "project_id": shop }),
    )
    .await
    .expect(200);
    assert!(ana.list(&path, 100).await.is_empty());
    let there = ana
        .list(&format!("/projects/{shop}/attachments"), 100)
        .await;
    assert_eq!(all(&there, "/name"), ["secret.txt", "words.txt"]);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_part_of_a_file_can_be_read_and_an_unchanged_one_is_not_sent() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let path = content(&attach(&ana, task, "a.txt", "text/plain", b"0123456789").await);
    let whole = ana.get(&path).await;
    let tag = whole.header("etag").unwrap().to_owned();
    for (range, status, body) in [
        ("bytes=2-4", 206, "234"),
        ("bytes=7-", 206, "789"),
        ("bytes=-2", 206, "89"),
        ("bytes=20-", 416, ""),
        ("lines=1-2", 200, "0123456789"),
    ] {
        let answer = ana
            .call_with(Method::GET, &path, None, &[("range", range)])
            .await;
        assert_eq!(answer.status.as_u16(), status, "{range}");
        if status != 416 {
            assert_eq!(answer.text(), body, "{range}");
        }
    }
    let same = ana
        .call_with(Method::GET, &path, None, &[("if-none-match", &tag)])
        .await;
    assert_eq!((same.status.as_u16(), same.body.len()), (304, 0));
    house.run_jobs().await;
}

#[tokio::test]
async fn too_much_is_refused_and_leaves_nothing_behind() {
    let house = House::embedded(&[("MAX_UPLOAD_BYTES", "1000")]).await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let path = format!("/tasks/{task}/attachments");
    let answer = ana
        .upload(&path, "big.bin", "application/octet-stream", &[1; 1001])
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (413, "too_large"),
        "{}",
        answer.text()
    );
    attach(
        &ana,
        task,
        "fits.bin",
        "application/octet-stream",
        &[1; 1000],
    )
    .await;
    let none = ana.post(&path, &json!({})).await;
    assert_eq!(none.status, 415, "{}", none.text());
    house.run_jobs().await;
    assert_eq!(house.database.count("SELECT count(*) AS n FROM file"), 1);
    assert_eq!(
        house.database.count("SELECT bytes AS n FROM file_usage"),
        1000
    );
    let kept = blobs(&house.database.folder.path().join("files"));
    assert_eq!(kept, 1, "refused bytes are not kept");
}

fn blobs(folder: &std::path::Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| {
            if entry.path().is_dir() {
                blobs(&entry.path())
            } else {
                1
            }
        })
        .sum()
}

#[tokio::test]
async fn a_picture_gets_a_small_one_and_a_bomb_does_not() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let made = attach(&ana, task, "dot.png", "image/png", crate::matrix::PNG).await;
    house.run_jobs().await;
    let thumbnail = content(&made).replace("content", "thumbnail");
    let small = ana.get(&thumbnail).await;
    assert_eq!(small.status, 200, "{}", small.text());
    assert_harmless(&small, "thumbnail");
    // Its head says 60,000 by 60,000.
    let mut bomb = crate::matrix::PNG.to_vec();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let made = attach(&ana, task, "bomb.png", "image/png", &bomb).await;
    house.run_jobs().await;
    ana.get(&content(&made).replace("content", "thumbnail"))
        .await
        .expect(404);
}
