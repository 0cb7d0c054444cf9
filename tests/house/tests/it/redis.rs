//! Redis: what several processes share, and that nothing is lost when it is not there.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, Request};
use blimp_tests::{Database, House, RedisServer, User, until};
use serde_json::json;

/// Another process on the same database.
async fn beside(house: &House, settings: &[(&str, &str)]) -> House {
    let database = Database {
        url: house.database.url.clone(),
        folder: tempfile::tempdir().unwrap(),
        files: house.database.files.clone(),
    };
    House::on(database, house.clock.clone(), settings).await
}

/// Ends it; the database is the other house's.
fn end(house: House) {
    house.close().url.clear();
}

async fn ready(house: &House) -> (u16, serde_json::Value) {
    let request = Request::get("/readyz").body(Body::empty()).unwrap();
    let answer = house.send(request).await;
    (answer.status.as_u16(), answer.json())
}

#[tokio::test]
async fn processes_tell_each_other_and_share_limits() {
    let Some(server) = RedisServer::start().await else {
        return;
    };
    let url = server.url();
    let settings = [("REDIS_URL", url.as_str()), ("RATE_LIMITS", "on")];
    let here = House::with(&settings).await;
    let there = beside(&here, &settings).await;
    let ana = here.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let mut live = here.live(&ana, None).await;
    let heard = async || {
        server
            .ask(&["PUBSUB", "NUMSUB", "blimp:wake"])
            .ends_with('2')
    };
    until("both listen", heard).await;
    for _ in 0..3 {
        let start = Instant::now();
        let ana_there = there.user(&ana.person());
        ana_there.task(project, "From the other process").await;
        let told = loop {
            let told = live.next().await.unwrap();
            if told.name == "task.created.v1" {
                break told;
            }
        };
        assert!(start.elapsed() < Duration::from_secs(1), "{told:?}");
    }
    let mut passed = 0;
    for n in 0..100 {
        let house = if n % 2 == 0 { &here } else { &there };
        let path = "/api/v1/invitations/no-such-token";
        let request = Request::get(path).body(Body::empty()).unwrap();
        passed += usize::from(house.send(request).await.status != 429);
    }
    // A quota of 60, one more a second, and a few were used up to get here.
    assert!((30..66).contains(&passed), "{passed} of 100");
    assert!(
        server
            .ask(&["KEYS", "*"])
            .contains("blimp:limit:address-auth:")
    );
    drop(live);
    here.run_jobs().await;
    end(there);
}

/// Reads and writes, each of which must succeed without waiting for Redis for long.
async fn works(house: &House, ana: &User<'_>, project: i64) {
    let slowest = Duration::from_secs(2);
    for n in 0..20 {
        let start = Instant::now();
        ana.get(&format!("/projects/{project}/tasks"))
            .await
            .expect(200);
        ana.task(project, &format!("Task {n}")).await;
        ana.get("/me").await.expect(200);
        assert!(start.elapsed() < slowest, "{:?}", start.elapsed());
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn stopped_killed_and_emptied_redis_costs_nothing() {
    let Some(mut server) = RedisServer::start().await else {
        return;
    };
    let url = server.url();
    let settings = [("REDIS_URL", url.as_str()), ("RATE_LIMITS", "on")];
    let house = House::with(&settings).await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let well = async || {
        let (status, body) = ready(&house).await;
        assert_eq!(status, 200, "{body}");
        body["degraded"] == false
    };
    works(&house, &ana, project).await;
    assert!(well().await);

    server.ask(&["FLUSHALL"]);
    works(&house, &ana, project).await;

    server.signal("STOP");
    works(&house, &ana, project).await;
    assert!(!well().await, "degraded, and welcome all the same");
    server.signal("CONT");
    until("it is used again", well).await;

    server.kill();
    works(&house, &ana, project).await;
    assert!(!well().await);
    server.restart().await;
    until("it is used again", well).await;
    works(&house, &ana, project).await;
}

#[tokio::test]
async fn a_house_opens_without_the_redis_it_was_told_of() {
    let settings = [("REDIS_URL", "redis://127.0.0.1:1"), ("RATE_LIMITS", "on")];
    let house = House::with(&settings).await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    works(&house, &ana, project).await;
    let (status, body) = ready(&house).await;
    assert_eq!((status, &body["degraded"]), (200, &json!(true)), "{body}");
    let read = house.blimp.stats.read().await.unwrap();
    assert_eq!(read.totals["companies"]["all"], 1);
}

#[tokio::test]
async fn statistics_follow_what_happens_and_come_back_after_a_flush() {
    let Some(server) = RedisServer::start().await else {
        return;
    };
    let house = House::with(&[("REDIS_URL", &server.url())]).await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let stats = &house.blimp.stats;
    let kept = async || {
        let (kept, counted) = (stats.read().await.unwrap(), stats.count().await.unwrap());
        let json = serde_json::to_value(&kept).unwrap();
        json["source"] == "redis" && kept.totals == counted.totals && kept.parts == counted.parts
    };
    let follow = async {
        until("the numbers are kept", kept).await;
        let other = ana.project("Later").await;
        let mut tasks = Vec::new();
        for n in 0..5 {
            tasks.push(ana.task(project, &format!("Task {n}")).await);
            ana.task(other, &format!("Task {n}")).await;
        }
        let closed = format!("/tasks/{}/closure", tasks[0]);
        ana.post(&closed, &json!({})).await.expect(200);
        ana.delete(&format!("/tasks/{}", tasks[1])).await;
        let moved = json!({ "project_id": other });
        ana.post(&format!("/tasks/{}/move", tasks[2]), &moved)
            .await
            .expect(200);
        house.company("Beta", "Bo").await;
        until("the numbers are true again", kept).await;
        let numbers = stats.read().await.unwrap();
        assert_eq!(numbers.totals["users"]["all"], 2);
        assert_eq!(numbers.totals["companies"]["all"], 2);
        assert_eq!(numbers.totals["tasks"]["done"], 1);
        assert_eq!(numbers.totals["tasks"].values().sum::<i64>(), 9);

        server.ask(&["FLUSHALL"]);
        ana.delete(&format!("/projects/{other}")).await;
        until("the numbers are back", kept).await;
        assert_eq!(
            stats.read().await.unwrap().totals["tasks"]
                .values()
                .sum::<i64>(),
            3
        );
        assert!(ana.call(Method::GET, "/me", None).await.status.is_success());
    };
    tokio::select! {
        never = stats.follow() => match never {},
        () = follow => {}
    }
    house.run_jobs().await;
}
