//! A few words around a match, as safe HTML.

use std::ops::Range;

use super::Terms;

/// Characters shown before the first match, and in all.
const BEFORE: usize = 40;
const SHOWN: usize = 180;

/// A piece of `text` around its first match, escaped, with every match in `<mark>`; the beginning
/// of the text where nothing matches.
pub(crate) fn of(text: &str, terms: &Terms) -> String {
    let words = words(text);
    let first = words
        .iter()
        .find(|at| terms.hits(slice(text, at)))
        .map_or(0, |at| at.start);
    let start = back(text, first);
    let end = forth(text, start);
    let mut html = String::with_capacity(end - start + 32);
    if start > 0 {
        html.push('…');
    }
    let mut done = start;
    for at in words
        .into_iter()
        .filter(|at| at.start >= start && at.end <= end)
    {
        if terms.hits(slice(text, &at)) {
            escape(&mut html, slice(text, &(done..at.start)));
            html.push_str("<mark>");
            escape(&mut html, slice(text, &at));
            html.push_str("</mark>");
            done = at.end;
        }
    }
    escape(&mut html, slice(text, &(done..end)));
    if end < text.len() {
        html.push('…');
    }
    html
}

fn slice<'a>(text: &'a str, at: &Range<usize>) -> &'a str {
    text.get(at.clone()).unwrap_or_default()
}

/// Where the words of a text are.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

/// Some characters before `at`, at the start of a word.
fn back(text: &str, at: usize) -> usize {
    let before = slice(text, &(0..at));
    let Some((far, _)) = before.char_indices().rev().nth(BEFORE) else {
        return 0;
    };
    let room = slice(text, &(far..at));
    room.find(char::is_whitespace)
        .map_or(far, |gap| far + gap + 1)
}

/// The end of what is shown from `start` on.
fn forth(text: &str, start: usize) -> usize {
    let rest = slice(text, &(start..text.len()));
    let Some((far, _)) = rest.char_indices().nth(SHOWN) else {
        return text.len();
    };
    start
        + slice(rest, &(0..far))
            .rfind(char::is_whitespace)
            .unwrap_or(far)
}

fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if c.is_whitespace() => html.push(' '),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Terms, of};

    #[test]
    fn matches_are_marked_and_the_rest_is_escaped() {
        for (text, typed, expected) in [
            ("Write the page", "pag", "Write the <mark>page</mark>"),
            (
                "<b>Page</b> & page",
                "page",
                "&lt;b&gt;<mark>Page</mark>&lt;/b&gt; &amp; <mark>page</mark>",
            ),
            (
                "mark <mark>",
                "mark",
                "<mark>mark</mark> &lt;<mark>mark</mark>&gt;",
            ),
            ("nothing here", "page", "nothing here"),
            ("", "page", ""),
            ("Año nuevo", "año", "<mark>Año</mark> nuevo"),
            ("line\none", "one", "line <mark>one</mark>"),
        ] {
            assert_eq!(
                of(text, &Terms::parse("q", typed).unwrap()),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_long_text_is_cut_around_its_first_match() {
        let text = format!("{}needle {}", "hay ".repeat(200), "straw ".repeat(200));
        let html = of(&text, &Terms::parse("q", "needle").unwrap());
        assert!(html.starts_with("…hay "), "{html}");
        assert!(
            html.contains("<mark>needle</mark>") && html.ends_with("straw…"),
            "{html}"
        );
        assert!(html.chars().count() < 220);
    }

    #[test]
    fn a_text_without_gaps_is_cut_between_characters() {
        let text = "ü".repeat(500);
        let html = of(&text, &Terms::parse("q", "xx").unwrap());
        assert_eq!(html, format!("{}…", "ü".repeat(180)));
    }
}
