//! An inbox over time: snoozed, archived, changed by the hundred, and all of that taken back.

use std::time::Duration;

use blimp_tests::{House, User};
use serde_json::{Value, json};

use crate::told::{all, id, text};

/// Ana's company and project, and Bo, a member with a notice for each of these tasks.
async fn told<'a>(house: &'a House, titles: &[&str]) -> (User<'a>, User<'a>, Vec<i64>) {
    let ana = house.company("Acme", "Ana").await;
    let bo = ana.invite("Bo", "member", &[]).await;
    let project = ana.project("Launch").await;
    let mut tasks = Vec::new();
    for title in titles {
        let task = ana.task(project, title).await;
        assign(&ana, task, &bo).await;
        house.run_jobs().await;
        house.clock.advance(Duration::from_mins(1));
        tasks.push(task);
    }
    house.run_jobs().await;
    (ana, bo, tasks)
}

async fn assign(by: &User<'_>, task: i64, to: &User<'_>) {
    by.put(&format!("/tasks/{task}/assignees/{}", to.id), &Value::Null)
        .await
        .expect(200);
}

/// What a list of notices is about.
async fn titles(user: &User<'_>, query: &str) -> Vec<String> {
    all(
        &user.list(&format!("/notifications?{query}"), 2).await,
        "/subject",
    )
}

