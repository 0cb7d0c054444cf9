//! The queue as the operator's people see it over HTTP.

use axum::body::Body;
use axum::http::{Method, Request, header};
use blimp_store::{EventId, React};
use blimp_tests::{Answer, House};
use serde_json::{Value, json};

const TOKEN: &str = "a token for staff";

async fn call(house: &House, method: Method, path: &str, body: Option<Value>) -> Answer {
    call_as(house, TOKEN, method, path, body).await
}

async fn call_as(
    house: &House,
    token: &str,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(format!("/staff/api{path}"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json");
    let body = body.map_or(Body::empty(), |body| Body::from(body.to_string()));
    house.send(request.body(body).unwrap()).await
}

/// A job that is due and does nothing.
async fn leave_a_job(house: &House) {
    let job = React {
        event: EventId(0),
        company: None,
    };
    let written = house.blimp.blimp.db.write(move |tx| tx.enqueue(&job)).await;
    assert!(written.unwrap().is_some());
}

#[tokio::test]
async fn only_whoever_bears_the_token_finds_anything() {
    let open = House::with(&[("STAFF_TOKEN", TOKEN)]).await;
    let closed = House::new().await;
    for (house, token, status) in [
        (&open, TOKEN, 200),
        (&open, "another", 404),
        (&open, "", 404),
        (&closed, TOKEN, 404),
        (&closed, "", 404),
    ] {
        let answer = call_as(house, token, Method::GET, "/queues", None).await;
        assert_eq!(answer.status.as_u16(), status, "{token:?}");
    }
}

/// What staff ask about a job, and what they are answered.
fn asked(id: &Value) -> Vec<(String, Option<Value>, u16)> {
    let table = [
        (format!("POST /jobs/{id}/retry"), None, 200),
        (format!("POST /jobs/{id}/cancellation"), None, 200),
        (format!("POST /jobs/{id}/retry"), None, 404),
        (format!("GET /jobs/{id}"), None, 200),
    ];
    let plain = [
        ("GET /jobs/nonsense", None, 404),
        ("GET /jobs?color=red", None, 400),
        ("GET /history?status=cancelled", None, 200),
        ("GET /history?status=x", None, 400),
        ("GET /pulse", None, 200),
        ("POST /retries", Some(json!({ "kind": "mail.send" })), 200),
        ("POST /cancellations", Some(json!({})), 422),
        ("POST /cancellations", Some(json!({ "state": "dead" })), 200),
        ("POST /queues/mail", Some(json!({ "rate": "fast" })), 422),
        ("POST /queues/mail", Some(json!({ "max_running": 0 })), 422),
    ];
    let plain = plain.map(|(ask, body, status)| (ask.to_owned(), body, status));
    table.into_iter().chain(plain).collect()
}

#[tokio::test]
async fn staff_look_at_jobs_retry_and_cancel_them_and_limit_queues() {
    let house = House::embedded(&[("STAFF_TOKEN", TOKEN)]).await;
    leave_a_job(&house).await;
    let jobs = call(&house, Method::GET, "/jobs", None).await.expect(200);
    let job = jobs["items"][0].clone();
    assert!(
        job["payload"].is_null() && job["state"] == "ready",
        "{jobs}"
    );
    let id = &job["id"];
    let shown = call(&house, Method::GET, &format!("/jobs/{id}"), None).await;
    assert_eq!(shown.expect(200)["kind"], job["kind"]);
    for (ask, body, status) in asked(id) {
        let (method, path) = ask.split_once(' ').unwrap();
        let method = method.parse().unwrap();
        let answer = call(&house, method, path, body.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{ask} {body:?}");
    }
    let change = json!({ "paused": true, "max_running": 4, "rate": "10/s" });
    let queues = call(&house, Method::POST, "/queues/mail", Some(change)).await;
    let queues = queues.expect(200);
    let mail = queues["items"].as_array().unwrap().iter();
    let mail = mail.clone().find(|queue| queue["name"] == "mail").unwrap();
    assert_eq!(
        (&mail["paused"], &mail["rate"]),
        (&json!(true), &json!("10/s"))
    );
    let lift = json!({ "max_running": null, "rate": null, "paused": false });
    let queues = call(&house, Method::POST, "/queues/mail", Some(lift)).await;
    assert!(!queues.expect(200).to_string().contains("10/s"));
}

#[tokio::test]
async fn metrics_tell_how_the_queue_stands() {
    let house = House::embedded(&[("METRICS_TOKEN", TOKEN)]).await;
    house.company("Acme", "ana").await;
    house.run_jobs().await;
    leave_a_job(&house).await;
    let request = Request::builder()
        .uri("/metrics")
        .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
    let answer = house.send(request.body(Body::empty()).unwrap()).await;
    let text = answer.text();
    house.run_jobs().await;
    for part in [
        "blimp_queue_depth{queue=\"default\",state=\"due\"} ",
        "# TYPE blimp_queue_oldest_due_seconds gauge",
        "blimp_jobs_started_total{kind=\"react\"} ",
        "blimp_jobs_total{kind=\"react\",outcome=\"done\"} ",
        "blimp_job_wait_seconds_count{kind=\"react\"} ",
        "# TYPE blimp_queue_leases_lost_total counter",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}
