//! Cards, with their checklists, attachments, fields and comments.

use serde_json::{Value, json};

use crate::Wish;
use crate::board::Truth;
use crate::dice::Dice;
use crate::texts;

/// 2024-01-01, when the first card was made.
pub(crate) const START: i64 = 1_704_067_200;

/// What cards refer to.
pub(crate) struct Around {
    pub(crate) board: String,
    pub(crate) lists: Vec<String>,
    pub(crate) labels: Vec<Value>,
    pub(crate) members: Vec<Value>,
    /// People who left: in comments, not among the members.
    pub(crate) gone: Vec<Value>,
    pub(crate) fields: Vec<Value>,
}

/// What comes of making cards.
#[derive(Default)]
pub(crate) struct Pile {
    pub(crate) cards: Vec<Value>,
    pub(crate) checklists: Vec<Value>,
    /// Oldest first, not yet capped.
    pub(crate) actions: Vec<(i64, Value)>,
    pub(crate) truth: Truth,
}

fn text(value: &Value, key: &str) -> Value {
    value.get(key).cloned().unwrap_or(Value::Null)
}

fn pick(dice: &mut Dice, all: &[Value]) -> Value {
    all.get(dice.below(all.len()))
        .cloned()
        .unwrap_or(Value::Null)
}

/// Adds one card with all that hangs on it.
pub(crate) fn add(pile: &mut Pile, dice: &mut Dice, wish: &Wish, around: &Around, number: usize) {
    let second = START + i64::try_from(number).unwrap_or(0) * 977;
    let id = dice.id(second);
    let list = around
        .lists
        .get(dice.below(around.lists.len()))
        .cloned()
        .unwrap_or_default();
    let closed = dice.happens(10);
    let done = dice.happens(15);
    let comments = comments(pile, dice, around, (&id, &list, second));
    let labels: Vec<Value> = (0..dice.below(3))
        .map(|_| pick(dice, &around.labels))
        .collect();
    let label_ids: Vec<Value> = labels.iter().map(|label| text(label, "id")).collect();
    let members: Vec<Value> = (0..dice.below(3))
        .map(|_| text(&pick(dice, &around.members), "id"))
        .collect();
    let attachments = attachments(pile, dice, around, second);
    let checklist_ids = checklists(pile, dice, wish, around, (&id, second));
    let due = dice.happens(30).then(|| texts::moment(second + 864_000));
    // Positions are whole or broken numbers.
    let pos = if dice.happens(50) {
        json!(number * 16_384)
    } else {
        json!(f64::from(u32::try_from(number).unwrap_or(0)) * 16_384.0 + 0.5)
    };
    let mut card = json!({
        "id": id, "idShort": number + 1, "name": texts::title(dice), "desc": texts::notes(dice),
        "closed": closed, "idList": list, "idBoard": around.board, "pos": pos,
        "shortLink": format!("c{number}"), "url": format!("https://trello.com/c/c{number}"),
        "idMembers": members, "idLabels": label_ids, "labels": labels, "idChecklists": checklist_ids,
        "idMembersVoted": [], "idAttachmentCover": null, "due": due, "dueComplete": done,
        "dueReminder": -1, "dateLastActivity": texts::moment(second + 5000),
        "email": format!("board+card{number}+c0ffee@boards.example.org"),
        "badges": {"comments": comments, "attachments": attachments.len(), "checkItems": 0, "votes": 0},
        "cover": {"idAttachment": null, "color": null, "size": "normal"},
        "attachments": attachments, "customFieldItems": fields(dice, around), "pluginData": [],
        "isTemplate": dice.happens(1), "stickers": [],
    });
    if !wish.old {
        card["start"] = if dice.happens(10) {
            json!(texts::moment(second))
        } else {
            Value::Null
        };
        card["cardRole"] = Value::Null;
        card["nodeId"] = json!(format!("ari:cloud:trello::card/{number}"));
    }
    pile.truth.cards += 1;
    pile.truth.archived += usize::from(closed);
    pile.cards.push(card);
}

