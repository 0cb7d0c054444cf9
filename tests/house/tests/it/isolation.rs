//! What clients learn of each other, and companies of each other: nothing.

use blimp_tests::{House, User};
use serde_json::{Value, json};

use crate::told::{all, id, inbox};

/// Every list and object that a person can read, as one text.
async fn all_that_is_visible(user: &User<'_>, project: i64, task: i64) -> String {
    let company = format!("/companies/{}", user.company);
    let mut seen = String::new();
    for path in [
        company.clone(),
        format!("{company}/members"),
        format!("{company}/projects"),
        format!("{company}/tasks?expand=assignees,creator,labels,goal,state,project"),
        format!("{company}/labels"),
        format!("{company}/events"),
        format!("{company}/search?q=dora"),
        format!("{company}/search?q=secret"),
        format!("/projects/{project}"),
        format!("/projects/{project}/people"),
        format!("/projects/{project}/board"),
        format!("/projects/{project}/attachments"),
        format!("/tasks/{task}"),
        format!("/tasks/{task}/comments"),
        format!("/tasks/{task}/watchers"),
        format!("/tasks/{task}/attachments"),
        "/notifications".to_owned(),
        "/me".to_owned(),
    ] {
        let answer = user.get(&path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        seen.push_str(&answer.text());
    }
    seen
}

#[tokio::test]
async fn a_client_never_learns_of_another_unless_they_share_a_project() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (site, shop) = (ana.project("Site").await, ana.project("Shop").await);
    let cleo = ana.invite("Cleo", "client", &[site]).await;
    let dora = ana.invite("Dora", "client", &[site, shop]).await;
    let task = ana.task(site, "Shared").await;
    dora.post(
        &format!("/tasks/{task}/comments"),
        &json!({ "text": "Hello from the shop" }),
    )
    .await
    .expect(201);
    dora.put(&format!("/tasks/{task}/watchers/me"), &Value::Null)
        .await
        .expect(200);
    house.run_jobs().await;
    assert!(
        all_that_is_visible(&cleo, site, task)
            .await
            .contains("Dora"),
        "they share the site"
    );

    ana.delete(&format!("/projects/{site}/people/{}", dora.id))
        .await
        .expect(204);
    house.run_jobs().await;
    let seen = all_that_is_visible(&cleo, site, task).await;
    assert!(!seen.contains("Dora") && !seen.contains("dora@"), "{seen}");
    assert!(
        seen.contains("Someone") && seen.contains("Hello from the shop"),
        "the words stay"
    );
    let path = format!("/companies/{}/members/{}", ana.company, dora.id);
    cleo.get(&path).await.expect(404);
    cleo.get(&format!("/users/{}/avatar", dora.id))
        .await
        .expect(404);

    // Nor by naming her: a mention of somebody unseen tells nobody.
    let before = inbox(&dora).await;
    for words in [
        format!("@[Dora]({}) hello", dora.id),
        "@dora hello".to_owned(),
    ] {
        cleo.post(
            &format!("/tasks/{task}/comments"),
            &json!({ "text": words }),
        )
        .await
        .expect(201);
    }
    house.run_jobs().await;
    assert_eq!(inbox(&dora).await, before);
    let filter = format!("/companies/{}/events?actor={}", ana.company, dora.id);
    assert!(
        cleo.list(&filter, 100).await.is_empty(),
        "nor what she did, by her id"
    );
}

#[tokio::test]
async fn a_client_sees_no_label_state_or_search_hit_of_another_project() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (site, shop) = (ana.project("Site").await, ana.project("Shop").await);
    let cleo = ana.invite("Cleo", "client", &[site]).await;
    let task = ana.task(site, "Open").await;
    let hidden =
        json!({ "title": "Secret plan", "labels": ["secret-label"], "notes": "secret notes" });
    let hidden = ana
        .post(&format!("/projects/{shop}/tasks"), &hidden)
        .await
        .expect(201);
    let path = format!("/tasks/{}", hidden["id"]);
    ana.post(
        &format!("{path}/comments"),
        &json!({ "text": "secret talk" }),
    )
    .await
    .expect(201);
    ana.upload(
        &format!("{path}/attachments"),
        "secret-file.txt",
        "text/plain",
        b"x",
    )
    .await
    .expect(201);
    house.run_jobs().await;
    let seen = all_that_is_visible(&cleo, site, task).await;
    assert!(!seen.to_lowercase().contains("secret"), "{seen}");
    let moved = json!({ "project_id": site });
    cleo.post(&format!("{path}/move"), &moved).await.expect(404);
    let found = ana
        .list(&format!("/companies/{}/search?q=secret", ana.company), 100)
        .await;
    assert_eq!(found.len(), 3, "a task, a comment, a file");
}

