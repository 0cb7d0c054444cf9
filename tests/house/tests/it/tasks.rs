//! Tasks: numbers, states, order, trash, filters.

use axum::http::Method;
use blimp_tests::{House, User};
use futures::future::join_all;
use serde_json::{Value, json};

use crate::told::{all, id};

async fn titles(user: &User<'_>, path: &str) -> Vec<String> {
    all(&user.list(path, 100).await, "/title")
}

#[tokio::test]
async fn a_number_is_given_once_in_a_company_even_by_many_at_once() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = house.company("Bolt", "Bo").await;
    let (one, two) = (ana.project("One").await, ana.project("Two").await);
    let theirs = bo.project("Theirs").await;
    join_all((0..20).map(|i| ana.task(if i % 2 == 0 { one } else { two }, "Task"))).await;
    let path = format!("/companies/{}/tasks?sort=number", ana.company);
    let mut numbers = all(&ana.list(&path, 100).await, "/number");
    numbers.sort_by_key(|n| n.parse::<i64>().unwrap());
    assert_eq!(numbers, (1..=20).map(|n| n.to_string()).collect::<Vec<_>>());
    let last = ana.list(&path, 100).await.pop().unwrap();
    ana.delete(&format!("/tasks/{}", id(&last)))
        .await
        .expect(204);
    let next = ana.task(one, "After a deletion").await;
    assert_eq!(
        ana.get(&format!("/tasks/{next}")).await.expect(200)["number"],
        21
    );
    let first = bo.task(theirs, "Another company's").await;
    assert_eq!(
        bo.get(&format!("/tasks/{first}")).await.expect(200)["number"],
        1
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn closing_goes_to_done_and_reopening_to_where_it_was() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let states = ana.states(project).await;
    let task = format!("/tasks/{}", ana.task(project, "Write").await);
    ana.patch(&task, &json!({ "state": states["doing"] }))
        .await
        .expect(200);
    let closed = ana.post(&format!("{task}/closure"), &Value::Null).await;
    let closed = closed.expect(200);
    assert_eq!(
        (&closed["state"], closed["closed_by"].as_i64()),
        (&json!(states["done"]), Some(ana.id))
    );
    let twice = ana
        .post(&format!("{task}/closure"), &Value::Null)
        .await
        .expect(200);
    assert_eq!(
        twice["version"], closed["version"],
        "closing a closed task changes nothing"
    );
    let open = ana.delete(&format!("{task}/closure")).await.expect(200);
    assert_eq!(
        (&open["state"], &open["closed_at"]),
        (&json!(states["doing"]), &Value::Null)
    );
    let patched = ana
        .patch(&task, &json!({ "state": states["done"] }))
        .await
        .expect(200);
    assert!(patched["closed_at"].is_string(), "a done state closes");
    let back = ana
        .patch(&task, &json!({ "state": states["plan"] }))
        .await
        .expect(200);
    assert!(back["closed_at"].is_null(), "leaving it reopens");
    let id = id(&back);
    let events = ana
        .list(&format!("/companies/{}/events?task={id}", ana.company), 100)
        .await;
    let names = all(&events, "/name");
    let closings = names
        .iter()
        .filter(|name| *name == "task.closed.v1")
        .count();
    let openings = names
        .iter()
        .filter(|name| *name == "task.reopened.v1")
        .count();
    assert_eq!((closings, openings), (2, 2), "{names:?}");
    house.run_jobs().await;
}

#[tokio::test]
async fn only_what_stands_in_review_can_be_approved_or_sent_back() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let states = ana.states(project).await;
    let task = format!("/tasks/{}", ana.task(project, "Write").await);
    let approve = ana.post(&format!("{task}/approval"), &json!({})).await;
    assert_eq!(
        (approve.status.as_u16(), approve.code().as_str()),
        (409, "task.not_in_review")
    );
    ana.patch(&task, &json!({ "state": states["review"] }))
        .await
        .expect(200);
    let silent = ana
        .post(&format!("{task}/return"), &json!({ "comment": " " }))
        .await;
    assert_eq!(silent.status, 422, "{}", silent.text());
    let back = ana
        .post(&format!("{task}/return"), &json!({ "comment": "More" }))
        .await
        .expect(200);
    assert_ne!(back["state"], json!(states["review"]));
    house.run_jobs().await;
    let said = all(&ana.list(&format!("{task}/comments"), 10).await, "/text");
    assert_eq!(said, ["More"]);
}

