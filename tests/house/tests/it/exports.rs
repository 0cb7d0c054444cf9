//! All that a company has, in one archive that another program can read.

use std::process::Command;
use std::time::Duration;

use axum::http::Method;
use blimp_tests::{Answer, House, User};
use serde_json::{Value, json};

use crate::matrix::PNG;
use crate::told::{all, id, text};

/// A company with one of each, the trash included.
async fn filled(house: &House) -> User<'_> {
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let project = ana.project("Launch").await;
    let form = json!({ "title": "Wörk, \"quoted\"", "labels": ["Bug"], "assignee_ids": [bo.id] });
    let task = ana
        .post(&format!("/projects/{project}/tasks"), &form)
        .await
        .expect(201);
    let path = format!("/tasks/{}", id(&task));
    ana.upload(&format!("{path}/attachments"), "dot.png", "image/png", PNG)
        .await
        .expect(201);
    ana.post(&format!("{path}/comments"), &json!({ "text": "Said" }))
        .await
        .expect(201);
    ana.post(&format!("{path}/checklist"), &json!({ "title": "Step" }))
        .await
        .expect(201);
    let gone = ana.task(project, "Gone").await;
    ana.delete(&format!("/tasks/{gone}")).await.expect(204);
    let other = house.company("Other", "Oto").await;
    let secret = other.project("Secret").await;
    other.task(secret, "Nobody else's").await;
    house.run_jobs().await;
    ana
}

/// The archive as Python, which is none of ours, reads it: names to texts.
fn unpacked(house: &House, bytes: &[u8]) -> Value {
    let path = house.database.folder.path().join("export.zip");
    std::fs::write(&path, bytes).expect("a file");
    let script = "import json,sys,zipfile,hashlib\n\
        z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None\n\
        m=json.loads(z.read('manifest.json'))\n\
        for f in m['files']:\n  b=z.read(f['path']); assert len(b)==f['bytes']\n  \
        assert hashlib.sha256(b).hexdigest()==f['sha256'], f\n\
        print(json.dumps({n:(json.loads(z.read(n)) if n.endswith('.json') else len(z.read(n))) for n in z.namelist()}))";
    let read = Command::new("python3")
        .arg("-c")
        .arg(script)
        .arg(&path)
        .output()
        .expect("python3");
    assert!(
        read.status.success(),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );
    serde_json::from_slice(&read.stdout).expect("JSON")
}

