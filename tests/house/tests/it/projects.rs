//! Projects: slugs, archive, trash, privacy, and what a plan allows.

use blimp_tests::House;
use serde_json::{Value, json};

use crate::told::{all, id, inbox};

#[tokio::test]
async fn a_slug_is_unique_in_its_company_and_never_a_page() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = house.company("Bolt", "Bo").await;
    let path = format!("/companies/{}/projects", ana.company);
    let make = async |body: Value| ana.post(&path, &body).await;
    assert_eq!(
        make(json!({ "name": "Launch" })).await.expect(201)["slug"],
        "launch"
    );
    assert_ne!(
        make(json!({ "name": "Launch" })).await.expect(201)["slug"],
        "launch"
    );
    assert_eq!(
        make(json!({ "name": "X", "slug": "launch" })).await.code(),
        "project.slug_taken"
    );
    assert_eq!(
        make(json!({ "name": "X", "slug": "settings" }))
            .await
            .status,
        422
    );
    assert_ne!(
        make(json!({ "name": "Settings" })).await.expect(201)["slug"],
        "settings"
    );
    assert!(make(json!({ "name": "日本語" })).await.expect(201)["slug"].is_string());
    assert_eq!(
        make(json!({ "name": "X", "colour": "red" })).await.status,
        422
    );
    let theirs = bo
        .post(
            &format!("/companies/{}/projects", bo.company),
            &json!({ "name": "Launch" }),
        )
        .await;
    assert_eq!(
        theirs.expect(201)["slug"],
        "launch",
        "another company's is another one"
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn an_archived_project_can_be_read_and_not_changed() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let path = format!("/projects/{project}");
    assert!(
        ana.post(&format!("{path}/archiving"), &Value::Null)
            .await
            .expect(200)["archived_at"]
            .is_string()
    );
    ana.get(&format!("/tasks/{task}")).await.expect(200);
    for answer in [
        ana.post(&format!("{path}/tasks"), &json!({ "title": "x" }))
            .await,
        ana.patch(&format!("/tasks/{task}"), &json!({ "title": "x" }))
            .await,
        ana.post(&format!("/tasks/{task}/comments"), &json!({ "text": "x" }))
            .await,
        ana.post(&format!("/tasks/{task}/closure"), &Value::Null)
            .await,
        ana.upload(
            &format!("/tasks/{task}/attachments"),
            "a.txt",
            "text/plain",
            b"x",
        )
        .await,
        ana.patch(&path, &json!({ "name": "x" })).await,
    ] {
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (409, "project.archived"),
            "{}",
            answer.text()
        );
    }
    assert!(ana.delete(&format!("{path}/archiving")).await.expect(200)["archived_at"].is_null());
    ana.patch(&format!("/tasks/{task}"), &json!({ "title": "x" }))
        .await
        .expect(200);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_trashed_project_takes_everything_with_it_and_brings_it_back() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Zebra").await;
    let path = format!("/projects/{project}");
    ana.delete(&path).await.expect(204);
    for user in [&ana, &bo] {
        user.get(&path).await.expect(404);
        user.get(&format!("/tasks/{task}")).await.expect(404);
        let found = user
            .list(&format!("/companies/{}/search?q=zebra", ana.company), 10)
            .await;
        assert!(found.is_empty(), "{found:?}");
        assert!(
            user.list(&format!("/companies/{}/tasks", ana.company), 10)
                .await
                .is_empty()
        );
    }
    let trash = ana
        .list(&format!("/companies/{}/trash/projects", ana.company), 10)
        .await;
    assert_eq!(all(&trash, "/name"), ["Launch"]);
    ana.post(&format!("{path}/restoration"), &Value::Null)
        .await
        .expect(200);
    bo.get(&format!("/tasks/{task}")).await.expect(200);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_private_project_is_for_those_who_were_added() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (bo, cy) = (
        ana.invite("Bo", "member", &[]).await,
        ana.invite("Cy", "member", &[]).await,
    );
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Zebra").await;
    let path = format!("/projects/{project}");
    ana.put(&format!("/tasks/{task}/assignees/{}", bo.id), &Value::Null)
        .await
        .expect(200);
    house.run_jobs().await;
    ana.patch(&path, &json!({ "private": true }))
        .await
        .expect(200);
    house.run_jobs().await;
    bo.get(&path).await.expect(404);
    ana.put(&format!("{path}/people/{}", cy.id), &Value::Null)
        .await
        .expect(200);
    house.run_jobs().await;
    cy.get(&path).await.expect(200);
    assert!(inbox(&cy).await.contains(&"added_to_project".to_owned()));
    let left = ana.get(&format!("/tasks/{task}")).await.expect(200);
    assert_eq!(
        left["assignee_ids"],
        json!([]),
        "whoever sees nothing is responsible for nothing"
    );
    let before = inbox(&bo).await;
    ana.post(
        &format!("/tasks/{task}/comments"),
        &json!({ "text": "@bo secret" }),
    )
    .await
    .expect(201);
    house.run_jobs().await;
    assert_eq!(inbox(&bo).await, before, "nor told");
    ana.delete(&format!("{path}/people/{}", cy.id))
        .await
        .expect(204);
    cy.get(&format!("/tasks/{task}")).await.expect(404);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_project_keeps_states_to_plan_and_to_be_done_in() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let states = ana.states(project).await;
    for kind in ["plan", "done"] {
        let path = format!("/states/{}?to={}", states[kind], states["doing"]);
        assert_eq!(ana.delete(&path).await.code(), "state.last_of_kind");
    }
    let later = json!({ "name": "Later", "kind": "plan" });
    let later = id(&ana
        .post(&format!("/projects/{project}/states"), &later)
        .await
        .expect(201));
    let answer = ana
        .delete(&format!("/states/{}?to={later}", states["plan"]))
        .await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    assert_eq!(
        ana.get(&format!("/tasks/{task}")).await.expect(200)["state"],
        later
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn goals_are_reached_thrown_away_and_brought_back() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let goals = format!("/projects/{project}/goals");
    let goal = id(&ana
        .post(&goals, &json!({ "title": "Be ready" }))
        .await
        .expect(201));
    let path = format!("/goals/{goal}");
    assert!(
        ana.post(&format!("{path}/closure"), &Value::Null)
            .await
            .expect(200)["closed_at"]
            .is_string()
    );
    assert!(ana.delete(&format!("{path}/closure")).await.expect(200)["closed_at"].is_null());
    ana.delete(&path).await.expect(204);
    ana.get(&path).await.expect(404);
    assert!(ana.list(&goals, 10).await.is_empty());
    ana.post(&format!("{path}/restoration"), &Value::Null)
        .await
        .expect(200);
    ana.get(&path).await.expect(200);
    house.run_jobs().await;
}