#[tokio::test]
async fn tasks_keep_the_order_they_are_put_in() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let path = format!("/projects/{project}/tasks");
    let mut ids = Vec::new();
    for title in ["a", "b", "c", "d"] {
        ids.push(ana.task(project, title).await);
    }
    assert_eq!(titles(&ana, &path).await, ["a", "b", "c", "d"]);
    ana.patch(&format!("/tasks/{}", ids[3]), &json!({ "before": ids[0] }))
        .await
        .expect(200);
    ana.patch(&format!("/tasks/{}", ids[0]), &json!({ "after": ids[2] }))
        .await
        .expect(200);
    assert_eq!(titles(&ana, &path).await, ["d", "b", "c", "a"]);
    // Always into the same gap: keys grow, and stay in order.
    for _ in 0..60 {
        ana.patch(&format!("/tasks/{}", ids[2]), &json!({ "after": ids[3] }))
            .await
            .expect(200);
        ana.patch(&format!("/tasks/{}", ids[1]), &json!({ "after": ids[3] }))
            .await
            .expect(200);
    }
    assert_eq!(titles(&ana, &path).await, ["d", "b", "c", "a"]);
    let moves = ids.iter().map(|id| {
        let body = json!({ "after": ids[3] });
        let ana = &ana;
        async move {
            ana.patch(&format!("/tasks/{id}"), &body)
                .await
                .status
                .as_u16()
        }
    });
    let statuses = join_all(moves).await;
    assert!(
        statuses
            .iter()
            .all(|status| matches!(status, 200 | 409 | 422)),
        "{statuses:?}"
    );
    assert_eq!(titles(&ana, &path).await.len(), 4);
    house.run_jobs().await;
}

#[tokio::test]
async fn what_is_thrown_away_is_gone_from_everywhere_and_comes_back_whole() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Zebra").await;
    let path = format!("/tasks/{task}");
    let part = json!({ "title": "Zebra part", "parent_id": task });
    let part = id(&ana
        .post(&format!("/projects/{project}/tasks"), &part)
        .await
        .expect(201));
    ana.post(
        &format!("{path}/comments"),
        &json!({ "text": "Zebra talk" }),
    )
    .await
    .expect(201);
    let search = format!("/companies/{}/search?q=zebra", ana.company);
    let before = ana.list(&search, 100).await.len();
    assert_eq!(before, 3);
    ana.delete(&path).await.expect(204);
    for gone in [
        path.clone(),
        format!("{path}/comments"),
        format!("/tasks/{part}"),
    ] {
        ana.get(&gone).await.expect(404);
    }
    ana.delete(&path).await.expect(404);
    assert!(ana.list(&search, 100).await.is_empty(), "nor is it found");
    assert!(
        titles(&ana, &format!("/projects/{project}/tasks"))
            .await
            .is_empty()
    );
    let board = ana
        .get(&format!("/projects/{project}/board"))
        .await
        .expect(200);
    assert!(!board.to_string().contains("Zebra"), "{board}");
    let trash = titles(&ana, &format!("/projects/{project}/trash")).await;
    assert!(trash.contains(&"Zebra".to_owned()), "{trash:?}");
    ana.post(&format!("{path}/restoration"), &Value::Null)
        .await
        .expect(200);
    assert_eq!(ana.list(&search, 100).await.len(), before);
    ana.get(&format!("/tasks/{part}")).await.expect(200);
    house.run_jobs().await;
}

