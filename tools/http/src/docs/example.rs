//! Examples: a call with curl for each operation.

use serde_json::{Map, Value, json};

use super::schemas::content;

/// Schemas within schemas that are followed before an example is cut off.
const DEEPEST: usize = 5;

/// A call that could be typed in.
pub(super) fn curl(document: &Value, method: &str, path: &str, operation: &Value) -> String {
    let mut lines = vec![match method {
        "get" => format!("curl \"$BLIMP_URL{}\"", filled(path)),
        _ => format!(
            "curl -X {} \"$BLIMP_URL{}\"",
            method.to_uppercase(),
            filled(path)
        ),
    }];
    if needs_caller(operation) {
        lines.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    match content(&operation["requestBody"]) {
        Some((media, _)) if media.starts_with("multipart/") => {
            lines.push("-F file=@picture.png".to_owned());
        }
        Some((media, schema)) => {
            lines.push(format!("-H 'Content-Type: {media}'"));
            let body = operation["requestBody"]["content"][media]["example"].clone();
            let body = if body.is_null() {
                example(document, schema, 0)
            } else {
                body
            };
            lines.push(format!("-d '{}'", body.to_string().replace('\'', "'\\''")));
        }
        None => {}
    }
    lines.join(" \\\n  ")
}

/// Whether no way in without a caller is named.
fn needs_caller(operation: &Value) -> bool {
    let ways = operation["security"].as_array();
    !ways.is_some_and(|ways| {
        ways.iter()
            .any(|way| way.as_object().is_some_and(Map::is_empty))
    })
}

/// The path with ids in place of names.
fn filled(path: &str) -> String {
    let token = if path.contains("/tokens/") {
        "1"
    } else {
        "$LINK_TOKEN"
    };
    let part = |part: &str| match part
        .strip_prefix('{')
        .and_then(|name| name.strip_suffix('}'))
    {
        Some("token") => token.to_owned(),
        Some(_) => "1".to_owned(),
        None => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// A value that fits a schema.
fn example(document: &Value, schema: &Value, depth: usize) -> Value {
    for given in [
        &schema["example"],
        &schema["examples"][0],
        &schema["default"],
    ] {
        if !given.is_null() {
            return given.clone();
        }
    }
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next())
    {
        return example(
            document,
            &document["components"]["schemas"][name],
            depth + 1,
        );
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    for word in ["oneOf", "anyOf"] {
        let parts = schema[word].as_array().into_iter().flatten();
        if let Some(part) = parts.into_iter().find(|part| part["type"] != "null") {
            return example(document, part, depth + 1);
        }
    }
    let types = schema["type"].as_array().and_then(|list| list.first());
    match types.unwrap_or(&schema["type"]).as_str() {
        Some("string") => json!(word(schema)),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("array") => json!([example(document, &schema["items"], depth + 1)]),
        Some("object") => object(document, schema, depth),
        _ => Value::Null,
    }
}

fn word(schema: &Value) -> &'static str {
    match schema["format"].as_str() {
        Some("email") => "ana@example.com",
        Some("date") => "2026-11-23",
        Some("date-time") => "2026-11-23T09:30:00Z",
        Some("password") => "correct horse battery",
        Some("uri") => "https://example.com",
        _ => "text",
    }
}

/// What must be there; the first field where nothing must.
fn object(document: &Value, schema: &Value, depth: usize) -> Value {
    let must = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|list| list.iter().any(|n| n == name))
    };
    let all = || schema["properties"].as_object().into_iter().flatten();
    let mut chosen: Vec<_> = all().filter(|(name, _)| must(name)).collect();
    if chosen.is_empty() {
        chosen = all().take(1).collect();
    }
    let fields = chosen.into_iter();
    fields
        .map(|(name, value)| (name.clone(), example(document, value, depth + 1)))
        .collect()
}
