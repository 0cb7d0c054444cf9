//! Bad input: each kind is a problem that names what is wrong.

use axum::body::Body;
use axum::http::{HeaderValue, Method};
use blimp_tests::{Answer, House, User};

/// A body as it is, with a content type.
async fn raw(user: &User<'_>, house: &House, path: &str, (kind, body): (&str, &str)) -> Answer {
    let mut request = user.request(Method::POST, path);
    *request.body_mut() = Body::from(body.to_owned());
    if !kind.is_empty() {
        request
            .headers_mut()
            .insert("content-type", HeaderValue::from_str(kind).unwrap());
    }
    house.send(request).await
}

const JSON: &str = "application/json";

/// Content type, body, status, code, and the field that is named.
#[rustfmt::skip]
const BODIES: &[(&str, &str, u16, &str, &str)] = &[
    (JSON, "{", 400, "bad_json", ""),
    (JSON, "", 400, "bad_json", ""),
    (JSON, "{\"title\":\"a\"} x", 400, "bad_json", ""),
    (JSON, "\u{feff}{}", 400, "bad_json", ""),
    (JSON, "[]", 400, "wrong_type", ""),
    (JSON, "null", 400, "wrong_type", ""),
    (JSON, "{}", 400, "missing_field", "/title"),
    (JSON, r#"{"title":5}"#, 400, "wrong_type", "/title"),
    (JSON, r#"{"title":null}"#, 400, "wrong_type", "/title"),
    (JSON, r#"{"title":"a","colour":"red"}"#, 400, "unknown_field", "/colour"),
    (JSON, r#"{"title":"a","title":"b"}"#, 400, "duplicate_field", "/title"),
    (JSON, r#"{"title":"a\u0000b"}"#, 400, "bad_json", ""),
    (JSON, r#"{"title":" "}"#, 422, "invalid", "/title"),
    (JSON, r#"{"title":"LONG"}"#, 422, "invalid", "/title"),
    (JSON, r#"{"title":"a","due_on":"2026-02-30"}"#, 422, "invalid", "/due_on"),
    (JSON, r#"{"title":"a","due_on":20260230}"#, 400, "wrong_type", "/due_on"),
    (JSON, r#"{"title":"a","priority":"very"}"#, 422, "invalid", "/priority"),
    (JSON, r#"{"title":"a","assignee_ids":"me"}"#, 400, "wrong_type", "/assignee_ids"),
    (JSON, r#"{"title":"a","assignee_ids":[1,"x"]}"#, 400, "wrong_type", "/assignee_ids/1"),
    (JSON, r#"{"title":"a","state":99999999999999999999}"#, 400, "wrong_type", "/state"),
    ("text/plain", r#"{"title":"a"}"#, 415, "content_type", ""),
    ("", r#"{"title":"a"}"#, 415, "content_type", ""),
    ("application/xml", "<title/>", 415, "content_type", ""),
];

#[tokio::test]
async fn a_bad_body_is_a_problem_that_names_the_field() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let tasks = format!("/projects/{project}/tasks");
    for (kind, body, status, code, pointer) in BODIES {
        let body = body.replace("LONG", &"x".repeat(501));
        let answer = raw(&ana, &house, &tasks, (kind, &body)).await;
        let shown = format!("{kind} {body:.60}: {}", answer.text());
        assert_eq!(answer.status.as_u16(), *status, "{shown}");
        let kind = answer.header("content-type");
        assert_eq!(kind, Some("application/problem+json"), "{shown}");
        assert_eq!(answer.code(), *code, "{shown}");
        let problem = answer.json();
        assert_eq!(
            problem["request_id"].as_str(),
            answer.header("x-request-id"),
            "{shown}"
        );
        let named = problem["errors"][0]["pointer"].as_str().unwrap_or_default();
        assert_eq!(named, *pointer, "{shown}");
    }
    assert!(ana.list(&tasks, 100).await.is_empty(), "nothing was made");
    house.run_jobs().await;
}

/// Path, and the parameter that is named.
#[rustfmt::skip]
const PARAMETERS: &[(&str, &str)] = &[
    ("/projects/{project}/tasks?colour=red", "?colour"),
    ("/projects/{project}/tasks?limit=0", "?limit"),
    ("/projects/{project}/tasks?limit=101", "?limit"),
    ("/projects/{project}/tasks?limit=many", "?limit"),
    ("/projects/{project}/tasks?cursor=c_x", "?cursor"),
    ("/projects/{project}/tasks?cursor=%00", "?cursor"),
    ("/projects/{project}/tasks?sort=colour", "?sort"),
    ("/projects/{project}/tasks?expand=everything", "?expand"),
    ("/projects/{project}/tasks?state=nowhere", "?state"),
    ("/projects/{project}/tasks?assignee=x", "?assignee"),
    ("/projects/{project}/tasks?due_before=soon", "?due_before"),
    ("/projects/{project}/tasks?overdue=maybe", "?overdue"),
    ("/companies/{company}/search?q=a", "?q"),
    ("/companies/{company}/search", "?q"),
    ("/companies/{company}/events?task=x", "?task"),
    ("/live?company=x", "?company"),
];

#[tokio::test]
async fn a_bad_parameter_is_named() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let (project, company) = (
        ana.project("Launch").await.to_string(),
        ana.company.to_string(),
    );
    for (path, pointer) in PARAMETERS {
        let path = path
            .replace("{project}", &project)
            .replace("{company}", &company);
        let answer = ana.get(&path).await;
        assert_eq!(answer.status, 400, "{path}: {}", answer.text());
        assert_eq!(
            answer.json()["errors"][0]["pointer"],
            *pointer,
            "{path}: {}",
            answer.text()
        );
    }
    house.run_jobs().await;
}

#[tokio::test]
async fn a_path_or_method_that_is_not_there_is_a_problem_too() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let far = "/tasks/99999999999999999999";
    for path in [
        "/projects/x",
        "/projects/-1",
        far,
        "/projects/1%00",
        "/nowhere",
        "/",
    ] {
        let answer = ana.get(path).await;
        assert!(
            matches!(answer.status.as_u16(), 400 | 404),
            "{path}: {}",
            answer.text()
        );
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{path}"
        );
    }
    let answer = ana.call(Method::PUT, "/companies", None).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (405, "method_not_allowed")
    );
    assert!(
        answer
            .header("allow")
            .is_some_and(|allow| allow.contains("POST"))
    );
}

#[tokio::test]
async fn a_nested_or_huge_body_is_refused() {
    let house = House::new().await;
    let ana = house.company("Acme", "Ana").await;
    let project = ana.project("Launch").await;
    let tasks = format!("/projects/{project}/tasks");
    let deep = format!(
        r#"{{"title":{}1{}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    assert_eq!(
        raw(&ana, &house, &tasks, ("application/json", &deep))
            .await
            .status,
        400
    );
    let huge = format!(r#"{{"title":"a","notes":"{}"}}"#, "x".repeat(11 << 20));
    let answer = raw(&ana, &house, &tasks, ("application/json", &huge)).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (413, "too_large")
    );
    house.run_jobs().await;
}