/// Writes comments and the action of the card's making; answers how many comments there are.
fn comments(
    pile: &mut Pile,
    dice: &mut Dice,
    around: &Around,
    (card, list, second): (&str, &str, i64),
) -> usize {
    let creator = pick(dice, &around.members);
    let mut action = |dice: &mut Dice, kind: &str, at: i64, by: &Value, data: Value| {
        let value = json!({
            "id": dice.id(at), "type": kind, "date": texts::moment(at), "idMemberCreator": text(by, "id"),
            "memberCreator": by, "data": data,
        });
        pile.actions.push((at, value));
    };
    let about = json!({"card": {"id": card}, "list": {"id": list}, "board": {"id": around.board}});
    action(dice, "createCard", second, &creator, about.clone());
    let count = if dice.happens(30) { dice.below(4) } else { 0 };
    for n in 0..count {
        let by = if dice.happens(10) {
            pick(dice, &around.gone)
        } else {
            pick(dice, &around.members)
        };
        let mut data = about.clone();
        data["text"] = json!(texts::remark(dice));
        action(
            dice,
            "commentCard",
            second + 60 + i64::try_from(n).unwrap_or(0),
            &by,
            data,
        );
    }
    if dice.happens(20) {
        let mut data = about;
        data["listBefore"] = json!({"id": list});
        action(dice, "updateCard", second + 120, &creator, data);
    }
    pile.truth.comments += count;
    count
}

fn attachments(pile: &mut Pile, dice: &mut Dice, around: &Around, second: i64) -> Vec<Value> {
    let count = if dice.happens(15) {
        1 + dice.below(2)
    } else {
        0
    };
    let mut all = Vec::new();
    for n in 0..count {
        let upload = dice.happens(50);
        let id = dice.id(second);
        let url = if upload {
            format!("https://trello.com/1/cards/x/attachments/{id}/download/pic.png")
        } else {
            format!("https://example.org/{id}")
        };
        all.push(json!({
            "id": id, "name": if upload { "pic.png" } else { "" }, "url": url, "isUpload": upload,
            "bytes": if upload { json!(1234) } else { Value::Null }, "mimeType": "", "pos": 16_384 * (n + 1),
            "date": texts::moment(second), "idMember": text(&pick(dice, &around.members), "id"), "previews": [],
        }));
        pile.truth.links += 1;
        pile.truth.uploads += usize::from(upload);
    }
    all
}

fn checklists(
    pile: &mut Pile,
    dice: &mut Dice,
    wish: &Wish,
    around: &Around,
    (card, second): (&str, i64),
) -> Vec<String> {
    let count = if dice.happens(20) {
        1 + dice.below(2)
    } else {
        0
    };
    let mut ids = Vec::new();
    for n in 0..count {
        let id = dice.id(second);
        let items: Vec<Value> = (0..=dice.below(5))
            .map(|at| {
                let state = if dice.happens(40) { "complete" } else { "incomplete" };
                let mut item = json!({
                    "id": dice.id(second), "name": texts::step(dice), "state": state, "pos": 17_000.25 * f64::from(u32::try_from(at).unwrap_or(0)),
                });
                if !wish.old {
                    item["due"] = Value::Null;
                    item["idMember"] = if dice.happens(5) { text(&pick(dice, &around.members), "id") } else { Value::Null };
                }
                item
            })
            .collect();
        pile.truth.items += items.len();
        let name = if n == 0 { "Checklist" } else { "Before launch" };
        pile.checklists.push(json!({"id": id, "idCard": card, "idBoard": around.board, "name": name, "pos": 16_384 * (n + 1), "checkItems": items}));
        ids.push(id);
    }
    ids
}

/// Values are strings, whatever the type.
fn fields(dice: &mut Dice, around: &Around) -> Vec<Value> {
    if !dice.happens(10) {
        return Vec::new();
    }
    let value = |field: &Value| {
        let id = text(field, "id");
        match field
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
        {
            "checkbox" => json!({"idCustomField": id, "value": {"checked": "true"}}),
            "date" => json!({"idCustomField": id, "value": {"date": "2026-05-06T12:00:00.000Z"}}),
            "number" => json!({"idCustomField": id, "value": {"number": "12.5"}}),
            "list" => {
                json!({"idCustomField": id, "idValue": field["options"][0]["id"], "value": null})
            }
            _ => json!({"idCustomField": id, "value": {"text": "Anything"}}),
        }
    };
    around.fields.iter().map(value).collect()
}
