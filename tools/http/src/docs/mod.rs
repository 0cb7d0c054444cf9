//! The API's page for people: plain HTML from the OpenAPI document, without script or outside
//! requests.

mod example;
mod operations;
mod schemas;

use std::fmt::Write as _;

use serde_json::Value;
use utoipa::openapi::OpenApi;

use operations::Operation;

/// The style of this page, for other pages of the house too: the content security policy lets it
/// pass, and no other.
pub const STYLE: &str = include_str!("docs.css");
const CONVENTIONS: &str = include_str!("conventions.html");

/// The hash by which the content security policy lets the page's style pass; a test keeps it.
#[cfg(test)]
const STYLE_HASH: &str = "sha256-0jm/IYtOrCsh6L3w42EfioOMyvdvnmsdXJkoZrv4PVc=";

/// The whole page.
pub fn page(document: &OpenApi) -> String {
    // As JSON, because a page wants the same few words of many types.
    let document = serde_json::to_value(document).unwrap_or_default();
    let operations = operations::of(&document);
    let schemas = schemas::of(&document);
    let title = text(&document["info"]["title"]);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} API</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#content\">Skip to content</a>\n<div class=\"page\">\n"
    );
    contents(&mut out, &operations, &schemas);
    out.push_str("<main id=\"content\">\n");
    let _ = write!(
        out,
        "<h1>{title} API</h1>\n{}<p>The same for programs: \
         <a href=\"/api/v1/openapi.json\">/api/v1/openapi.json</a> (OpenAPI {}).</p>\n",
        paragraph(&document["info"]["description"]),
        text(&document["openapi"])
    );
    out.push_str(CONVENTIONS);
    operations::write(&mut out, &document, &operations);
    schemas::write(&mut out, &schemas);
    out.push_str("</main>\n</div>\n</body>\n</html>\n");
    out
}

fn contents(
    out: &mut String,
    operations: &[(String, Vec<Operation<'_>>)],
    schemas: &[(&str, &Value)],
) {
    let part = |words: &str| format!("<details>\n<summary>{words}</summary>\n<ul>\n");
    out.push_str("<nav aria-label=\"Contents\">\n");
    out.push_str(&part("Conventions"));
    for (id, words) in [
        ("who", "Who is calling"),
        ("bodies", "Bodies"),
        ("paging", "Lists and paging"),
        ("etags", "ETags"),
        ("retries", "Retries"),
        ("limits", "Limits"),
        ("live", "Live updates"),
        ("errors", "Errors"),
    ] {
        let _ = writeln!(out, "<li><a href=\"#{id}\">{words}</a></li>");
    }
    out.push_str("</ul>\n</details>\n");
    for (tag, list) in operations {
        out.push_str(&part(&escape(tag)));
        for operation in list {
            let words = escape(&operation.title());
            let _ = writeln!(
                out,
                "<li><a href=\"#op-{}\">{words}</a></li>",
                operation.anchor()
            );
        }
        out.push_str("</ul>\n</details>\n");
    }
    out.push_str(&part("Schemas"));
    for (name, _) in schemas {
        let (anchor, name) = (anchor(name), escape(name));
        let _ = writeln!(out, "<li><a href=\"#schema-{anchor}\">{name}</a></li>");
    }
    out.push_str("</ul>\n</details>\n</nav>\n");
}

/// A JSON string, ready for HTML; empty for anything else.
fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

/// A description as paragraphs and lists; `code` in backticks is set as code.
fn paragraph(value: &Value) -> String {
    let words = value.as_str().unwrap_or_default();
    let parts = words
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.fold(String::new(), |so_far, part| {
        if !part.starts_with("- ") {
            return so_far + "<p>" + &inline(part) + "</p>\n";
        }
        let lines = part.lines().map(|line| line.trim_start_matches("- "));
        let lines: Vec<_> = lines
            .map(|line| format!("<li>{}</li>\n", inline(line)))
            .collect();
        so_far + "<ul>\n" + &lines.concat() + "</ul>\n"
    })
}

/// A line of text; what stands in backticks is set as code.
fn inline(words: &str) -> String {
    let mut out = String::new();
    for (n, part) in words.split('`').enumerate() {
        match n % 2 {
            0 => out.push_str(&escape(part)),
            _ => out.extend(["<code>", &escape(part), "</code>"]),
        }
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A name as part of an id.
fn anchor(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
