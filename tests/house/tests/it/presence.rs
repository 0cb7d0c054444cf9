//! Who looks at a task now: seen live by those who look too, and by nobody else.

use std::time::Duration;

use blimp_tests::{Database, House, Live, RedisServer, User, until};
use serde_json::{Value, json};

use crate::told::all;

/// Looks at a task, and answers who else does, by name.
async fn look(user: &User<'_>, task: i64, typing: bool) -> Vec<String> {
    let body = json!({ "typing": typing });
    let path = format!("/tasks/{task}/presence");
    names(&user.put(&path, &body).await.expect(200))
}

fn names(body: &Value) -> Vec<String> {
    all(body["items"].as_array().unwrap(), "/person/name")
}

/// The next thing that is told of who is there; facts are passed over.
async fn seen(live: &mut Live) -> Value {
    let (_, told) = live.until("presence").await;
    assert_eq!(told.id, 0, "it has no number");
    told.data
}

#[tokio::test]
async fn people_at_a_task_see_each_other_come_type_and_go() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let (task, other) = (
        ana.task(project, "Write").await,
        ana.task(project, "Read").await,
    );
    let bo = ana.invite("Bo", "member", &[]).await;
    let cy = ana.invite("Cy", "member", &[]).await;
    let (mut anas, mut cys) = (house.live(&ana, None).await, house.live(&cy, None).await);
    assert_eq!(look(&ana, task, false).await, ["Ana"]);
    assert_eq!(names(&seen(&mut anas).await), ["Ana"]);
    // Cy looks elsewhere, and hears of that only.
    look(&cy, other, false).await;
    let told = seen(&mut cys).await;
    assert_eq!(told["task_id"].as_i64(), Some(other), "{told}");
    assert_eq!(look(&bo, task, false).await, ["Ana", "Bo"]);
    let told = seen(&mut anas).await;
    assert_eq!(
        (told["task_id"].as_i64(), names(&told)),
        (Some(task), vec!["Ana".to_owned(), "Bo".to_owned()])
    );
    assert_eq!(told["items"][1]["typing"], false);
    look(&bo, task, true).await;
    assert_eq!(seen(&mut anas).await["items"][1]["typing"], true);
    let path = format!("/tasks/{task}/presence");
    bo.delete(&path).await.expect(204);
    assert_eq!(names(&seen(&mut anas).await), ["Ana"]);
    look(&bo, task, false).await;
    assert_eq!(names(&seen(&mut anas).await), ["Ana", "Bo"]);
    // Bo falls silent.
    house.clock.advance(Duration::from_secs(30));
    look(&ana, task, false).await;
    house.clock.advance(Duration::from_secs(15));
    assert_eq!(names(&seen(&mut anas).await), ["Ana"]);
    assert_eq!(names(&bo.get(&path).await.expect(200)), ["Ana"]);
    look(&cy, other, true).await;
    let told = seen(&mut cys).await;
    assert_eq!(
        told["task_id"].as_i64(),
        Some(other),
        "of nothing else: {told}"
    );
    let bad = bo.put(&path, &json!({ "typing": "yes" })).await;
    assert_eq!(
        (bad.status.as_u16(), bad.code().as_str()),
        (400, "wrong_type")
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn a_client_sees_nobody_there_whom_they_may_not_know() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let kim = ana.invite("Kim", "client", &[project]).await;
    let lou = ana.invite("Lou", "client", &[project]).await;
    let mut kims = house.live(&kim, None).await;
    look(&lou, task, false).await;
    assert_eq!(
        look(&kim, task, false).await,
        ["Kim", "Lou"],
        "they share the project"
    );
    assert_eq!(names(&seen(&mut kims).await), ["Kim", "Lou"]);
    ana.delete(&format!("/projects/{project}/people/{}", lou.id))
        .await
        .expect(204);
    // She has not said yet that she is gone, and cannot any more.
    let path = format!("/tasks/{task}/presence");
    lou.delete(&path).await.expect(404);
    assert_eq!(look(&kim, task, true).await, ["Kim"]);
    assert_eq!(names(&seen(&mut kims).await), ["Kim"]);
    assert_eq!(look(&ana, task, false).await, ["Ana", "Kim", "Lou"]);
    ana.delete(&format!("/projects/{project}/people/{}", kim.id))
        .await
        .expect(204);
    look(&ana, task, true).await;
    kim.get(&path).await.expect(404);
    house.run_jobs().await;
}

#[tokio::test]
async fn two_processes_see_who_is_there_through_redis() {
    let Some(server) = RedisServer::start().await else {
        return;
    };
    let url = server.url();
    let settings = [("REDIS_URL", url.as_str())];
    let here = House::with(&settings).await;
    let database = Database {
        url: here.database.url.clone(),
        folder: tempfile::tempdir().unwrap(),
        files: here.database.files.clone(),
    };
    let there = House::on(database, here.clock.clone(), &settings).await;
    let ana = here.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let task = ana.task(project, "Write").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let bo_there = there.user(&bo.person());
    let listeners = async || {
        let told = server.ask(&["PUBSUB", "NUMSUB", "blimp:presence"]);
        told.ends_with('2')
    };
    until("both listen", listeners).await;
    let mut live = here.live(&ana, None).await;
    look(&ana, task, false).await;
    assert_eq!(names(&seen(&mut live).await), ["Ana"]);
    assert_eq!(look(&bo_there, task, true).await, ["Ana", "Bo"]);
    assert_eq!(names(&seen(&mut live).await), ["Ana", "Bo"]);
    bo_there
        .delete(&format!("/tasks/{task}/presence"))
        .await
        .expect(204);
    assert_eq!(names(&seen(&mut live).await), ["Ana"]);
    drop(live);
    here.run_jobs().await;
    there.close().url.clear();
}
