//! Files as they come, and what is made of them.

use serde_json::{Value, json};

use super::{Board, Kind, ListsAs, Loss, Plan};

fn plan(file: &Value) -> Plan {
    Plan::of(&Board::read(file.to_string().as_bytes()).unwrap(), None)
}

fn loss(plan: &Plan, kind: &str) -> i64 {
    plan.losses
        .iter()
        .find(|loss| loss.kind == kind)
        .map_or(0, |loss| loss.count)
}

const CARD: &str = "65a0b2c3d4e5f60718293a4b";

fn board(more: &Value) -> Value {
    let mut file = json!({
        "id": "b1", "name": "Launch", "desc": "All of it",
        "lists": [
            {"id": "l2", "name": "Done", "closed": false, "pos": 32768.5},
            {"id": "l1", "name": "To Do", "closed": false, "pos": 1},
        ],
        "labels": [
            {"id": "g", "name": "", "color": "green_dark"}, {"id": "u", "name": " Urgent ", "color": null},
        ],
        "members": [{"id": "m1", "fullName": "Ana Lopez", "username": "ana"}],
        "cards": [{"id": CARD, "idShort": 7, "name": "Write", "idList": "l1", "pos": 5.5}],
    });
    for (key, value) in more.as_object().unwrap() {
        file[key] = value.clone();
    }
    file
}

fn card(more: &Value) -> Value {
    let mut card = json!({"id": CARD, "idShort": 7, "name": "Write", "idList": "l1", "pos": 5.5});
    for (key, value) in more.as_object().unwrap() {
        card[key] = value.clone();
    }
    card
}

#[test]
fn a_small_board_with_everything_missing_is_read() {
    let plan = plan(&board(&json!({})));
    assert_eq!((plan.board.as_str(), plan.name.as_str()), ("b1", "Launch"));
    assert_eq!(plan.lists_as, ListsAs::State);
    let columns: Vec<_> = plan
        .columns
        .iter()
        .map(|c| (c.name.as_str(), c.kind))
        .collect();
    assert_eq!(columns, [("To Do", Kind::Plan), ("Done", Kind::Done)]);
    let labels: Vec<_> = plan
        .labels
        .iter()
        .map(|l| (l.name.as_str(), l.colour))
        .collect();
    assert_eq!(labels, [("Green dark", Some("#1f845a")), ("Urgent", None)]);
    let card = &plan.cards[0];
    assert_eq!(
        (card.number, card.title.as_str(), card.list.as_str()),
        (Some(7), "Write", "l1")
    );
    assert_eq!(card.created_at.unwrap().to_string(), "2024-01-12T03:32:19Z");
    assert_eq!(
        (card.done, card.archived, card.due_on),
        (false, false, None)
    );
}

#[test]
fn one_bad_element_never_spoils_its_neighbours() {
    for bad in [
        json!("a card"),
        json!(null),
        json!([1]),
        json!({}),
        json!({"id": 17}),
        json!({"id": ""}),
        json!({"id": "a b"}),
        json!({"id": "x".repeat(65)}),
        json!({"id": CARD, "name": "again"}),
    ] {
        let cards = json!([card(&json!({})), bad.clone(), card(&json!({"id": "c2"}))]);
        let plan = plan(&board(&json!({"cards": cards})));
        assert_eq!(plan.cards.len(), 2, "{bad}");
        assert_eq!(plan.flaws.len(), 1, "{bad}");
        assert_eq!(plan.flaws[0].kind, "card");
    }
    let plan = plan(&board(
        &json!({"labels": 5, "members": {}, "actions": "x", "checklists": null}),
    ));
    assert_eq!((plan.cards.len(), plan.flaws.len()), (1, 3));
}

#[test]
fn a_field_of_another_type_counts_as_missing() {
    let odd = json!({
        "name": 5, "desc": null, "pos": "top", "closed": "no", "due": 17, "badges": [], "cover": 3,
        "attachments": {}, "idMembers": [7, "m1"], "labels": null, "idShort": "x", "customFieldItems": 1,
    });
    let plan = plan(&board(&json!({"cards": [card(&odd)]})));
    assert!(plan.flaws.is_empty());
    assert_eq!(plan.cards[0].title, "");
    // A comment by nobody is somebody's all the same, and not the importer's.
    let said = json!([{"id": "x1", "type": "commentCard", "data": {"text": "Hi", "card": {"id": CARD}}, "memberCreator": 5}]);
    let plan_of = self::plan(&board(&json!({"actions": said})));
    assert_eq!(
        plan_of.cards[0].comments[0].by.as_deref(),
        plan_of.people.last().map(|p| p.source_id.as_str())
    );
    assert_eq!(plan.cards[0].members, ["m1"]);
}

