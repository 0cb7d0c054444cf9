//! Many tasks changed at once, and changes undone.

use blimp_tests::{House, User};
use serde_json::{Value, json};

use crate::told::{all, id, inbox};

fn ids(value: &Value) -> Vec<i64> {
    let list = value.as_array().expect("a list");
    list.iter().filter_map(Value::as_i64).collect()
}

async fn change(user: &User<'_>, tasks: &[i64], changes: Value) -> Value {
    let path = format!("/companies/{}/task-changes", user.company);
    let body = json!({ "task_ids": tasks, "changes": changes });
    user.post(&path, &body).await.expect(200)
}

async fn undo(user: &User<'_>, event: &Value) -> Value {
    let path = format!("/events/{event}/reversal");
    user.post(&path, &Value::Null).await.expect(200)
}

async fn task(user: &User<'_>, id: i64) -> Value {
    user.get(&format!("/tasks/{id}")).await.expect(200)
}

/// What a change may touch of a task.
fn fields(task: &Value) -> Value {
    let names = [
        "title",
        "notes",
        "project_id",
        "state",
        "goal_id",
        "parent_id",
        "priority",
        "start_on",
        "due_on",
        "assignee_ids",
        "labels",
    ];
    let mut found: serde_json::Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), task[*name].clone()))
        .collect();
    for moment in ["closed_at", "archived_at", "trashed_at"] {
        found.insert(moment.to_owned(), json!(task[moment].is_string()));
    }
    Value::Object(found)
}

/// Tries to undo what cannot be undone; what is said.
async fn refuse(user: &User<'_>, event: &Value, code: &str) -> String {
    let path = format!("/events/{event}/reversal");
    let answer = user.post(&path, &Value::Null).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (409, code)
    );
    answer.text()
}

/// Three tasks, with and without dates and labels.
async fn three(ana: &User<'_>, project: i64) -> Vec<i64> {
    let mut tasks = Vec::new();
    for (title, due, labels) in [
        ("a", Some("2026-11-01"), vec!["Bug"]),
        ("b", None, vec!["Bug", "Old"]),
        ("c", Some("2026-12-24"), vec![]),
    ] {
        let form = json!({ "title": title, "due_on": due, "labels": labels });
        let path = format!("/projects/{project}/tasks");
        tasks.push(id(&ana.post(&path, &form).await.expect(201)));
    }
    tasks
}

#[tokio::test]
async fn many_tasks_change_at_once_and_come_back_as_they_were() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let mel = ana.invite("Mel", "member", &[]).await;
    let project = ana.project("Launch").await;
    let states = ana.states(project).await;
    let goal = json!({ "title": "Goal" });
    let goal = ana
        .post(&format!("/projects/{project}/goals"), &goal)
        .await
        .expect(201);
    let tasks = three(&ana, project).await;
    let mut before = Vec::new();
    for id in &tasks {
        before.push(fields(&task(&ana, *id).await));
    }
    let changes = json!({
        "state": states["done"], "assignees": { "add": [mel.id] },
        "labels": { "add": ["New"], "remove": ["old"] }, "shift_due_days": 7,
        "priority": "high", "goal_id": goal["id"], "archived": true,
    });
    let done = change(&ana, &tasks, changes.clone()).await;
    assert_eq!(ids(&done["changed_ids"]), tasks, "{done}");
    let after = task(&ana, tasks[1]).await;
    assert_eq!(
        (&after["labels"], &after["due_on"], &after["assignee_ids"]),
        (&json!(["Bug", "New"]), &Value::Null, &json!([mel.id]))
    );
    assert_eq!(task(&ana, tasks[0]).await["due_on"], "2026-11-08");
    assert!(after["closed_at"].is_string() && after["archived_at"].is_string());
    house.run_jobs().await;
    assert_eq!(inbox(&mel).await.len(), 1, "one notice for one change");

    // The same again, but for the shift, changes nothing and tells nothing.
    let again = json!({ "state": states["done"], "priority": "high", "archived": true });
    let again = change(&ana, &tasks, again).await;
    assert_eq!(
        (&again["event_id"], ids(&again["unchanged_ids"])),
        (&Value::Null, tasks.clone())
    );

    let undone = undo(&ana, &done["event_id"]).await;
    assert_eq!(ids(&undone["changed_ids"]), tasks, "{undone}");
    for (id, before) in tasks.iter().zip(&before) {
        assert_eq!(&fields(&task(&ana, *id).await), before);
    }
    refuse(&ana, &done["event_id"], "event.reversed").await;
    let redone = undo(&ana, &undone["event_id"]).await;
    assert_eq!(ids(&redone["changed_ids"]), tasks, "{redone}");
    assert_eq!(fields(&task(&ana, tasks[1]).await), fields(&after));
    house.run_jobs().await;
}