#[tokio::test]
async fn what_is_snoozed_is_gone_and_comes_back_unread_on_top_and_says_so() {
    let house = House::new().await;
    let (_ana, bo, _) = told(&house, &["One", "Two", "Three"]).await;
    let rows = bo.list("/notifications", 50).await;
    let one = format!("/notifications/{}", id(&rows[2]));
    bo.post(&format!("{one}/reading"), &json!({}))
        .await
        .expect(200);
    let until = json!({ "until": "2026-11-24T08:00:00Z" });
    for _ in 0..2 {
        let snoozed = bo.put(&format!("{one}/snooze"), &until).await.expect(200);
        assert_eq!(snoozed["snoozed_until"], "2026-11-24T08:00:00Z");
    }
    assert_eq!(titles(&bo, "").await, ["Three", "Two"]);
    assert_eq!(titles(&bo, "state=snoozed").await, ["One"]);
    let counts = bo.get("/notifications/counts").await.expect(200);
    assert_eq!(
        (&counts["unread"], &counts["snoozed"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(
        counts["companies"],
        json!([{ "company_id": bo.company, "unread": 2 }])
    );

    house.clock.advance(Duration::from_hours(22));
    house.run_jobs().await;
    assert_eq!(titles(&bo, "").await, ["Three", "Two"], "not yet");
    let mut live = house.live(&bo, None).await;
    house.clock.advance(Duration::from_hours(2));
    house.run_jobs().await;
    let (_, told) = live.until("inbox.changed.v1").await;
    assert_eq!(told.data["subject"]["type"], "inbox");
    assert_eq!(
        titles(&bo, "").await,
        ["One", "Three", "Two"],
        "page by page, on top"
    );
    let back = bo.get(&one).await.expect(200);
    assert_eq!(
        (&back["read_at"], &back["snoozed_until"]),
        (&Value::Null, &Value::Null)
    );
    assert!(back["returned_at"].is_string());
}

#[tokio::test]
async fn a_notice_is_archived_snoozed_and_taken_back_in_the_version_that_was_seen() {
    let house = House::new().await;
    let (_ana, bo, _) = told(&house, &["One"]).await;
    let row = bo.list("/notifications", 50).await.remove(0);
    let one = format!("/notifications/{}", id(&row));
    let done = bo
        .post(&format!("{one}/archiving"), &json!({}))
        .await
        .expect(200);
    assert!(done["archived_at"].is_string() && done["read_at"].is_string());
    assert_eq!(titles(&bo, "").await, [""; 0]);
    assert_eq!(titles(&bo, "state=archived").await, ["One"]);
    bo.put(
        &format!("{one}/snooze"),
        &json!({ "until": "2026-12-24T00:00:00Z" }),
    )
    .await
    .expect(200);
    assert_eq!(titles(&bo, "state=archived").await, [""; 0]);
    bo.delete(&format!("{one}/snooze")).await.expect(200);
    assert_eq!(titles(&bo, "").await, ["One"]);
    let old = [("if-match", "\"other\"")];
    let stale = bo
        .call_with(
            axum::http::Method::POST,
            &format!("{one}/archiving"),
            None,
            &old,
        )
        .await;
    assert_eq!(stale.status, 412);
    assert_eq!(stale.json()["current"]["id"], row["id"]);
    for (until, code) in [
        ("2026-11-23T08:00:00Z", "past"),
        ("2036-11-23T08:00:00Z", "too_late"),
    ] {
        let refused = bo
            .put(&format!("{one}/snooze"), &json!({ "until": until }))
            .await;
        assert_eq!(refused.json()["errors"][0]["code"], code);
        refused.expect(422);
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn many_are_changed_at_once_and_taken_back_where_nothing_touched_them_since() {
    let house = House::new().await;
    let (ana, bo, tasks) = told(&house, &["One", "Two", "Three", "Four"]).await;
    let ids: Vec<i64> = bo.list("/notifications", 50).await.iter().map(id).collect();
    assign(&bo, tasks[0], &ana).await;
    house.run_jobs().await;
    let hers = ana.list("/notifications", 50).await;
    let change = async |body: Value| bo.post("/notifications/changes", &body).await.expect(200);

    let theirs = id(&hers[0]);
    let done = change(json!({ "act": "archive", "ids": [ids[0], ids[1], theirs, 999_999] })).await;
    assert_eq!(done["changed"], 2, "only their own");
    assert_eq!(titles(&bo, "").await, ["Two", "One"]);
    // One of the two is touched; the other alone goes back to where it was, unread.
    bo.delete(&format!("/notifications/{}/reading", ids[0]))
        .await
        .expect(200);
    let back = format!("/notifications/changes/{}/reversal", done["id"]);
    for reversed in [1, 0] {
        let answer = bo.post(&back, &json!({})).await.expect(200);
        assert_eq!(answer["reversed"], reversed);
    }
    assert_eq!(titles(&bo, "unread=true").await, ["Three", "Two", "One"]);
    ana.post(&back, &json!({})).await.expect(404);

    let read = change(json!({ "act": "read", "up_to": ids[2] })).await;
    assert_eq!(read["changed"], 2, "what came later stays");
    assert_eq!(titles(&bo, "unread=true").await, ["Three"]);
    let snooze = json!({ "act": "snooze", "until": "2026-11-30T08:00:00Z", "tasks": [tasks[0]] });
    assert_eq!(change(snooze).await["changed"], 1);
    assert_eq!(titles(&bo, "state=snoozed").await, ["One"]);
    let all_read = bo
        .post("/notifications/readings", &json!({}))
        .await
        .expect(200);
    assert_eq!(all_read["read"], 1);
    let back = format!("/notifications/changes/{}/reversal", all_read["change_id"]);
    bo.post(&back, &json!({})).await.expect(200);
    assert_eq!(titles(&bo, "unread=true").await, ["Three"]);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_change_says_what_is_wrong_with_it() {
    let house = House::new().await;
    let (_ana, bo, _) = told(&house, &["One"]).await;
    let many: Vec<i64> = (0..501).collect();
    for (body, field, code) in [
        (json!({ "act": "read" }), "/ids", "one_of"),
        (
            json!({ "act": "read", "ids": [], "tasks": [] }),
            "/ids",
            "one_of",
        ),
        (json!({ "act": "read", "ids": many }), "/ids", "too_many"),
        (json!({ "act": "read", "up_to": 999 }), "/up_to", "unknown"),
        (json!({ "act": "snooze", "ids": [1] }), "/until", "missing"),
        (
            json!({ "act": "read", "ids": [1], "until": "2026-12-01T00:00:00Z" }),
            "/until",
            "unwanted",
        ),
        (
            json!({ "act": "snooze", "ids": [1], "until": "2020-12-01T00:00:00Z" }),
            "/until",
            "past",
        ),
        (
            json!({ "act": "read", "ids": [1], "company": bo.company }),
            "/company",
            "unwanted",
        ),
    ] {
        let refused = bo.post("/notifications/changes", &body).await;
        let error = refused.json()["errors"][0].clone();
        refused.expect(422);
        assert_eq!(
            (
                text(&error["pointer"]).as_str(),
                text(&error["code"]).as_str()
            ),
            (field, code)
        );
    }
    for query in [
        "state=gone",
        "kind=a",
        "reason=assignee,b",
        "group=task&kind=assigned",
        "group=x",
    ] {
        bo.get(&format!("/notifications?{query}")).await.expect(400);
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn notices_of_a_task_stand_together_and_carry_all_that_an_address_needs() {
    let house = House::new().await;
    let (ana, bo, tasks) = told(&house, &["One", "Two"]).await;
    let said = json!({ "text": format!("@Bo, by Friday?") });
    ana.post(&format!("/tasks/{}/comments", tasks[0]), &said)
        .await
        .expect(201);
    house.run_jobs().await;
    let rows = bo.list("/notifications?group=task", 1).await;
    assert_eq!(all(&rows, "/subject"), ["One", "Two"]);
    assert_eq!(rows[0]["group"], json!({ "total": 2, "unread": 2 }));
    assert_eq!(rows[1]["group"], json!({ "total": 1, "unread": 1 }));
    let newest = &rows[0];
    assert_eq!(newest["company"]["slug"], "acme");
    assert_eq!(newest["project"]["name"], "Launch");
    assert_eq!(newest["task"]["number"], 1);
    assert_eq!(newest["actor"]["name"], "Ana");
    assert!(newest["reasons"].as_array().unwrap().len() > 1, "{newest}");
    // Once the newest is read, the older one stands for the unread ones.
    bo.post(
        &format!("/notifications/{}/reading", id(newest)),
        &json!({}),
    )
    .await
    .expect(200);
    let rows = bo.list("/notifications?group=task&unread=true", 1).await;
    assert_eq!(all(&rows, "/kind"), ["assigned", "assigned"]);
    assert_eq!(
        titles(&bo, "reason=assignee&kind=assigned").await,
        ["Two", "One"]
    );
    assert_eq!(titles(&bo, &format!("task={}", tasks[1])).await, ["Two"]);
    house.run_jobs().await;
}
