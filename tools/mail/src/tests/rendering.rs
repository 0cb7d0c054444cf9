//! Templates, the layout, and what strangers may put into them.

use serde_json::json;

use super::{COMMENT, RESET, signer, templates, token};
use crate::render::{Fill, Links, Rendered, Renderer, Tokens};
use crate::{Template, Templates};

fn render(template: &str, params: &serde_json::Value, tokens: Tokens) -> Rendered {
    render_in("en", template, params, tokens)
}

fn render_in(
    language: &str,
    template: &str,
    params: &serde_json::Value,
    tokens: Tokens,
) -> Rendered {
    let german = Template {
        language: "de",
        subject: "Neues Passwort",
        ..RESET
    };
    let links = Links {
        base_url: "https://blimp.example.com/".to_owned(),
        signer: signer(),
    };
    let all = Templates::new([RESET, COMMENT, german]).unwrap();
    let fill = Fill {
        template,
        language,
        to_name: "Ana\r\nBcc: eve@example.com",
        to_address: "ana@example.com",
        params,
    };
    Renderer::new(all, &links)
        .unwrap()
        .render(&fill, tokens)
        .unwrap()
}

#[test]
fn every_template_is_whole() {
    let checked = templates().check().unwrap();
    assert_eq!(checked.len(), 3);
    for (template, mail) in checked {
        assert!(!mail.subject.is_empty(), "{}", template.name);
        assert!(
            mail.text.contains("You get this mail because"),
            "{}",
            mail.text
        );
        assert!(
            mail.html.contains("You get this mail because"),
            "{}",
            mail.html
        );
    }
}

#[test]
fn a_template_that_names_what_it_does_not_get_is_found_out() {
    for bad in [
        Template {
            text: "{{ nobody }}",
            ..RESET
        },
        Template {
            html: "{% if false %}{{ nobody }}{% endif %}",
            ..RESET
        },
        Template {
            text: "{{ mail.nobody }}",
            ..RESET
        },
        Template {
            text: "{% if",
            ..RESET
        },
        Template {
            text: "{{ url('no slash') }}",
            ..RESET
        },
    ] {
        assert!(
            Templates::new([bad]).unwrap().check().is_err(),
            "{} {}",
            bad.text,
            bad.html
        );
    }
    for bad in [
        vec![RESET, RESET],
        vec![Template {
            language: "de",
            ..RESET
        }],
        vec![Template {
            sample: "[]",
            ..RESET
        }],
    ] {
        assert!(Templates::new(bad).is_err());
    }
}

#[test]
fn the_layout_is_readable_by_everybody() {
    let mail = render(RESET.name, &json!({ "id": 7, "nonce": "n" }), Tokens::Real);
    let html = &mail.html;
    for part in [
        "<html lang=\"en\"",
        "<title>Ana Bcc: eve@example.com, choose a new password</title>",
        "role=\"presentation\"",
        "name=\"viewport\"",
        "color-scheme",
        "prefers-color-scheme: dark",
        "max-width: 480px",
        "The link works for one hour.",
        "role=\"article\"",
        "</html>",
        "You get this mail because somebody asked for a new password for ana@example.com.",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(
        html.find("charset").unwrap() < 1024,
        "browsers look no further"
    );
    let link = format!("href=\"https://blimp.example.com/resets/{}\"", token());
    assert_eq!(html.matches(&link).count(), 2, "{html}");
    let button = html
        .split("class=\"button\"")
        .nth(1)
        .unwrap()
        .split('>')
        .next()
        .unwrap();
    assert!(
        button.contains("style=\"") && button.contains("#ffffff"),
        "{button}"
    );
    assert!(
        html.len() < 20_000,
        "{} bytes; some readers cut a mail at 102 kB",
        html.len()
    );
    assert!(
        mail.text
            .contains(&format!("\nhttps://blimp.example.com/resets/{}\n", token()))
    );
    assert!(mail.text.ends_with("\n--\nYou get this mail because somebody asked for a new password for\nana@example.com.\nhttps://blimp.example.com\n"), "{}", mail.text);
}

#[test]
fn what_strangers_write_stays_text() {
    let evil = "<img src=x onerror=alert(1)>\"'&{{ 7 * 7 }}";
    let params = json!({ "by": evil, "title": evil, "words": evil, "task": 9, "mail": "mine" });
    let mail = render(COMMENT.name, &params, Tokens::Real);
    assert!(!mail.html.contains("<img"), "{}", mail.html);
    assert!(mail.html.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(mail.html.contains("{{ 7 * 7 }}") && !mail.html.contains("49"));
    assert!(mail.text.contains(&format!("> {evil}")), "{}", mail.text);
    assert!(mail.subject.starts_with("<img src=x"));
}

#[test]
fn quotations_are_quoted_line_by_line() {
    let params = json!({ "by": "Bo", "title": "x", "words": "one\n\n-- \ntwo", "task": 9 });
    let mail = render(COMMENT.name, &params, Tokens::Real);
    assert!(
        mail.text
            .contains("wrote:\n\n> one\n>\n> --\n> two\n\nhttps://"),
        "{}",
        mail.text
    );
}

#[test]
fn subjects_are_one_line_and_not_endless() {
    let title = format!("a\r\nBcc: eve@example.com\u{0} {}", "x".repeat(500));
    let params = json!({ "by": "Bo", "title": title, "words": "", "task": 9 });
    let subject = render(COMMENT.name, &params, Tokens::Real).subject;
    assert!(subject.starts_with("Bo commented on a Bcc: eve@example.com xxx"));
    assert!(!subject.chars().any(char::is_control));
    assert_eq!(subject.chars().count(), 200);
}

#[test]
fn the_record_has_no_tokens() {
    let params = json!({ "id": 7, "nonce": "n" });
    let mail = render(RESET.name, &params, Tokens::Removed);
    let unsubscribe = signer().token("unsubscribe", 7, "n").unwrap();
    for secret in [token(), unsubscribe] {
        assert!(!format!("{mail:?}").contains(&secret));
    }
    assert!(
        mail.text
            .contains("https://blimp.example.com/resets/[removed]")
    );
}

#[test]
fn the_reader_gets_their_language_or_english() {
    let params = json!({ "id": 7, "nonce": "n" });
    for (language, subject) in [
        ("de", "Neues"),
        ("de-AT", "Neues"),
        ("fr", "Ana"),
        ("", "Ana"),
    ] {
        let mail = render_in(language, RESET.name, &params, Tokens::Real);
        assert!(
            mail.subject.starts_with(subject),
            "{language}: {}",
            mail.subject
        );
    }
}
