//! Small questions that many tests ask of answers.

use blimp_tests::User;
use serde_json::Value;

/// The values of one member of all rows.
pub(crate) fn all(rows: &[Value], path: &str) -> Vec<String> {
    rows.iter()
        .map(|row| text(row.pointer(path).unwrap_or(&Value::Null)))
        .collect()
}

/// A value without quotes.
pub(crate) fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// An id in a value.
#[track_caller]
pub(crate) fn id(value: &Value) -> i64 {
    value["id"]
        .as_i64()
        .unwrap_or_else(|| panic!("no id in {value}"))
}

/// What somebody's inbox says: kind and title, newest first.
pub(crate) async fn inbox(user: &User<'_>) -> Vec<String> {
    let rows = user.list("/notifications", 100).await;
    let say = |row: &Value| {
        let title = row.pointer("/task/title").map(text).unwrap_or_default();
        format!("{} {title}", text(&row["kind"]))
            .trim_end()
            .to_owned()
    };
    rows.iter().map(say).collect()
}

/// Why somebody was, or was not, told of something: the trace of their newest notice, hidden or not.
pub(crate) async fn trace(user: &User<'_>, hidden: bool) -> Value {
    let rows = user
        .list(&format!("/notifications?hidden={hidden}"), 100)
        .await;
    let newest = rows.first().expect("a notice");
    user.get(&format!("/notifications/{}/trace", id(newest)))
        .await
        .expect(200)
}