#[tokio::test]
async fn filters_find_what_they_say() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let project = ana.project("Launch").await;
    let goal = ana
        .post(
            &format!("/projects/{project}/goals"),
            &json!({ "title": "G" }),
        )
        .await
        .expect(201);
    let path = format!("/projects/{project}/tasks");
    for body in [
        json!({ "title": "late", "due_on": "2026-11-20", "labels": ["Bug"], "assignee_ids": [ana.id] }),
        json!({ "title": "soon", "due_on": "2026-11-24", "assignee_ids": [bo.id, ana.id] }),
        json!({ "title": "some day", "goal_id": goal["id"], "labels": ["bug", "Idea"], "notes": "like a pelican" }),
    ] {
        ana.post(&path, &body).await.expect(201);
    }
    let doing = ana.states(project).await["doing"];
    let late = ana.list(&format!("{path}?q=late"), 10).await;
    ana.patch(
        &format!("/tasks/{}", id(&late[0])),
        &json!({ "state": doing }),
    )
    .await
    .expect(200);
    for (query, expected) in [
        ("assignee=me", vec!["late", "soon"]),
        ("assignee=none", vec!["some day"]),
        ("overdue=true", vec!["late"]),
        ("due_after=2026-11-21&due_before=2026-11-30", vec!["soon"]),
        ("label=BUG", vec!["late", "some day"]),
        ("label=idea,nothing", vec!["some day"]),
        ("goal=none", vec!["late", "soon"]),
        ("state=doing", vec!["late"]),
        ("state=plan,review", vec!["soon", "some day"]),
        ("q=pelican", vec!["some day"]),
        ("sort=-title", vec!["soon", "some day", "late"]),
        ("sort=due_on", vec!["late", "soon", "some day"]),
        ("closed=true", vec![]),
    ] {
        assert_eq!(
            titles(&ana, &format!("{path}?{query}")).await,
            expected,
            "{query}"
        );
    }
    let by_id = format!("{path}?state={doing}&assignee={}", ana.id);
    assert_eq!(titles(&ana, &by_id).await, ["late"]);
    let mine = ana
        .list(&format!("{path}?q=soon&expand=assignees,state,project"), 10)
        .await
        .remove(0);
    assert_eq!(mine["expanded"]["project"]["name"], "Launch");
    assert_eq!(mine["expanded"]["assignees"].as_array().unwrap().len(), 2);
    house.run_jobs().await;
}

#[tokio::test]
async fn only_people_who_see_the_project_can_be_made_responsible() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = house.company("Bolt", "Bo").await;
    let (site, shop) = (ana.project("Site").await, ana.project("Shop").await);
    let cleo = ana.invite("Cleo", "client", &[shop]).await;
    let task = ana.task(site, "Write").await;
    for who in [bo.id, cleo.id, 987_654] {
        let put = ana
            .put(&format!("/tasks/{task}/assignees/{who}"), &Value::Null)
            .await;
        assert!(
            matches!(put.status.as_u16(), 404 | 422),
            "{who}: {}",
            put.text()
        );
        let made = json!({ "title": "x", "assignee_ids": [who] });
        let post = ana.post(&format!("/projects/{site}/tasks"), &made).await;
        assert!(
            matches!(post.status.as_u16(), 404 | 422),
            "{who}: {}",
            post.text()
        );
    }
    for (field, value) in [
        ("goal_id", 987_654),
        ("parent_id", 987_654),
        ("state", 987_654),
    ] {
        let made = json!({ "title": "x", field: value });
        let post = ana
            .post(&format!("/projects/{site}/tasks"), &made)
            .await
            .expect(422);
        assert_eq!(post["errors"][0]["pointer"], format!("/{field}"));
    }
    // A state, goal or task of another project is none of this one.
    let other_state = ana.states(shop).await["doing"];
    let post = ana
        .post(
            &format!("/projects/{site}/tasks"),
            &json!({ "title": "x", "state": other_state }),
        )
        .await;
    assert_eq!(post.status, 422, "{}", post.text());
    let twice = ana
        .put(&format!("/tasks/{task}/assignees/me"), &Value::Null)
        .await
        .expect(200);
    let again = ana
        .put(&format!("/tasks/{task}/assignees/me"), &Value::Null)
        .await
        .expect(200);
    assert_eq!(
        twice["version"], again["version"],
        "the same twice is the same"
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn notes_are_made_safe_on_the_server() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let notes = "**bold** <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n- [x] done";
    let body = json!({ "title": "<b>t</b>", "notes": notes });
    let made = ana
        .post(&format!("/projects/{project}/tasks"), &body)
        .await
        .expect(201);
    let html = made["notes_html"].as_str().unwrap();
    assert!(html.contains("<strong>bold</strong>"), "{html}");
    for word in ["<script", "javascript:", "<img src=x"] {
        assert!(!html.contains(word), "{html}");
    }
    assert_eq!(made["notes"], notes, "the text is kept as it was written");
    let found = ana
        .list(&format!("/companies/{}/search?q=bold", ana.company), 10)
        .await;
    assert!(
        !found[0]["title_html"].as_str().unwrap().contains("<b>"),
        "{found:?}"
    );
    let cleared = ana
        .patch(&format!("/tasks/{}", id(&made)), &json!({ "notes": null }))
        .await
        .expect(200);
    assert_eq!(cleared["notes"], "");
    let gone = ana
        .call(
            Method::PATCH,
            &format!("/tasks/{}", id(&made)),
            Some(&json!({ "title": null })),
        )
        .await;
    assert!(
        gone.status.is_client_error(),
        "a title cannot be cleared: {}",
        gone.text()
    );
    house.run_jobs().await;
}
