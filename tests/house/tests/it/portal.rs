//! What clients do in their portal, what waits for them, and the sample project.

use blimp_tests::{House, User};
use serde_json::{Value, json};

use crate::told::{all, id, inbox};

/// Two tasks in review and one that is worked on, all Mel's; one more in a project that is hidden.
async fn in_review(ana: &User<'_>, mel: &User<'_>, (project, other): (i64, i64)) -> Vec<i64> {
    let states = ana.states(project).await;
    let mut tasks = Vec::new();
    for (title, state) in [("a", "review"), ("b", "review"), ("c", "doing")] {
        let form = json!({
            "title": title, "state": states[state], "assignee_ids": [mel.id],
        });
        let path = format!("/projects/{project}/tasks");
        tasks.push(id(&ana.post(&path, &form).await.expect(201)));
    }
    let hidden = ana.states(other).await["review"];
    let form = json!({ "title": "hidden", "state": hidden });
    ana.post(&format!("/projects/{other}/tasks"), &form)
        .await
        .expect(201);
    tasks
}

#[tokio::test]
async fn a_client_sees_what_waits_for_them_and_says_whether_it_is_good() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (project, other) = (ana.project("Site").await, ana.project("Other").await);
    let cleo = ana.invite("Cleo", "client", &[project]).await;
    let mel = ana.invite("Mel", "member", &[]).await;
    let states = ana.states(project).await;
    let tasks = in_review(&ana, &mel, (project, other)).await;
    house.run_jobs().await;

    let projects = cleo
        .list(&format!("/companies/{}/projects", ana.company), 10)
        .await;
    let waiting = projects
        .iter()
        .map(|one| (&one["name"], &one["awaiting_approval"]));
    assert_eq!(waiting.collect::<Vec<_>>(), [(&json!("Site"), &json!(2))]);
    let list = format!("/companies/{}/tasks?awaiting_approval=true", ana.company);
    assert_eq!(all(&cleo.list(&list, 10).await, "/title"), ["a", "b"]);

    cleo.post(&format!("/tasks/{}/approval", tasks[0]), &Value::Null)
        .await
        .expect(200);
    let more = json!({ "comment": "The logo is missing" });
    cleo.post(&format!("/tasks/{}/return", tasks[1]), &more)
        .await
        .expect(200);
    let not_yet = cleo
        .post(&format!("/tasks/{}/approval", tasks[2]), &Value::Null)
        .await;
    assert_eq!(not_yet.code(), "task.not_in_review");
    // Nothing else of a task is theirs to change.
    cleo.patch(
        &format!("/tasks/{}", tasks[2]),
        &json!({ "state": states["done"] }),
    )
    .await
    .expect(403);
    let change = json!({ "task_ids": [tasks[2]], "changes": { "closed": true } });
    let path = format!("/companies/{}/task-changes", ana.company);
    cleo.post(&path, &change).await.expect(403);
    house.run_jobs().await;
    let told = inbox(&mel).await;
    for expected in ["review a", "review b"] {
        assert!(told.iter().any(|one| one == expected), "{told:?}");
    }
    let project = cleo.get(&format!("/projects/{project}")).await.expect(200);
    assert_eq!(project["awaiting_approval"], 0);
    assert!(cleo.list(&list, 10).await.is_empty());
}

#[tokio::test]
async fn a_sample_shows_everything_in_the_language_of_whoever_asks() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let path = format!("/companies/{}/sample-project", ana.company);
    let english = ana.post(&path, &Value::Null).await.expect(201);
    ana.patch("/me", &json!({ "language": "es" }))
        .await
        .expect(200);
    let spanish = ana.post(&path, &Value::Null).await.expect(201);
    assert!(english["name"].as_str().unwrap().starts_with("Sample"));
    assert!(spanish["name"].as_str().unwrap().starts_with("Ejemplo"));
    let board = format!("/projects/{}/board", english["id"]);
    let board = ana.get(&board).await.expect(200);
    let counts = board["states"]
        .as_array()
        .unwrap()
        .iter()
        .map(|state| &state["count"]);
    assert_eq!(counts.collect::<Vec<_>>(), [4, 2, 1, 1]);
    assert_eq!(board["goals"].as_array().unwrap().len(), 2);
    let cards = board["cards"].as_array().unwrap();
    assert!(cards.iter().any(|card| card["comment_count"] == 1));
    assert!(cards.iter().any(|card| card["checklist"]["total"] == 3));
    let mine = format!("/companies/{}/tasks?assignee=me&overdue=true", ana.company);
    assert_eq!(ana.list(&mine, 10).await.len(), 2);
    ana.delete(&format!("/projects/{}", english["id"]))
        .await
        .expect(204);
    assert_eq!(ana.list(&mine, 10).await.len(), 1);
    let cleo = ana.invite("Cleo", "client", &[id(&spanish)]).await;
    cleo.post(&path, &Value::Null).await.expect(403);
    house.run_jobs().await;
}