#[tokio::test]
async fn what_may_not_or_cannot_be_changed_is_named_and_the_rest_changes() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let mel = ana.invite("Mel", "member", &[]).await;
    let bo = house.company("Bolt", "Bo").await;
    let (one, two) = (ana.project("One").await, ana.project("Two").await);
    let private = json!({ "name": "Private", "private": true });
    let path = format!("/companies/{}/projects", ana.company);
    let private = id(&ana.post(&path, &private).await.expect(201));
    let away = ana.project("Away").await;
    let (a, b) = (ana.task(one, "a").await, ana.task(two, "b").await);
    let (hidden, resting) = (ana.task(private, "h").await, ana.task(away, "r").await);
    let theirs = bo.task(bo.project("Theirs").await, "t").await;
    ana.post(&format!("/projects/{away}/archiving"), &Value::Null)
        .await
        .expect(200);
    let states = ana.states(one).await;
    let mel = User::clone(&mel);
    let changes = json!({ "state": states["doing"] });
    let done = change(&mel, &[a, b, hidden, resting, theirs, 999_999], changes).await;
    assert_eq!(ids(&done["changed_ids"]), [a]);
    let mut why = Vec::new();
    for refusal in done["refused"].as_array().unwrap() {
        why.push((
            refusal["task_id"].as_i64().unwrap(),
            refusal["code"].as_str().unwrap(),
        ));
    }
    why.sort_unstable();
    let mut expected = vec![
        (b, "state.not_found"),
        (hidden, "not_found"),
        (resting, "project.archived"),
        (theirs, "not_found"),
        (999_999, "not_found"),
    ];
    expected.sort_unstable();
    assert_eq!(why, expected);
    // By kind it works across projects, and a person must see each of them.
    let done = change(&ana, &[a, b], json!({ "state_kind": "review" })).await;
    assert_eq!(ids(&done["changed_ids"]), [a, b]);
    let assign = json!({ "assignees": { "set": [mel.id] } });
    let done = change(&ana, &[a, hidden], assign).await;
    assert_eq!(
        (ids(&done["changed_ids"]), &done["refused"][0]["code"]),
        (vec![a], &json!("cannot_see"))
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn a_change_that_makes_no_sense_is_refused_as_a_whole() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let a = ana.task(ana.project("One").await, "a").await;
    for (body, status) in [
        (
            json!({ "task_ids": [], "changes": { "closed": true } }),
            422,
        ),
        (json!({ "task_ids": [a], "changes": {} }), 422),
        (
            json!({ "task_ids": [a], "changes": { "closed": true, "state_kind": "plan" } }),
            422,
        ),
        (
            json!({ "task_ids": [a], "changes": { "trashed": true, "closed": true } }),
            422,
        ),
        (
            json!({ "task_ids": [a], "changes": { "shift_due_days": 9999 } }),
            422,
        ),
        (
            json!({ "task_ids": [a], "changes": { "due_on": null, "shift_due_days": 1 } }),
            422,
        ),
        (
            json!({ "task_ids": [a], "changes": { "labels": { "set": [], "add": ["x"] } } }),
            422,
        ),
        (
            json!({ "task_ids": [a], "changes": { "project_id": 999_999 } }),
            422,
        ),
        (json!({ "task_ids": [a], "changes": { "title": "x" } }), 400),
        (json!({ "filter": {}, "changes": { "closed": true } }), 400),
        (
            json!({ "task_ids": (1..=501).collect::<Vec<i64>>(), "changes": { "closed": true } }),
            422,
        ),
    ] {
        let path = format!("/companies/{}/task-changes", ana.company);
        let answer = ana.post(&path, &body).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.text());
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn trash_and_moves_of_many_tasks_can_be_undone() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (one, two) = (ana.project("One").await, ana.project("Two").await);
    let (a, b) = (ana.task(one, "a").await, ana.task(one, "b").await);
    let part = json!({ "title": "part", "parent_id": a });
    let path = format!("/projects/{one}/tasks");
    let part = id(&ana.post(&path, &part).await.expect(201));
    let review = ana.states(one).await["review"];
    change(&ana, &[part], json!({ "state": review })).await;
    let gone = change(&ana, &[a, b, part], json!({ "trashed": true })).await;
    assert_eq!(ids(&gone["changed_ids"]), [a, b, part]);
    ana.get(&format!("/tasks/{part}")).await.expect(404);
    let back = undo(&ana, &gone["event_id"]).await;
    assert_eq!(back["refused"], json!([]), "{back}");
    assert_eq!(task(&ana, part).await["parent_id"], a);
    undo(&ana, &back["event_id"]).await;
    ana.get(&format!("/tasks/{a}")).await.expect(404);
    change(&ana, &[a, part, b], json!({ "trashed": false })).await;
    assert_eq!(task(&ana, part).await["parent_id"], a);

    let before = fields(&task(&ana, part).await);
    let moved = change(&ana, &[part], json!({ "project_id": two })).await;
    assert_eq!(ids(&moved["changed_ids"]), [part], "{moved}");
    assert_eq!(task(&ana, part).await["project_id"], two);
    let history = ana.list(&format!("/tasks/{part}/history"), 100).await;
    let fact = history.iter().find(|fact| fact["name"] == "task.moved.v1");
    let project = &fact.unwrap()["changes"]["project"];
    assert_eq!(
        (&project["from"]["name"], &project["to"]["name"]),
        (&json!("One"), &json!("Two"))
    );
    undo(&ana, &moved["event_id"]).await;
    assert_eq!(fields(&task(&ana, part).await), before);
    house.run_jobs().await;
}

