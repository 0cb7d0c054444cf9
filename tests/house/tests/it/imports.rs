//! Bringing in Trello boards, through the API.

use axum::http::Method;
use blimp_boards::{Wish, board};
use blimp_tests::{House, User};
use serde_json::Value;

use crate::told::{all, id, text};

async fn bring_in(house: &House, user: &User<'_>, json: &str) -> Value {
    let path = format!("/companies/{}/imports", user.company);
    let form = user.form(
        Method::POST,
        &path,
        ("board.json", "application/json", json.as_bytes()),
    );
    let started = house.send(form).await;
    let place = started
        .header("location")
        .unwrap_or_default()
        .trim_start_matches("/api/v1")
        .to_owned();
    started.expect(202);
    house.run_jobs().await;
    user.get(&place).await.expect(200)
}

#[tokio::test]
async fn a_board_comes_in_and_a_second_time_updates_instead_of_doubling() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let made = board(&Wish {
        cards: 60,
        ..Wish::default()
    });
    let first = bring_in(&house, &ana, &made.json.to_string()).await;
    assert_eq!(text(&first["status"]), "done", "{first}");
    let project = first["project_id"].as_i64().expect("a project");
    let tasks = async || {
        let open = ana
            .list(&format!("/projects/{project}/tasks"), 100)
            .await
            .len();
        open + ana
            .list(&format!("/projects/{project}/tasks?archived=true"), 100)
            .await
            .len()
    };
    let before = tasks().await;
    assert!(before >= 60, "{before} tasks: {first}");
    let comments = "SELECT count(*) AS n FROM comments";
    let said = house.database.count(comments);
    let second = bring_in(&house, &ana, &made.json.to_string()).await;
    assert_eq!(text(&second["status"]), "done", "{second}");
    assert_eq!(second["project_id"], first["project_id"]);
    assert_eq!(tasks().await, before, "nothing twice");
    assert_eq!(house.database.count(comments), said);
    assert!(
        house.mails_to(&ana.email).await.len() < 5,
        "an import is one fact, not thousands"
    );
}

#[tokio::test]
async fn what_is_no_board_is_refused_in_words() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "client", &[]).await;
    let path = format!("/companies/{}/imports", ana.company);
    for wrong in [
        "",
        "{",
        "[]",
        "{}",
        "null",
        r#"{"name":"x"}"#,
        r#"{"cards":"none","lists":[]}"#,
    ] {
        let form = ana.form(
            Method::POST,
            &path,
            ("board.json", "application/json", wrong.as_bytes()),
        );
        let answer = house.send(form).await;
        assert!(
            matches!(answer.status.as_u16(), 400 | 422),
            "{wrong}: {}",
            answer.text()
        );
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{wrong}"
        );
    }
    let form = bo.form(
        Method::POST,
        &path,
        ("board.json", "application/json", b"{}"),
    );
    assert_eq!(house.send(form).await.status, 403);
    house.run_jobs().await;
    assert!(ana.list(&path, 100).await.is_empty());
    assert!(
        ana.list(&format!("/companies/{}/projects", ana.company), 100)
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn a_rehearsal_says_what_would_come_in_and_does_nothing() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let made = board(&Wish {
        cards: 20,
        broken_card: true,
        ..Wish::default()
    });
    let before = house.database.contents();
    let path = format!("/companies/{}/imports", ana.company);
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"dry_run\"\r\n\r\ntrue\r\n\
         --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.json\"\r\n\
         Content-Type: application/json\r\n\r\n{}\r\n--edge--\r\n",
        made.json
    );
    let mut request = ana.form(Method::POST, &path, ("x", "text/plain", b""));
    *request.body_mut() = body.into();
    house.send(request).await.expect(200);
    assert_eq!(house.database.contents(), before, "nothing changed");

    let import = bring_in(&house, &ana, &made.json.to_string()).await;
    assert_eq!(
        text(&import["status"]),
        "done",
        "one bad card never stops the rest: {import}"
    );
    let imports = ana.list(&path, 100).await;
    assert_eq!(all(&imports, "/id"), [id(&import).to_string()]);
}
