//! What people write is shown, what attackers write is not run.

use std::collections::HashSet;

use blimp_accounts::UserId;
use proptest::prelude::*;

use super::{MAX_MENTIONS, Written};
use crate::text::{Body, MAX_BODY};

fn written(text: &str) -> Written {
    Written::from(Body::fit(text))
}

#[test]
fn what_people_write_is_rendered() {
    for (text, expected) in [
        ("", ""),
        ("Hello *you*", "<p>Hello <em>you</em></p>\n"),
        ("a\nb", "<p>a<br>\nb</p>\n"),
        ("~~no~~", "<p><del>no</del></p>\n"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        (
            "- [x] done",
            "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\"> done</li>\n</ul>\n",
        ),
        (
            "https://example.com/a",
            "<p><a href=\"https://example.com/a\" rel=\"nofollow noopener noreferrer\">https://example.com/a</a></p>\n",
        ),
        (
            "| a |\n|:-:|\n| b |",
            "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"center\">b</td>\n</tr>\n</tbody>\n</table>\n",
        ),
        (
            "```rust\nfn a() {}\n```",
            "<pre><code class=\"language-rust\">fn a() {}\n</code></pre>\n",
        ),
        (
            "![plan](/api/v1/files/7/content)",
            "<p><img src=\"/api/v1/files/7/content\" alt=\"plan\"></p>\n",
        ),
        (
            "![pixel](https://example.com/p.gif)",
            "<p><a href=\"https://example.com/p.gif\" rel=\"nofollow noopener noreferrer\">pixel</a></p>\n",
        ),
    ] {
        assert_eq!(written(text).html, expected, "{text}");
    }
}

#[test]
fn people_are_named_by_id_or_by_name() {
    for (text, ids, names) in [
        (
            "@[Ana Lopez](12) and @[Bo](7), @[Ana](12)",
            vec![12, 7],
            vec![],
        ),
        (
            "thanks @ana, @Bo.Berg! (@élise)",
            vec![],
            vec!["ana", "bo.berg", "élise"],
        ),
        (
            "ana@example.com, https://example.com/@ana, a@@b",
            vec![],
            vec![],
        ),
        ("`@ana` and `@[Ana](12)`", vec![], vec![]),
        ("```\n@[Ana](12) @bo\n```", vec![], vec![]),
        (
            "[Ana](12), @ [Ana](12), @[Ana](/12), @[Ana](-1)",
            vec![],
            vec![],
        ),
        ("\\@[Ana](12)", vec![12], vec![]),
        ("@[x](99999999999999999999)", vec![], vec![]),
    ] {
        let mentions = written(text).mentions;
        assert_eq!(
            mentions.ids,
            ids.into_iter().map(UserId).collect::<Vec<_>>(),
            "{text}"
        );
        assert_eq!(mentions.names, names, "{text}");
    }
    let html = written("Hi @[Ana *<b>* Lopez](12).").html;
    assert_eq!(
        html,
        "<p>Hi <span class=\"mention\" data-user=\"12\">@Ana &lt;b&gt; Lopez</span>.</p>\n"
    );
}

#[test]
fn nobody_can_call_the_whole_world() {
    let text: String = (1..1000)
        .map(|id| format!("@[x]({id}) @n{id} "))
        .collect::<Vec<_>>()
        .concat();
    let mentions = written(&text).mentions;
    assert_eq!(
        (mentions.ids.len(), mentions.names.len()),
        (MAX_MENTIONS, MAX_MENTIONS)
    );
}

const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<body onload=alert(1)>",
    "<style>@import 'http://example.com'</style>",
    "<form action=https://example.com><input name=q></form>",
    "<object data=x></object><embed src=x>",
    "<base href=https://example.com>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--><img src=x onerror=alert(1)>-->",
    "<p style=position:fixed>x</p>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](\"onmouseover=alert(1) \")",
    "[x](https://example.com '\" onmouseover=\"alert(1)')",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](\"onerror=alert(1))",
    "![\"onerror=alert(1) x=](/api/v1/files/7/content)",
    "![x](/api/v1/files/../../session/content)",
    "![x](//example.com/api/v1/files/7/content)",
    "[x]: javascript:alert(1)\n\n[x]",
    "```\"><script>alert(1)</script>\nx\n```",
    "```x onmouseover=alert(1)\nx\n```",
    "@[<img src=x onerror=alert(1)>](12)",
    "@[`<script>alert(1)</script>`](12)",
    "@[\"><script>alert(1)</script>](12)",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- [<script>alert(1)</script>] x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u{0}<script>alert(1)</script>",
];

