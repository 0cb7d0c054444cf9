//! Markdown: what people write, as HTML that is safe to show, and whom it speaks of.
//!
//! `CommonMark` with tables, task lists, strikethrough and bare links. HTML in the text is shown as
//! it was typed; links get `rel="nofollow noopener noreferrer"`; pictures from elsewhere become
//! links, since loading them would tell their owner who reads. What comrak makes is cleaned once
//! more by ammonia, so that one of them may be wrong.
//!
//! A **mention** is `@[Ana Lopez](12)`: a name to show and the person's id. A bare `@ana` is kept
//! as a name for [`people::queries`](crate::people::queries) to look up.
//!
//! Rendering takes time: make a [`Written`] before the transaction, not in it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use blimp_accounts::UserId;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{Node, NodeLink, NodeValue};
use comrak::{Arena, Options};

use crate::text::Body;

/// The most people that one text can mention; who is named after them is not told.
pub const MAX_MENTIONS: usize = 100;

/// A text, as HTML, and whom it mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What was written.
    pub text: Body,
    /// The same as safe HTML.
    pub html: String,
    /// Whom it mentions.
    pub mentions: Mentions,
}

/// Whom a text mentions, as far as the text tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions {
    /// People by id, from `@[Ana Lopez](12)`.
    pub ids: Vec<UserId>,
    /// Names in lower case, from `@ana`.
    pub names: Vec<String>,
}

impl Mentions {
    /// Whether nobody is mentioned.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.names.is_empty()
    }

    fn add_id(&mut self, id: UserId) {
        if self.ids.len() < MAX_MENTIONS && !self.ids.contains(&id) {
            self.ids.push(id);
        }
    }

    fn add_names(&mut self, text: &str) {
        for name in bare_names(text) {
            if self.names.len() < MAX_MENTIONS && !self.names.contains(&name) {
                self.names.push(name);
            }
        }
    }
}

impl From<Body> for Written {
    fn from(text: Body) -> Self {
        let (html, mentions) = render(text.as_str());
        Self {
            text,
            html,
            mentions,
        }
    }
}

impl Default for Written {
    fn default() -> Self {
        Self::from(Body::empty())
    }
}

fn render(text: &str) -> (String, Mentions) {
    let mut mentions = Mentions::default();
    if text.lines().any(is_deep) {
        mentions.add_names(text);
        return (plain(text), mentions);
    }
    let arena = Arena::new();
    let root = comrak::parse_document(&arena, text, &OPTIONS);
    if is_too_deep(root) {
        mentions.add_names(text);
        return (plain(text), mentions);
    }
    let nodes: Vec<Node<'_>> = root.descendants().collect();
    for node in nodes {
        name_people(node, &mut mentions);
        hold_pictures_back(node);
    }
    let mut html = String::new();
    if comrak::format_html(root, &OPTIONS, &mut html).is_err() {
        // Writing to a string does not fail; should it, nothing is shown rather than half.
        html.clear();
    }
    if html.bytes().filter(|b| *b == b'&').count() > MAX_ENTITIES {
        return (plain(text), mentions);
    }
    (CLEANER.clean(&html).to_string(), mentions)
}

/// The most characters written as `&…;` that are cleaned: the cleaner copies a text once for each.
/// What has more, such as a long dump of JSON, is shown as it was typed.
const MAX_ENTITIES: usize = 10_000;

/// The deepest nesting that is rendered; what is deeper is shown as it was typed. Each level costs
/// the parser and the reader's browser more than the one before.
const MAX_DEPTH: usize = 60;

/// Whether a line quotes deeper than anyone means.
fn is_deep(line: &str) -> bool {
    let marks = line
        .bytes()
        .take_while(|b| b" \t>-+*".contains(b))
        .filter(|b| *b == b'>');
    marks.count() > MAX_DEPTH
}

