//! Saved views: whose they are, what is kept, and what a project opens with.

use axum::http::Method;
use blimp_tests::House;
use serde_json::{Value, json};

use crate::told::{all, id};

#[tokio::test]
async fn views_are_kept_as_they_were_saved_and_shown_to_whom_they_are_for() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let mel = ana.invite("Mel", "member", &[]).await;
    let cleo = ana.invite("Cleo", "client", &[project]).await;
    let path = format!("/companies/{}/views", ana.company);
    let query = json!({ "group": "assignee", "due": ["overdue", 7], "deep": { "a": null } });
    let mine = json!({ "name": "Mine", "kind": "list", "query": query });
    let mine = ana.post(&path, &mine).await.expect(201);
    assert_eq!((&mine["query"], &mine["shared"]), (&query, &json!(false)));
    let shared = json!({
        "name": "All", "kind": "board", "project_id": project, "shared": true, "position": 2,
    });
    let shared = ana.post(&path, &shared).await.expect(201);
    let company = json!({ "name": "Company", "kind": "calendar", "shared": true, "position": 1 });
    ana.post(&path, &company).await.expect(201);
    for (user, expected) in [
        (&ana, vec!["Mine", "Company", "All"]),
        (&mel, vec!["Company", "All"]),
        (&cleo, vec!["All"]),
    ] {
        assert_eq!(all(&user.list(&path, 2).await, "/name"), expected);
    }
    let of_project = format!("{path}?project={project}");
    assert_eq!(all(&ana.list(&of_project, 9).await, "/name"), ["All"]);
    let of_none = format!("{path}?project=none");
    assert_eq!(ana.list(&of_none, 9).await.len(), 2);
    cleo.get(&format!("/views/{}", id(&mine))).await.expect(404);
    let seen = cleo
        .get(&format!("/views/{}", id(&shared)))
        .await
        .expect(200);
    assert_eq!(seen["owner_id"], Value::Null, "a client is not told who");

    // A client keeps views for themselves and shares none.
    let own = json!({ "name": "Own", "kind": "list", "project_id": project });
    let own = cleo.post(&path, &own).await.expect(201);
    let share = json!({ "name": "Own", "kind": "list", "project_id": project, "shared": true });
    cleo.post(&path, &share).await.expect(403);
    let own = format!("/views/{}", id(&own));
    cleo.patch(&own, &json!({ "shared": true }))
        .await
        .expect(403);
    ana.get(&own).await.expect(404);
    // A shared one is changed by who saved it and by who runs the company.
    let theirs = format!("/views/{}", id(&shared));
    mel.patch(&theirs, &json!({ "name": "Mel's" }))
        .await
        .expect(403);
    ana.delete(&theirs).await.expect(204);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_project_opens_with_one_view_and_stale_changes_are_refused() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let path = format!("/companies/{}/views", ana.company);
    let form = |name: &str| {
        json!({
            "name": name, "kind": "board", "project_id": project, "shared": true,
            "is_default": true,
        })
    };
    let first = ana.post(&path, &form("First")).await.expect(201);
    ana.post(&path, &form("Second")).await.expect(201);
    let rows = ana.list(&path, 9).await;
    assert_eq!(all(&rows, "/is_default"), ["false", "true"]);
    let first = format!("/views/{}", id(&first));
    let tag = ana.get(&first).await;
    let tag = tag.header("etag").unwrap().to_owned();
    ana.patch(&first, &json!({ "is_default": true }))
        .await
        .expect(200);
    let rows = ana.list(&path, 9).await;
    assert_eq!(all(&rows, "/is_default"), ["true", "false"]);
    let late = json!({ "name": "Late" });
    let late = ana
        .call_with(Method::PATCH, &first, Some(&late), &[("if-match", &tag)])
        .await;
    assert_eq!(late.status, 412, "{}", late.text());
    // Who keeps it for themselves takes it from the project.
    let own = ana
        .patch(&first, &json!({ "shared": false }))
        .await
        .expect(200);
    assert_eq!(own["is_default"], false);
    let long = json!({ "name": "Long", "kind": "list", "query": { "q": "x".repeat(5_000) } });
    ana.post(&path, &long).await.expect(422);
    for wrong in [
        json!({ "name": "x", "kind": "pie" }),
        json!({ "name": "x", "kind": "list", "query": [1] }),
        json!({ "name": "x", "kind": "list", "query": {}, "colour": 1 }),
        json!({ "name": "x", "kind": "list", "is_default": true }),
        json!({ "name": "x", "kind": "list", "position": -1 }),
    ] {
        let answer = ana.post(&path, &wrong).await;
        assert!(
            answer.status.is_client_error(),
            "{wrong}: {}",
            answer.text()
        );
    }
    house.run_jobs().await;
}