/// What somebody tries with ids of another company.
#[rustfmt::skip]
const ATTEMPTS: &[(&str, &str, &str)] = &[
    ("POST", "/projects/{theirs}/tasks", r#"{"title":"x","goal_id":{goal}}"#),
    ("POST", "/projects/{theirs}/tasks", r#"{"title":"x","state":{state}}"#),
    ("POST", "/projects/{theirs}/tasks", r#"{"title":"x","parent_id":{task}}"#),
    ("POST", "/projects/{theirs}/tasks", r#"{"title":"x","assignee_ids":[{ana}]}"#),
    ("POST", "/projects/{theirs}/tasks", r#"{"title":"x","after":{task}}"#),
    ("POST", "/tasks/{own}/move", r#"{"project_id":{mine}}"#),
    ("POST", "/tasks/{task}/move", r#"{"project_id":{theirs}}"#),
    ("POST", "/companies/{company}/ownership", r#"{"user_id":{ana}}"#),
    ("PATCH", "/tasks/{own}", r#"{"goal_id":{goal}}"#),
    ("PATCH", "/tasks/{own}", r#"{"state":{state}}"#),
    ("PATCH", "/tasks/{own}", r#"{"parent_id":{task}}"#),
    ("PATCH", "/tasks/{own}", r#"{"before":{task}}"#),
    ("PATCH", "/companies/{company}/members/{ana}", r#"{"role":"admin"}"#),
    ("PUT", "/tasks/{own}/assignees/{ana}", "null"),
    ("PUT", "/tasks/{own}/watchers/{ana}", "null"),
    ("PUT", "/projects/{theirs}/people/{ana}", "null"),
];

#[tokio::test]
async fn ids_of_another_company_are_as_good_as_none() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let eve = house.company("Evil", "Eve").await;
    let (mine, theirs) = (ana.project("Mine").await, eve.project("Theirs").await);
    let (task, own) = (ana.task(mine, "Mine").await, eve.task(theirs, "Own").await);
    let goal = ana
        .post(&format!("/projects/{mine}/goals"), &json!({ "title": "G" }))
        .await
        .expect(201);
    let state = ana.states(mine).await["doing"];
    let company = format!("/companies/{}", eve.company);
    let before = house.database.contents();
    for (method, path, body) in ATTEMPTS {
        let fill = |text: &str| {
            let ids = [
                ("{mine}", mine),
                ("{theirs}", theirs),
                ("{task}", task),
                ("{own}", own),
                ("{state}", state),
                ("{goal}", id(&goal)),
                ("{ana}", ana.id),
                ("{company}", eve.company),
            ];
            ids.iter().fold(text.to_owned(), |text, (name, id)| {
                text.replace(name, &id.to_string())
            })
        };
        let (path, body) = (fill(path), fill(body));
        let body: Value = serde_json::from_str(&body).unwrap();
        let answer = eve.call(method.parse().unwrap(), &path, Some(&body)).await;
        let refused = matches!(answer.status.as_u16(), 404 | 422);
        assert!(refused, "{method} {path} {body}: {}", answer.text());
    }
    assert_eq!(house.database.contents(), before, "nothing changed");
    for query in [
        format!("state={state}"),
        format!("goal={}", goal["id"]),
        format!("assignee={}", ana.id),
    ] {
        let rows = eve.list(&format!("{company}/tasks?{query}"), 100).await;
        assert!(rows.is_empty(), "{query}: {rows:?}");
    }
    let tasks = all(&eve.list(&format!("{company}/tasks"), 100).await, "/title");
    assert_eq!(tasks, ["Own"]);
    house.run_jobs().await;
}
