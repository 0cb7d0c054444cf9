//! `If-Match` on whatever changes an item, verbs too: never ignored, and the refusal shows the item.

use axum::http::Method;
use blimp_tests::{Answer, House, User};
use serde_json::{Value, json};

const OTHER: &[(&str, &str)] = &[("if-match", "\"other\"")];

async fn stale(user: &User<'_>, method: &Method, path: &str, body: Option<&Value>) -> Answer {
    let answer = user.call_with(method.clone(), path, body, OTHER).await;
    assert_eq!(answer.status, 412, "{method} {path}: {}", answer.text());
    answer
}

/// Whatever changes an item without being a `PATCH` or `DELETE` of it.
fn verbs(
    task: i64,
    goal: i64,
    project: i64,
    other: i64,
    company: i64,
) -> Vec<(Method, String, Option<Value>)> {
    let (post, put, delete) = (Method::POST, Method::PUT, Method::DELETE);
    let plain = [
        (&post, format!("/tasks/{task}/closure")),
        (&delete, format!("/tasks/{task}/closure")),
        (&post, format!("/tasks/{task}/archiving")),
        (&delete, format!("/tasks/{task}/archiving")),
        (&put, format!("/tasks/{task}/assignees/me")),
        (&delete, format!("/tasks/{task}/assignees/me")),
        (&post, format!("/tasks/{task}/approval")),
        (&post, format!("/goals/{goal}/closure")),
        (&delete, format!("/goals/{goal}/closure")),
        (&post, format!("/projects/{project}/archiving")),
        (&delete, format!("/projects/{project}/archiving")),
    ];
    let mut all: Vec<_> = plain
        .into_iter()
        .map(|(method, path)| (method.clone(), path, None))
        .collect();
    let to = json!({ "project_id": other });
    all.push((post.clone(), format!("/tasks/{task}/move"), Some(to)));
    let why = json!({ "comment": "No." });
    all.push((post, format!("/tasks/{task}/return"), Some(why)));
    let mine = format!("/companies/{company}/notification-preferences");
    all.push((Method::PATCH, mine, Some(json!({ "items": [] }))));
    all
}

#[tokio::test]
async fn an_old_copy_can_do_nothing_to_an_item_and_is_shown_the_new_one() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let goal = ana
        .post(
            &format!("/projects/{project}/goals"),
            &json!({ "title": "Ship" }),
        )
        .await;
    let goal = goal.expect(201)["id"].as_i64().unwrap();
    let other = ana.project("Other").await;
    let verbs = verbs(task, goal, project, other, ana.company);
    let review = ana.states(project).await["review"];
    for (method, path, body) in &verbs {
        if path.ends_with("/approval") || path.ends_with("/return") {
            let state = json!({ "state": review });
            ana.patch(&format!("/tasks/{task}"), &state)
                .await
                .expect(200);
        }
        let refused = stale(&ana, method, path, body.as_ref()).await;
        let shown = &refused.json()["current"];
        let is_item = shown["id"].is_i64() || shown["items"].is_array();
        assert!(
            is_item,
            "{method} {path} shows the item: {}",
            refused.text()
        );
    }
    let now = ana.get(&format!("/tasks/{task}")).await;
    let tag = now.header("etag").unwrap().to_owned();
    let now = now.expect(200);
    assert_eq!(
        (&now["closed_at"], &now["project_id"]),
        (&Value::Null, &project.into())
    );
    let fresh = [("if-match", tag.as_str())];
    let path = format!("/tasks/{task}/closure");
    ana.call_with(Method::POST, &path, None, &fresh)
        .await
        .expect(200);
    house.run_jobs().await;
}

#[tokio::test]
async fn what_is_thrown_away_is_restored_in_the_version_that_was_seen() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let said = ana
        .post(&format!("/tasks/{task}/comments"), &json!({ "text": "Hm" }))
        .await;
    let said = said.expect(201)["id"].as_i64().unwrap();
    for path in [
        format!("/comments/{said}"),
        format!("/tasks/{task}"),
        format!("/projects/{project}"),
    ] {
        ana.delete(&path).await.expect(204);
        stale(&ana, &Method::POST, &format!("{path}/restoration"), None).await;
        ana.get(&path).await.expect(404);
        let back = format!("{path}/restoration");
        ana.call(Method::POST, &back, None).await.expect(200);
        ana.get(&path).await.expect(200);
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn what_has_no_version_refuses_to_be_matched_and_stays_undone() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let before = ana
        .get(&format!("/tasks/{task}/watchers"))
        .await
        .expect(200);
    let path = format!("/tasks/{task}/watchers/me");
    let refused = stale(&ana, &Method::DELETE, &path, None).await;
    assert!(refused.text().contains("no version"), "{}", refused.text());
    let after = ana
        .get(&format!("/tasks/{task}/watchers"))
        .await
        .expect(200);
    assert_eq!(before, after);
    let new = json!({ "title": "Never" });
    stale(
        &ana,
        &Method::POST,
        &format!("/projects/{project}/tasks"),
        Some(&new),
    )
    .await;
    assert_eq!(
        ana.list(&format!("/projects/{project}/tasks"), 50)
            .await
            .len(),
        1
    );
    house.run_jobs().await;
}