#[tokio::test]
async fn one_change_of_a_task_can_be_undone_unless_somebody_was_there_since() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let states = ana.states(project).await;
    let (first, one) = (
        ana.task(project, "first").await,
        ana.task(project, "one").await,
    );
    let path = format!("/tasks/{one}");
    let before = task(&ana, one).await;
    // As a card that is dragged to another column: place and state in one request.
    let body = json!({ "title": "two", "notes": "More", "state": states["done"], "before": first });
    let changed = ana.patch(&path, &body).await;
    let fact = json!(
        changed
            .header("blimp-change")
            .unwrap()
            .parse::<i64>()
            .unwrap()
    );
    let undone = undo(&ana, &fact).await;
    assert_eq!(fields(&task(&ana, one).await), fields(&before));
    let order = all(
        &ana.list(&format!("/projects/{project}/tasks"), 10).await,
        "/title",
    );
    assert_eq!(order, ["first", "one"]);
    undo(&ana, &undone["event_id"]).await;
    let order = all(
        &ana.list(&format!("/projects/{project}/tasks"), 10).await,
        "/title",
    );
    assert_eq!(order, ["two", "first"]);

    let history = ana.list(&format!("{path}/history"), 100).await;
    assert_eq!(history[0]["actor"]["name"], "Ana");
    assert_eq!(history[0]["task"]["number"], before["number"]);
    let titled = history
        .iter()
        .find(|fact| fact["changes"]["title"].is_object() && fact["reversible"] == true)
        .unwrap();
    ana.patch(&path, &json!({ "title": "three" }))
        .await
        .expect(200);
    let late = refuse(&ana, &titled["id"], "task.overtaken").await;
    assert!(late.contains("title"), "{late}");
    assert_eq!(task(&ana, one).await["title"], "three", "nothing is lost");
    house.run_jobs().await;
}