#[test]
fn what_is_no_board_is_refused_in_words() {
    for (bytes, words) in [
        (&b""[..], "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<html>", "web page"),
        (b"\xff\xfe{\0", "UTF-8"),
        (b"{\"lists\": [", "ends in the middle"),
        (b"{'lists': []}", "not JSON"),
        (b"[]", "not an object"),
        (b"5", "not an object"),
        (b"{}", "neither lists nor cards"),
        (b"{\"data\": []}", "neither lists nor cards"),
    ] {
        let said = Board::read(bytes).unwrap_err().to_string();
        assert!(said.contains(words), "{said}, not {words}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_no_matter() {
    let text = serde_json::to_string_pretty(&board(&json!({})))
        .unwrap()
        .replace('\n', "\r\n");
    let read = Board::read(format!("\u{feff}{text}").as_bytes()).unwrap();
    assert_eq!(read.card_count(), 1);
}

#[test]
fn what_is_kept_of_a_file_says_the_same_and_no_secret() {
    let secret = card(&json!({"email": "post+secret@example.org", "desc": "a\u{0}b"}));
    let file = board(&json!({"cards": [secret, 3], "prefs": {"x": 1}}));
    let read = Board::read(file.to_string().as_bytes()).unwrap();
    let kept = read.to_bytes().unwrap();
    assert!(!String::from_utf8(kept.clone()).unwrap().contains("secret"));
    let mut again = Board::read(&kept).unwrap();
    assert_eq!(again.flaws, read.flaws);
    again.flaws.clone_from(&read.flaws);
    assert_eq!(again, read);
}

#[test]
fn an_export_of_one_card_is_known_by_its_shape() {
    let file = card(&json!({
        "idBoard": "b9", "checklists": [{"id": "k", "name": "Steps", "checkItems": [{"id": "i", "name": "One", "state": "complete"}]}],
        "actions": [{"id": "a", "type": "commentCard", "date": "2026-01-02T03:04:05.678Z",
            "data": {"text": "Hi", "card": {"id": CARD}, "board": {"name": "Far away"}, "list": {"name": "Doing"}},
            "memberCreator": {"id": "m7", "fullName": "Bo"}}],
    }));
    let read = Board::read(file.to_string().as_bytes()).unwrap();
    assert!(read.one_card);
    let plan = Plan::of(&read, None);
    assert_eq!(
        (plan.board.as_str(), plan.name.as_str()),
        ("b9", "Far away")
    );
    assert_eq!(plan.columns[0].name, "Doing");
    let card = &plan.cards[0];
    assert_eq!((card.items.len(), card.comments.len()), (1, 1));
    assert_eq!(
        (card.items[0].section.as_str(), card.items[0].done),
        ("Steps", true)
    );
    assert_eq!(card.comments[0].by.as_deref(), Some("m7"));
    assert_eq!(plan.people[0].name, "Bo");
}

#[test]
fn names_of_lists_tell_what_they_mean() {
    for (name, kind) in [
        ("To Do", Some(Kind::Plan)),
        ("TODO:", Some(Kind::Plan)),
        ("Backlog 2026", Some(Kind::Plan)),
        ("In progress", Some(Kind::Doing)),
        ("This week!", Some(Kind::Doing)),
        ("✅ Done", Some(Kind::Done)),
        ("Done (May)", Some(Kind::Done)),
        ("Code review", Some(Kind::Review)),
        ("QA", Some(Kind::Review)),
        ("Not started", Some(Kind::Plan)),
        ("À faire", Some(Kind::Plan)),
        ("Abandoned", None),
        ("Website", None),
        ("", None),
        ("Todos los santos", Some(Kind::Plan)),
        ("Release 2.0", None),
    ] {
        assert_eq!(Kind::of(name), kind, "{name}");
    }
}

#[test]
fn lists_become_goals_where_their_names_are_not_those_of_states() {
    let lists = |names: &[&str]| {
        let lists: Vec<Value> = names
            .iter()
            .enumerate()
            .map(|(n, name)| json!({"id": format!("l{n}"), "name": name}))
            .collect();
        board(&json!({"lists": lists}))
    };
    for (names, expected) in [
        (&["To Do", "Doing", "Done"][..], ListsAs::State),
        (&["Backlog", "Ana", "Done", "Bo"], ListsAs::State),
        (&["Website", "Launch party", "Press"], ListsAs::Goal),
        (&["Website", "Launch party", "Done"], ListsAs::Goal),
        (&[], ListsAs::State),
    ] {
        let plan = plan(&lists(names));
        assert_eq!(plan.lists_as, expected, "{names:?}: {}", plan.because);
        assert!(!plan.because.is_empty());
    }
    let asked = Plan::of(
        &Board::read(lists(&["Website"]).to_string().as_bytes()).unwrap(),
        Some(ListsAs::State),
    );
    assert_eq!((asked.columns.len(), asked.goals.len()), (1, 0));
}

#[test]
fn an_open_card_in_an_archived_list_stays_open() {
    let lists = json!([{"id": "l1", "name": "Old", "closed": true}, {"id": "l3", "name": "Empty", "closed": true},
        {"id": "l2", "name": "Website", "closed": false}]);
    let cards = json!([
        card(&json!({})),
        card(&json!({"id": "c2", "idList": "l2", "closed": true}))
    ]);
    let plan = plan(&board(&json!({"lists": lists, "cards": cards})));
    let goals: Vec<_> = plan
        .goals
        .iter()
        .map(|g| (g.title.as_str(), g.closed))
        .collect();
    assert_eq!(goals, [("Website", false), ("Old", true)]);
    let archived = |id: &str| {
        plan.cards
            .iter()
            .find(|c| c.source_id == id)
            .unwrap()
            .archived
    };
    assert!(!archived(CARD) && archived("c2"));
    assert_eq!(
        (
            loss(&plan, "archived_lists"),
            loss(&plan, "empty_archived_lists")
        ),
        (1, 1)
    );
}

#[test]
fn custom_fields_become_text_behind_the_notes() {
    let fields = json!([
        {"id": "f1", "name": "Price", "type": "number", "pos": 2}, {"id": "f2", "name": "Paid", "type": "checkbox", "pos": 1.5},
        {"id": "f3", "name": "On", "type": "date", "pos": 3}, {"id": "f5", "name": "Who", "type": "text", "pos": 5},
        {"id": "f4", "name": "Size", "type": "list", "pos": 4, "options": [{"id": "o1", "value": {"text": "Large"}}]},
    ]);
    let items = json!([
        {"idCustomField": "f1", "value": {"number": "9.50"}}, {"idCustomField": "f2", "value": {"checked": "true"}},
        {"idCustomField": "f3", "value": {"date": "2026-05-06T12:00:00.000Z"}}, {"idCustomField": "f5", "value": {"text": "Bo\nB"}},
        {"idCustomField": "f4", "idValue": "o1"}, {"idCustomField": "gone", "value": {"text": "x"}}, {"idCustomField": "f5", "value": null},
    ]);
    let plan = plan(&board(
        &json!({"customFields": fields, "cards": [card(&json!({"desc": "Notes\n", "customFieldItems": items}))]}),
    ));
    let expected = "Notes\n\n### Custom fields\n\n- **Paid:** yes\n- **Price:** 9.50\n- **On:** 2026-05-06\n- **Size:** Large\n- **Who:** Bo B";
    assert_eq!(plan.cards[0].notes, expected);
    assert_eq!(loss(&plan, "custom_fields_as_text"), 5);
}

#[test]
fn losses_are_told_in_numbers() {
    let busy = card(&json!({
        "badges": {"comments": 41, "votes": 2}, "due": "2026-05-06T12:30:00.000Z", "start": "2026-05-01T00:00:00.000Z",
        "dueComplete": true, "dateLastActivity": "2026-05-07T08:00:00.000Z", "isTemplate": true,
        "cover": {"color": "red"}, "pluginData": [{"value": "x"}], "stickers": [{}, {}], "idMembers": ["m1", "m1", "gone"],
        "attachments": [
            {"id": "a1", "name": "", "url": "https://example.org/x", "isUpload": false},
            {"id": "a2", "name": "pic.png", "url": "https://trello.com/1/x", "isUpload": true, "bytes": 10},
            {"id": "a3", "name": "bad", "url": "javascript:alert(1)"},
        ],
    }));
    let actions = json!([
        {"id": "x1", "type": "commentCard", "date": "2026-01-02T03:04:05.678Z", "data": {"text": "Hi", "card": {"id": CARD}}, "idMemberCreator": "m1"},
        {"id": "x2", "type": "commentCard", "data": {"text": "Hi", "card": {"id": "other"}}},
        {"id": "x3", "type": "updateCard", "data": {"card": {"id": CARD}}},
    ]);
    let plan = plan(&board(&json!({"cards": [busy], "actions": actions})));
    for (kind, count) in [
        ("comments_beyond_cap", 40),
        ("comments_of_other_cards", 1),
        ("uploads_as_links", 1),
        ("bad_links", 1),
        ("members_without_email", 1),
        ("people_who_left", 1),
        ("due_times", 1),
        ("templates", 1),
        ("votes", 2),
        ("covers", 1),
        ("stickers", 2),
        ("power_ups", 1),
        ("history", 1),
    ] {
        assert_eq!(loss(&plan, kind), count, "{kind}");
    }
    let all: Vec<&Loss> = plan
        .losses
        .iter()
        .filter(|loss| loss.sentence.contains("1000 actions"))
        .collect();
    assert_eq!(all[0].examples, ["Write"]);
    let card = &plan.cards[0];
    assert_eq!(card.due_on.unwrap().to_string(), "2026-05-06");
    assert_eq!(card.done_at.unwrap().to_string(), "2026-05-07T08:00:00Z");
    assert_eq!(card.links[0].name, "https://example.org/x");
    assert_eq!(card.members, ["m1"]);
}
