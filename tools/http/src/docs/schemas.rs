//! Schemas: what bodies are made of.

use std::fmt::Write as _;

use serde_json::Value;

use super::{anchor, escape, inline, paragraph};

/// Every named schema, in the order of the alphabet.
pub(super) fn of(document: &Value) -> Vec<(&str, &Value)> {
    let schemas = document["components"]["schemas"].as_object();
    let named = schemas.into_iter().flatten();
    let mut list: Vec<(&str, &Value)> = named.map(|(name, s)| (name.as_str(), s)).collect();
    list.sort_by_key(|(name, _)| *name);
    list
}

pub(super) fn write(out: &mut String, schemas: &[(&str, &Value)]) {
    out.push_str(
        "<section id=\"schemas\" aria-labelledby=\"schemas-title\">\n\
         <h2 id=\"schemas-title\">Schemas</h2>\n",
    );
    for (name, schema) in schemas {
        let (id, name) = (anchor(name), escape(name));
        let _ = write!(
            out,
            "<article id=\"schema-{id}\">\n<h3><code>{name}</code></h3>\n{}",
            paragraph(&schema["description"])
        );
        let properties = properties(schema);
        if properties.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", kind(schema));
        } else {
            table(out, &properties);
        }
        out.push_str("</article>\n");
    }
    out.push_str("</section>\n");
}

/// A property, and whether it must be there.
type Property<'a> = (&'a str, &'a Value, bool);

/// The properties of an object, and of the objects it is put together from.
fn properties(schema: &Value) -> Vec<Property<'_>> {
    let mut found = Vec::new();
    let must = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|list| list.iter().any(|n| n == name))
    };
    if let Some(own) = schema["properties"].as_object() {
        found.extend(
            own.iter()
                .map(|(name, value)| (name.as_str(), value, must(name))),
        );
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(properties(part));
    }
    found
}

fn table(out: &mut String, properties: &[Property<'_>]) {
    out.push_str(
        "<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Field</th>\
         <th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n",
    );
    for (name, value, must) in properties {
        let must = if *must {
            ""
        } else {
            " <span class=\"soft\">(optional)</span>"
        };
        let _ = writeln!(
            out,
            "<tr><td><code>{}</code>{must}</td><td>{}</td><td>{}</td></tr>",
            escape(name),
            kind(value),
            describe(value["description"].as_str(), value)
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// The type of a schema in a few words, with links to the named ones.
pub(super) fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next())
    {
        return format!(
            "<a href=\"#schema-{}\"><code>{}</code></a>",
            anchor(name),
            escape(name)
        );
    }
    for (word, gap) in [("oneOf", " or "), ("anyOf", " or "), ("allOf", " and ")] {
        if let Some(parts) = schema[word].as_array() {
            return parts.iter().map(kind).collect::<Vec<_>>().join(gap);
        }
    }
    let word = |name: &str| match name {
        "array" => format!("list of {}", kind(&schema["items"])),
        "null" => "<code>null</code>".to_owned(),
        name => escape(
            schema["format"]
                .as_str()
                .filter(|f| *f != "int64")
                .unwrap_or(name),
        ),
    };
    match &schema["type"] {
        Value::String(name) => word(name),
        Value::Array(names) => {
            let words: Vec<_> = names.iter().filter_map(Value::as_str).map(word).collect();
            words.join(" or ")
        }
        _ => "anything".to_owned(),
    }
}

/// What a value means and what it may be.
pub(super) fn describe(words: Option<&str>, schema: &Value) -> String {
    let mut parts: Vec<String> = words.map(inline).into_iter().collect();
    if let Some(list) = schema["enum"].as_array() {
        let one = |v: &Value| format!("<code>{}</code>", escape(v.as_str().unwrap_or("null")));
        parts.push(format!(
            "One of {}.",
            list.iter().map(one).collect::<Vec<_>>().join(", ")
        ));
    }
    for (name, label) in [
        ("minimum", "At least"),
        ("maximum", "At most"),
        ("minLength", "Characters at least:"),
        ("maxLength", "Characters at most:"),
        ("maxItems", "Items at most:"),
        ("default", "By default"),
    ] {
        if !schema[name].is_null() {
            parts.push(format!("{label} {}.", escape(&schema[name].to_string())));
        }
    }
    parts.join(" ")
}

/// The first media type of a body, with its schema.
pub(super) fn content(body: &Value) -> Option<(&str, &Value)> {
    let (media, content) = body["content"].as_object()?.iter().next()?;
    Some((media, &content["schema"]))
}