#[tokio::test]
async fn what_was_said_is_not_unsaid() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let one = ana.task(ana.project("Launch").await, "one").await;
    let path = format!("/tasks/{one}/comments");
    let comment = ana.post(&path, &json!({ "text": "Hm" })).await;
    let fact = comment.header("blimp-change").unwrap();
    refuse(&ana, &json!(fact.parse::<i64>().unwrap()), "event.final").await;
    house.run_jobs().await;
}

#[tokio::test]
async fn of_a_change_of_many_those_that_changed_since_stay_and_are_named() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let (a, b) = (ana.task(project, "a").await, ana.task(project, "b").await);
    let done = change(&ana, &[a, b], json!({ "priority": "urgent" })).await;
    ana.patch(&format!("/tasks/{a}"), &json!({ "priority": "low" }))
        .await
        .expect(200);
    let undone = undo(&ana, &done["event_id"]).await;
    assert_eq!(ids(&undone["changed_ids"]), [b]);
    assert_eq!(undone["refused"][0]["code"], "task.overtaken");
    assert_eq!(task(&ana, a).await["priority"], "low");
    let events = ana.list(&format!("/projects/{project}/events"), 100).await;
    let whole = events.iter().find(|fact| fact["id"] == done["event_id"]);
    assert_eq!(whole.unwrap()["name"], "tasks.changed.v1");
    let parts = events
        .iter()
        .filter(|fact| fact["part_of"] == done["event_id"]);
    assert_eq!(parts.count(), 2);
    house.run_jobs().await;
}

#[tokio::test]
async fn an_item_that_was_taken_off_a_checklist_comes_back_where_it_stood() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let task = ana.task(ana.project("Launch").await, "Write").await;
    let list = format!("/tasks/{task}/checklist");
    let mut ids = Vec::new();
    for title in ["One", "Two", "Three"] {
        let made = ana
            .post(&list, &json!({ "title": title }))
            .await
            .expect(201);
        ids.push(id(&made));
    }
    let two = format!("/checklist-items/{}", ids[1]);
    let ticked = ana.patch(&two, &json!({ "done": true })).await.expect(200);
    ana.delete(&two).await.expect(204);
    ana.patch(&two, &json!({ "done": false })).await.expect(404);
    let left = ana.list(&list, 100).await;
    assert_eq!(all(&left, "/title"), ["One", "Three"]);
    let progress = &ana.get(&format!("/tasks/{task}")).await.expect(200)["checklist"];
    assert_eq!(*progress, json!({ "done": 0, "total": 2 }));

    let again = format!("{two}/restoration");
    let back = ana.post(&again, &Value::Null).await.expect(200);
    for field in ["id", "done", "done_at", "position", "created_at"] {
        assert_eq!(back[field], ticked[field], "{field}");
    }
    let whole = ana.list(&list, 100).await;
    assert_eq!(all(&whole, "/title"), ["One", "Two", "Three"]);
    ana.post(&again, &Value::Null).await.expect(404);
    house.run_jobs().await;
    let told = ana.list(&format!("/tasks/{task}/history"), 100).await;
    assert_eq!(
        all(&told[..2], "/name"),
        ["checklist.item_restored.v1", "checklist.item_removed.v1"]
    );
}
