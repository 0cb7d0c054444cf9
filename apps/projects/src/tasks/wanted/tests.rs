//! What callers may ask of lists, and what they may not.

use blimp_accounts::UserId;
use blimp_kit::{Date, Result};

use super::{Asked, Either, Expand, OrNone, Wanted};
use crate::states::{Kind, StateId};
use crate::tasks::model::Priority;

fn wanted(asked: &Asked) -> Result<Wanted> {
    asked.wanted(UserId(7), Date(20_000))
}

#[test]
fn states_are_ids_or_kinds() {
    for (text, expected) in [
        ("4", Some((vec![StateId(4)], vec![]))),
        (
            "done, 4,plan",
            Some((vec![StateId(4)], vec![Kind::Done, Kind::Plan])),
        ),
        ("4;5", None),
        ("4,", None),
        ("", None),
        ("open", None),
    ] {
        let asked = Asked {
            state: Some(text.to_owned()),
            ..Asked::default()
        };
        let states = wanted(&asked).ok().and_then(|w| w.states);
        let expected = expected.map(|(ids, words)| Either { ids, words });
        assert_eq!(states, expected, "{text}");
    }
}

#[test]
fn assignees_are_ids_me_or_none() {
    for (text, expected) in [
        ("me", Some((vec![UserId(7)], false))),
        ("3,none,me", Some((vec![UserId(3), UserId(7)], true))),
        ("none", Some((vec![], true))),
        ("ana", None),
        ("1.5", None),
    ] {
        let asked = Asked {
            assignee: Some(text.to_owned()),
            ..Asked::default()
        };
        let found = wanted(&asked).ok().and_then(|w| w.assignees);
        let expected = expected.map(|(ids, none)| OrNone { ids, none });
        assert_eq!(found, expected, "{text}");
    }
    let asked = Asked {
        goal: Some("me".to_owned()),
        ..Asked::default()
    };
    assert!(wanted(&asked).unwrap_err().to_string().contains("?goal"));
}

#[test]
fn label_names_are_folded_and_lists_have_an_end() {
    let asked = Asked {
        label: Some("Bug,12".to_owned()),
        ..Asked::default()
    };
    let labels = wanted(&asked).unwrap().labels.unwrap();
    assert_eq!(
        (labels.ids.len(), labels.words),
        (1, vec!["bug".to_owned()])
    );
    let asked = Asked {
        label: Some("a,".repeat(100) + "a"),
        ..Asked::default()
    };
    assert!(wanted(&asked).is_err());
}

#[test]
fn an_unknown_expansion_is_named() {
    assert!(Expand::parse(None).unwrap().is_empty());
    let set = Expand::parse(Some("goal,assignees")).unwrap();
    assert!(set.goal && set.assignees && !set.state);
    let error = Expand::parse(Some("goal,comments"))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("?expand") && error.contains("comments"),
        "{error}"
    );
}

#[test]
fn priorities_are_words() {
    for (text, expected) in [
        ("high,urgent", Some(vec![Priority::High, Priority::Urgent])),
        ("none", Some(vec![Priority::None])),
        ("3", None),
        ("High", None),
        ("", None),
    ] {
        let asked = Asked {
            priority: Some(text.to_owned()),
            ..Asked::default()
        };
        let found = wanted(&asked).ok().and_then(|wanted| wanted.priorities);
        assert_eq!(found, expected, "{text}");
    }
}