/// Walks through the tags of a piece of HTML: nothing but what is meant to be there.
fn check(html: &str) -> Result<(), String> {
    let tags: HashSet<&str> = "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input li ol p pre span strong table tbody td th thead tr ul".split(' ').collect();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, tail) = after.split_once('>').ok_or("an open tag")?;
        rest = tail;
        let name = tag
            .trim_start_matches('/')
            .split_whitespace()
            .next()
            .unwrap_or_default();
        if !tags.contains(name) {
            return Err(format!("<{tag}>"));
        }
        // Attributes are written as ` name="value"`, with quotes in values escaped.
        for (i, part) in tag.split('"').enumerate() {
            if i % 2 == 0 {
                let attribute = part
                    .trim()
                    .trim_end_matches('=')
                    .rsplit(' ')
                    .next()
                    .unwrap_or_default();
                if attribute.starts_with("on") || attribute == "style" {
                    return Err(format!("<{tag}>"));
                }
            } else if ["javascript:", "vbscript:", "data:", "file:"]
                .iter()
                .any(|s| part.trim_start().to_lowercase().starts_with(s))
            {
                return Err(format!("<{tag}>"));
            }
        }
    }
    Ok(())
}

#[test]
fn attacks_are_shown_and_not_run() {
    assert!(check("<p>x</p><script>").is_err() && check("<p onclick=\"x\">").is_err());
    assert!(check("<a href=\"javascript:x\">").is_err());
    for attack in ATTACKS {
        let html = written(attack).html;
        assert_eq!(check(&html), Ok(()), "{attack}\n{html}");
        for picture in html.split("<img ").skip(1) {
            assert!(
                picture.starts_with("src=\"/api/v1/files/7/content\"")
                    || picture.starts_with("alt="),
                "{attack}\n{html}"
            );
        }
    }
}

#[test]
fn deep_and_long_texts_are_rendered_in_bounds() {
    for piece in [
        ">", "- ", "* a\n ", "[", "![", "*a **b ", "`", "|a", "(", "<", "[a](", "@", "@[a](1)",
        "#", "\\", "&", "_*", "1. ", "[^1]:", "~", "a\n",
    ] {
        let text = piece.repeat(MAX_BODY / piece.len());
        let small_stack = std::thread::Builder::new().stack_size(2 << 20);
        let html = small_stack
            .spawn(move || written(&text).html)
            .unwrap()
            .join();
        assert!(
            html.is_ok_and(|html| html.len() < 40 * MAX_BODY),
            "{piece:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_harmful_comes_out_whatever_goes_in(text in r#"([<>"'=/:&;#@()\[\]!`|*_~ \n-]|script|img|src|onerror|javascript:|href|svg|data:|style|[a-c0-3]){0,60}"#) {
        let html = written(&text).html;
        prop_assert_eq!(check(&html), Ok(()), "{}", html);
    }

    #[test]
    fn pieces_of_attacks_do_no_more_together(parts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize), 1..5)) {
        let text: String = parts
            .iter()
            .map(|(at, skip)| at.get(ATTACKS).chars().skip(*skip).collect::<String>())
            .collect();
        let html = written(&text).html;
        prop_assert_eq!(check(&html), Ok(()), "{}", html);
    }
}