fn is_too_deep(root: Node<'_>) -> bool {
    let mut depth = 0_usize;
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(_) => depth += 1,
            NodeEdge::End(_) => depth -= 1,
        }
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// A text as it was typed.
fn plain(text: &str) -> String {
    let mut escaped = String::new();
    if comrak::html::escape(&mut escaped, text).is_err() {
        escaped.clear();
    }
    format!("<p>{}</p>\n", escaped.replace('\n', "<br>\n"))
}

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    options
});

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "input",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "title"])),
        ("code", HashSet::from(["class"])),
        ("img", HashSet::from(["src", "alt", "title"])),
        ("input", HashSet::from(["checked", "disabled"])),
        ("ol", HashSet::from(["start"])),
        ("span", HashSet::from(["class", "data-user"])),
        ("td", HashSet::from(["align"])),
        ("th", HashSet::from(["align"])),
    ]);
    let box_type = HashMap::from([("type", HashSet::from(["checkbox"]))]);
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(attributes)
        .tag_attribute_values(HashMap::from([("input", box_type)]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener noreferrer"))
        .strip_comments(true)
        .attribute_filter(attribute);
    builder
});

/// What an attribute may say, beyond being allowed.
fn attribute<'v>(tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let good = match (tag, name) {
        ("code", "class") => value.strip_prefix("language-").is_some_and(|language| {
            language
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-_#".contains(c))
        }),
        ("span", "class") => value == "mention",
        ("span", "data-user") => value.parse::<i64>().is_ok(),
        ("img", "src") => is_ours(value),
        _ => true,
    };
    good.then_some(Cow::Borrowed(value))
}

/// Whether a picture is a file of this installation.
fn is_ours(url: &str) -> bool {
    url.strip_prefix("/api/v1/files/")
        .and_then(|rest| rest.strip_suffix("/content"))
        .is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
}

/// Notes whom a piece of text names, and marks `@[name](id)` up.
fn name_people(node: Node<'_>, mentions: &mut Mentions) {
    let person = match &node.data().value {
        NodeValue::Text(text) if !inside_link(node) => {
            mentions.add_names(text);
            return;
        }
        NodeValue::Link(link) => id_of(link),
        _ => None,
    };
    let (Some(id), Some(before)) = (person, node.previous_sibling()) else {
        return;
    };
    if !take_at_sign(before) {
        return;
    }
    mentions.add_id(id);
    let mut words = String::new();
    for inner in node.descendants() {
        match &inner.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::HtmlInline(html) => words.push_str(html),
            _ => {}
        }
    }
    let mut name = String::new();
    if comrak::html::escape(&mut name, &words).is_err() {
        name.clear();
    }
    while let Some(child) = node.first_child() {
        child.detach();
    }
    let span = format!("<span class=\"mention\" data-user=\"{id}\">@{name}</span>");
    node.data_mut().value = NodeValue::Raw(span);
}

fn inside_link(node: Node<'_>) -> bool {
    node.ancestors()
        .skip(1)
        .any(|above| matches!(above.data().value, NodeValue::Link(_)))
}

fn id_of(link: &NodeLink) -> Option<UserId> {
    let digits = !link.url.is_empty() && link.url.bytes().all(|b| b.is_ascii_digit());
    if digits { link.url.parse().ok() } else { None }
}

/// Takes the `@` off the end of a text, if it has one.
fn take_at_sign(node: Node<'_>) -> bool {
    let mut data = node.data_mut();
    let NodeValue::Text(text) = &mut data.value else {
        return false;
    };
    let Some(rest) = text.strip_suffix('@').map(str::to_owned) else {
        return false;
    };
    *text = Cow::Owned(rest);
    true
}

/// Turns a picture from elsewhere into a link to it.
fn hold_pictures_back(node: Node<'_>) {
    let mut data = node.data_mut();
    if let NodeValue::Image(link) = &mut data.value
        && !is_ours(&link.url)
    {
        let link = std::mem::replace(
            link,
            Box::new(NodeLink {
                url: String::new(),
                title: String::new(),
            }),
        );
        data.value = NodeValue::Link(link);
    }
}

/// The `ana` of `@ana`, in lower case; not the `example` of `ana@example.com`.
fn bare_names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = None;
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once('@') {
        let glued = head
            .chars()
            .last()
            .or(before)
            .is_some_and(|c| c.is_alphanumeric() || "._-+@/".contains(c));
        let name: String = tail
            .chars()
            .take_while(|c| c.is_alphanumeric() || "._-".contains(*c))
            .collect();
        let name = name.trim_end_matches(['.', '-', '_']);
        if !glued && !name.is_empty() && name.chars().count() <= 60 {
            found.push(name.to_lowercase());
        }
        before = Some('@');
        rest = tail;
    }
    found
}

#[cfg(test)]
mod tests;
