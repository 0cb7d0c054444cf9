//! What bodies and parameters are refused for, and how that is said.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::response::IntoResponse;
use blimp_kit::{Date, Email};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Json, double_option, filter, has_nul, parse};
use crate::{Problem, ProblemBody};

blimp_kit::words!(
    /// Warmth.
    Warmth {
        /// Cold.
        Cold = "cold",
        /// Hot.
        Hot = "hot",
    }
);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read from JSON")]
struct Trip {
    name: String,
    skipper: Option<Email>,
    warmth: Option<Warmth>,
    crew: Option<Vec<Crew>>,
    task: Option<Box<Trip>>,
    #[serde(default, deserialize_with = "double_option")]
    #[expect(
        clippy::option_option,
        reason = "absent, null and a value are three things"
    )]
    due: Option<Option<Date>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read from JSON")]
struct Crew {
    id: i64,
}

fn body_of(problem: Problem) -> ProblemBody {
    let mut response = problem.into_response();
    response.extensions_mut().remove::<ProblemBody>().unwrap()
}

const REFUSED: &[(&str, u16, &str, &str)] = &[
    // body, status, code, pointer
    (r#"{"name": 5}"#, 400, "wrong_type", "/name"),
    (r#"{"name": null}"#, 400, "wrong_type", "/name"),
    (r"{}", 400, "missing_field", "/name"),
    (r"[]", 400, "wrong_type", ""),
    (r"5", 400, "wrong_type", ""),
    (r"null", 400, "wrong_type", ""),
    (
        r#"{"name": "a", "nmae": "b"}"#,
        400,
        "unknown_field",
        "/nmae",
    ),
    (
        r#"{"name": "a", "x/y~": 1}"#,
        400,
        "unknown_field",
        "/x~1y~0",
    ),
    (
        r#"{"name": "a", "name": "b"}"#,
        400,
        "duplicate_field",
        "/name",
    ),
    (
        r#"{"name": "a", "skipper": "ana"}"#,
        422,
        "invalid",
        "/skipper",
    ),
    (
        r#"{"name": "a", "skipper": 1}"#,
        400,
        "wrong_type",
        "/skipper",
    ),
    (
        r#"{"name": "a", "warmth": "mild"}"#,
        422,
        "invalid",
        "/warmth",
    ),
    (
        r#"{"name": "a", "warmth": 7}"#,
        400,
        "wrong_type",
        "/warmth",
    ),
    (
        r#"{"name": "a", "due": "tomorrow"}"#,
        422,
        "invalid",
        "/due",
    ),
    (
        r#"{"name": "a", "crew": [{"id": 1}, {"id": "2"}]}"#,
        400,
        "wrong_type",
        "/crew/1/id",
    ),
    (
        r#"{"name": "a", "crew": [{"id": 1.5}]}"#,
        400,
        "wrong_type",
        "/crew/0/id",
    ),
    (
        r#"{"name": "a", "crew": [{}]}"#,
        400,
        "missing_field",
        "/crew/0/id",
    ),
    (
        r#"{"name": "a", "crew": [{"id": 1, "di": 2}]}"#,
        400,
        "unknown_field",
        "/crew/0/di",
    ),
    (
        r#"{"name": "a", "crew": [9]}"#,
        400,
        "wrong_type",
        "/crew/0",
    ),
    (
        r#"{"name": "a", "task": {"name": "b", "ask": 1}}"#,
        400,
        "unknown_field",
        "/task/ask",
    ),
    (
        r#"{"name": "a", "task": {"nome": 1}}"#,
        400,
        "unknown_field",
        "/task/nome",
    ),
];

#[test]
fn a_body_is_refused_with_the_place_of_what_is_wrong() {
    for (text, status, code, pointer) in REFUSED {
        let body = body_of(parse::<Trip>(text.as_bytes()).unwrap_err());
        assert_eq!(
            (body.status, body.code.as_str()),
            (*status, *code),
            "{text}: {}",
            body.title
        );
        assert_eq!(body.errors.len(), 1, "{text}");
        assert_eq!(body.errors[0].pointer, *pointer, "{text}");
        assert!(body.title.starts_with(if pointer.is_empty() {
            "The body"
        } else {
            pointer
        }));
    }
}

#[test]
fn what_is_not_json_is_400_without_a_place() {
    let table = [
        "",
        "{",
        "{]",
        "{\"name\": \"a\",}",
        "nope",
        "{\"name\": \"a\"} x",
        "{\"name\": \"\u{1}\"}",
        r#"{"name": "a\u0000b"}"#,
    ];
    for text in table {
        let body = body_of(parse::<Trip>(text.as_bytes()).unwrap_err());
        assert_eq!(
            (body.status, body.code.as_str()),
            (400, "bad_json"),
            "{text}: {}",
            body.title
        );
    }
    assert_eq!(
        body_of(parse::<Trip>(b"{\"name\": \"\xff\"}").unwrap_err()).status,
        400
    );
}

#[test]
fn what_serde_itself_cannot_keep_is_refused() {
    assert_eq!(
        body_of(parse::<Trip>(br#"{"name": "\ud800"}"#).unwrap_err()).status,
        400
    );
    let deep = format!("{}1{}", "{\"task\":".repeat(500), "}".repeat(500));
    assert_eq!(
        body_of(parse::<Trip>(deep.as_bytes()).unwrap_err()).status,
        400
    );
}

#[test]
fn a_nul_is_found_only_where_there_is_one() {
    for (text, found) in [
        (r#""\u0000""#, true),
        (r#""\\u0000""#, false),
        (r#""\\\u0000""#, true),
        (r#""\u00001""#, true),
        (r#""\u0001""#, false),
        (r#""\n\u000"#, false),
        ("", false),
    ] {
        assert_eq!(has_nul(text.as_bytes()), found, "{text}");
    }
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    let due = |text: &str| parse::<Trip>(text.as_bytes()).unwrap().due;
    assert_eq!(due(r#"{"name": "a"}"#), None);
    assert_eq!(due(r#"{"name": "a", "due": null}"#), Some(None));
    assert_eq!(
        due(r#"{"name": "a", "due": "1970-01-03"}"#),
        Some(Some(Date(2)))
    );
}

#[test]
fn only_a_page_that_goes_on_has_a_next_cursor() {
    for (body, expected) in [
        (r#"{"items":[1],"next":"c_aB9-_"}"#, Some("c_aB9-_")),
        (r#"{"items":[1],"next":null}"#, None),
        (r#"{"items":[1],"next":"x"}"#, None),
        (r#"{"name":"a","text":"x\",\"next\":\"c_1"}"#, None),
        (r#"{"items":[1],"next":"c_\n"}"#, None),
        (r#""}"#, None),
        ("", None),
    ] {
        assert_eq!(super::next_cursor(body.as_bytes()), expected, "{body}");
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read from a query")]
struct Ask {
    limit: Option<i64>,
    q: Option<String>,
    warmth: Option<Warmth>,
    before: Option<Date>,
}

#[test]
fn a_parameter_is_refused_by_name() {
    for (query, pointer) in [
        ("limit=abc", "?limit"),
        ("limit=", "?limit"),
        ("limit=99999999999999999999", "?limit"),
        ("limt=5", "?limt"),
        ("limit=5&limit=6", "?limit"),
        ("warmth=mild", "?warmth"),
        ("before=now", "?before"),
        ("q=a%00b", "?q"),
        ("%00=1", "?\0"),
    ] {
        let body = body_of(filter::<Ask>(query).unwrap_err());
        assert_eq!(
            (body.status, body.code.as_str()),
            (400, "bad_parameter"),
            "{query}"
        );
        assert_eq!(body.errors[0].pointer, pointer, "{query}: {}", body.title);
    }
    assert_eq!(
        filter::<Ask>("q=a+b%20c").unwrap().q.as_deref(),
        Some("a b c")
    );
    assert_eq!(filter::<Ask>("").unwrap().limit, None);
    assert!(filter::<Ask>("q=%ff").is_ok(), "broken UTF-8 is replaced");
}

#[tokio::test]
async fn a_body_that_does_not_say_it_is_json_is_415() {
    for (kind, status) in [
        (None, 415),
        (Some("text/plain"), 415),
        (Some("application/x-www-form-urlencoded"), 415),
        (Some("application/jsonp"), 415),
        (Some("application/json"), 200),
        (Some("Application/JSON; charset=utf-8"), 200),
        (Some("application/merge-patch+json"), 200),
    ] {
        let mut request = Request::builder().method("POST");
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let request = request.body(Body::from("{\"id\": 3}")).unwrap();
        let response = match Json::<Value>::from_request(request, &()).await {
            Ok(json) => json.into_response(),
            Err(problem) => problem.into_response(),
        };
        assert_eq!(response.status(), status, "{kind:?}");
        if status == 200 {
            let bytes = to_bytes(response.into_body(), 100).await.unwrap();
            assert_eq!(
                serde_json::from_slice::<Value>(&bytes).unwrap(),
                json!({ "id": 3 })
            );
        }
    }
}
