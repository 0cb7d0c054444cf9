//! Operations: what can be asked, by tag.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::example;
use super::schemas::{content, describe, kind};
use super::{anchor, escape, inline, paragraph, text};

/// A method on a path.
pub(super) struct Operation<'a> {
    method: &'a str,
    path: &'a str,
    value: &'a Value,
}

impl Operation<'_> {
    pub(super) fn anchor(&self) -> String {
        let id = self.value["operationId"].as_str();
        anchor(id.unwrap_or(&format!("{}{}", self.method, self.path)))
    }

    /// The first clause of its summary, or its method and path.
    pub(super) fn title(&self) -> String {
        let words = self.value["summary"]
            .as_str()
            .and_then(|words| words.split(['.', ':', ';']).next());
        let name = || format!("{} {}", self.method.to_uppercase(), self.path);
        words.map_or_else(name, |words| words.replace('`', ""))
    }
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Every operation under its first tag, tags in the order of the alphabet.
pub(super) fn of(document: &Value) -> Vec<(String, Vec<Operation<'_>>)> {
    let mut tags: BTreeMap<String, Vec<Operation<'_>>> = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let Some(value) = item.get(method) else {
                continue;
            };
            let tag = value["tags"][0].as_str().unwrap_or("other").to_owned();
            tags.entry(tag).or_default().push(Operation {
                method,
                path,
                value,
            });
        }
    }
    tags.into_iter().collect()
}

pub(super) fn write(out: &mut String, document: &Value, tags: &[(String, Vec<Operation<'_>>)]) {
    for (tag, operations) in tags {
        let (id, tag) = (anchor(tag), escape(tag));
        let _ = write!(
            out,
            "<section id=\"tag-{id}\" aria-labelledby=\"tag-{id}-title\">\n\
             <h2 id=\"tag-{id}-title\">{tag}</h2>\n"
        );
        for operation in operations {
            one(out, document, operation);
        }
        out.push_str("</section>\n");
    }
}

fn one(out: &mut String, document: &Value, operation: &Operation<'_>) {
    let Operation {
        method,
        path,
        value,
    } = operation;
    let _ = write!(
        out,
        "<article id=\"op-{}\">\n<h3><span class=\"method {method}\">{}</span> \
         <code>{}</code></h3>\n<p>{}</p>\n{}",
        operation.anchor(),
        method.to_uppercase(),
        escape(path),
        inline(value["summary"].as_str().unwrap_or_default()),
        paragraph(&value["description"])
    );
    parameters(out, &value["parameters"]);
    if let Some((media, body)) = content(&value["requestBody"]) {
        let media = escape(media);
        let _ = write!(
            out,
            "<h4>Body</h4>\n<p>{}, <code>{media}</code></p>\n",
            kind(body)
        );
    }
    responses(out, &value["responses"]);
    let curl = escape(&example::curl(document, method, path, value));
    let _ = write!(
        out,
        "<h4>Example</h4>\n<pre tabindex=\"0\">{curl}</pre>\n</article>\n"
    );
}

fn parameters(out: &mut String, list: &Value) {
    let Some(list) = list.as_array().filter(|list| !list.is_empty()) else {
        return;
    };
    out.push_str(
        "<h4>Parameters</h4>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Name</th>\
         <th scope=\"col\">In</th><th scope=\"col\">Type</th><th scope=\"col\">Meaning</th></tr>\
         </thead>\n<tbody>\n",
    );
    for parameter in list {
        let must = if parameter["required"] == true {
            ", required"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "<tr><td><code>{}</code></td><td>{}{must}</td><td>{}</td><td>{}</td></tr>",
            text(&parameter["name"]),
            text(&parameter["in"]),
            kind(&parameter["schema"]),
            describe(parameter["description"].as_str(), &parameter["schema"])
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn responses(out: &mut String, responses: &Value) {
    out.push_str(
        "<h4>Answers</h4>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Status</th>\
         <th scope=\"col\">Body</th><th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n",
    );
    for (status, response) in responses.as_object().into_iter().flatten() {
        let body = content(response).map_or(String::new(), |(_, schema)| kind(schema));
        let words = inline(response["description"].as_str().unwrap_or_default());
        let _ = writeln!(
            out,
            "<tr><td>{}</td><td>{body}</td><td>{words}</td></tr>",
            escape(status)
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
}