async fn content(user: &User<'_>, export: &Value) -> Answer {
    let path = text(&export["content_url"]);
    user.get(path.trim_start_matches("/api/v1")).await
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn an_archive_holds_all_that_a_company_has_and_nothing_of_others() {
    let house = House::embedded(&[]).await;
    let ana = filled(&house).await;
    let path = format!("/companies/{}/exports", ana.company);
    let mut live = house.live(&ana, None).await;
    let asked = ana.post(&path, &json!({})).await.expect(202);
    assert_eq!(ana.post(&path, &json!({})).await.code(), "export.at_work");
    house.run_jobs().await;
    let (names, _) = live.until("export.finished.v1").await;
    assert!(
        names.contains(&"export.progressed.v1".to_owned()),
        "{names:?}"
    );
    let done = ana.get(&format!("{path}/{}", id(&asked))).await.expect(200);
    assert_eq!(
        (text(&done["status"]).as_str(), &done["done"]),
        ("done", &done["total"])
    );
    let answer = content(&ana, &done).await;
    let name = answer.header("content-disposition").unwrap_or_default();
    assert!(name.contains("blimp-export-2026-11-23.zip"), "{name}");
    let held = unpacked(&house, &answer.body);
    let rows = |name: &str| held[name].as_array().expect(name).clone();
    assert_eq!(all(&rows("people.json"), "/name"), ["Ana", "Bo"]);
    assert_eq!(all(&rows("projects.json"), "/name"), ["Launch"]);
    assert_eq!(
        all(&rows("tasks.json"), "/title"),
        ["Wörk, \"quoted\"", "Gone"]
    );
    assert_eq!(
        rows("tasks.json")[0]["assignee_ids"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        rows("tasks.json")[0]["label_ids"].as_array().unwrap().len(),
        1
    );
    assert!(rows("tasks.json")[1]["trashed_at"].is_string());
    assert_eq!(all(&rows("comments.json"), "/text"), ["Said"]);
    assert_eq!(all(&rows("checklist_items.json"), "/title"), ["Step"]);
    let file = &rows("attachments.json")[0];
    assert_eq!(held[text(&file["path"])], PNG.len());
    let facts = all(&rows("activity.json"), "/name");
    assert!(facts.contains(&"task.trashed.v1".to_owned()), "{facts:?}");
    let whole = held.to_string();
    for secret in ["Nobody else's", "Secret", "argon2", "nonce", "fingerprint"] {
        assert!(!whole.contains(secret), "{secret}");
    }
    assert_eq!(held["manifest.json"]["missing"], json!([]));
    let mails = house.mails_to(&ana.email).await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.subject == "All of Acme is packed")
    );

    house.clock.advance(Duration::from_hours(7 * 24 + 2));
    house.run_jobs().await;
    let ana = ana.sign_in().await;
    content(&ana, &done).await.expect(404);
    let old = ana.get(&format!("{path}/{}", id(&asked))).await.expect(200);
    assert_eq!(
        (text(&old["status"]).as_str(), &old["content_url"]),
        ("expired", &Value::Null)
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn an_archive_can_be_stopped_deleted_and_made_again() {
    let house = House::new().await;
    let ana = filled(&house).await;
    let path = format!("/companies/{}/exports", ana.company);
    let first = id(&ana.post(&path, &json!({})).await.expect(202));
    ana.delete(&format!("{path}/{first}")).await.expect(204);
    house.run_jobs().await;
    let second = id(&ana.post(&path, &json!({})).await.expect(202));
    house.run_jobs().await;
    let list = ana.list(&path, 1).await;
    assert_eq!(all(&list, "/status"), ["done", "failed"]);
    ana.delete(&format!("{path}/{second}")).await.expect(204);
    assert_eq!(content(&ana, &list[0]).await.status, 404);
    ana.delete(&format!("{path}/{second}")).await.expect(404);
    house.run_jobs().await;
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn an_import_is_rehearsed_confirmed_followed_and_taken_back() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let path = format!("/companies/{}/imports", ana.company);
    let board = small_board('a', 30);
    let held = house.send(held_form(&ana, &path, &board)).await.expect(201);
    assert_eq!(text(&held["status"]), "rehearsed");
    assert!(
        text(&held["report"]["summary"]).contains("30 tasks would be new"),
        "{held}"
    );
    house.run_jobs().await;
    let one = format!("{path}/{}", id(&held));
    assert_eq!(
        ana.get(&one).await.expect(200)["project_id"],
        Value::Null,
        "it waits"
    );
    ana.post(&format!("{one}/reversal"), &json!({}))
        .await
        .expect(409);
    let mut live = house.live(&ana, None).await;
    ana.post(&format!("{one}/confirmation"), &json!({}))
        .await
        .expect(202);
    ana.post(&format!("{one}/confirmation"), &json!({}))
        .await
        .expect(409);
    ana.delete(&one).await.expect(409);
    house.run_jobs().await;
    let (names, _) = live.until("import.finished.v1").await;
    assert!(
        names.contains(&"import.progressed.v1".to_owned()),
        "{names:?}"
    );
    let done = ana.get(&one).await.expect(200);
    assert_eq!(text(&done["status"]), "done");
    let project = done["project_id"].as_i64().unwrap();
    let tasks = ana.list(&format!("/projects/{project}/tasks"), 100).await;
    assert_eq!(tasks.len(), 30);
    let touched = id(&tasks[3]);
    ana.post(
        &format!("/tasks/{touched}/comments"),
        &json!({ "text": "Mine" }),
    )
    .await
    .expect(201);
    house.run_jobs().await;

    ana.post(&format!("{one}/reversal"), &json!({}))
        .await
        .expect(202);
    ana.post(&format!("{one}/reversal"), &json!({}))
        .await
        .expect(202);
    house.run_jobs().await;
    live.until("import.reversed.v1").await;
    let back = ana.get(&one).await.expect(200);
    assert_eq!(text(&back["status"]), "undone");
    assert_eq!(back["reversal"]["removed"]["card"], 29, "{back}");
    let kept = back["reversal"]["kept"].as_array().unwrap();
    assert!(kept.iter().any(|one| one["id"] == touched), "{back}");
    let left = ana.list(&format!("/projects/{project}/tasks"), 100).await;
    assert_eq!(all(&left, "/id"), [touched.to_string()]);

    // Again, and nobody touches it: the project goes too, and a later import makes it anew.
    let form = ana.form(
        Method::POST,
        &path,
        (
            "b.json",
            "application/json",
            small_board('b', 30).as_bytes(),
        ),
    );
    let second = house.send(form).await.expect(202);
    house.run_jobs().await;
    let one = format!("{path}/{}", id(&second));
    let project = ana.get(&one).await.expect(200)["project_id"]
        .as_i64()
        .unwrap();
    ana.post(&format!("{one}/reversal"), &json!({}))
        .await
        .expect(202);
    house.run_jobs().await;
    ana.get(&format!("/projects/{project}")).await.expect(404);
}

/// A board of its own with so many cards.
fn small_board(letter: char, cards: usize) -> String {
    let name = |n: usize| format!("0123456789abcdef012{letter}{n:04}");
    let card = |n: usize| {
        json!({ "id": name(n + 100), "name": format!("Card {n}"), "idList": name(1),
            "closed": false, "pos": n, "desc": "", "labels": [], "idLabels": [],
            "idMembers": [] })
    };
    let list = json!({ "id": name(1), "name": "To do", "closed": false, "pos": 1 });
    json!({ "id": name(0), "name": "Board", "lists": [list],
        "url": format!("https://trello.com/b/AbCdEfG{letter}/board"),
        "shortLink": format!("AbCdEfG{letter}"), "actions": [], "checklists": [], "labels": [],
        "members": [], "customFields": [], "cards": (0..cards).map(card).collect::<Vec<_>>() })
    .to_string()
}

/// A form that asks for a rehearsal to be confirmed.
fn held_form(user: &User<'_>, path: &str, board: &str) -> axum::http::Request<axum::body::Body> {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"hold\"\r\n\r\ntrue\r\n\
         --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.json\"\r\n\
         Content-Type: application/json\r\n\r\n{board}\r\n--edge--\r\n"
    );
    let mut request = user.form(Method::POST, path, ("x", "text/plain", b""));
    *request.body_mut() = body.into();
    request
}
