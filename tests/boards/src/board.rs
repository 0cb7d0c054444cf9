//! The board around the cards.

use serde_json::{Value, json};

use crate::Wish;
use crate::cards::{self, Around, Pile, START};
use crate::dice::Dice;

/// A board and what is in it.
#[derive(Debug, Clone)]
pub struct Made {
    /// The export.
    pub json: Value,
    /// What an importer should find.
    pub truth: Truth,
}

/// How many things of each kind a board has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Truth {
    /// Cards that can be read.
    pub cards: usize,
    /// Those of them that are archived.
    pub archived: usize,
    /// Comments that were made.
    pub comments: usize,
    /// Comments that the capped file holds.
    pub comments_in_file: usize,
    /// Items of checklists.
    pub items: usize,
    /// Attachments.
    pub links: usize,
    /// Those of them that were uploaded.
    pub uploads: usize,
    /// Lists that hold a card or are not archived.
    pub lists: usize,
}

impl Made {
    /// The file; `bom` puts a byte-order mark before it.
    pub fn to_bytes(&self, bom: bool) -> Vec<u8> {
        let mark: &[u8] = if bom { b"\xef\xbb\xbf" } else { b"" };
        [mark, self.json.to_string().as_bytes()].concat()
    }
}

const STATES: &[&str] = &["To Do", "Doing", "Review", "Done", "Someday"];
const THINGS: &[&str] = &[
    "Website",
    "Spring fair",
    "Price list",
    "Newsletter",
    "Old shop",
];

/// Makes a board.
pub fn board(wish: &Wish) -> Made {
    let mut dice = Dice::new(wish.seed);
    let id = dice.id(START - 1000);
    let names = if wish.goals { THINGS } else { STATES };
    let lists: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(n, name)| list(&mut dice, n, name))
        .collect();
    let around = Around {
        lists: lists
            .iter()
            .filter_map(|list| Some(list.get("id")?.as_str()?.to_owned()))
            .collect(),
        labels: labels(&mut dice),
        members: people(
            &mut dice,
            &[
                ("Ana Lopez", "ana"),
                ("Bo Berg", "bo"),
                ("Chidi O'Neil <x>", "chidi"),
                ("", "dee"),
            ],
        ),
        gone: people(
            &mut dice,
            &[("Eve Who Left", "eve"), ("Finn Who Left", "finn")],
        ),
        fields: fields(&mut dice),
        board: id,
    };
    let mut pile = Pile::default();
    for number in 0..wish.cards {
        cards::add(&mut pile, &mut dice, wish, &around, number);
    }
    finish(wish, &around, &lists, pile)
}

fn finish(wish: &Wish, around: &Around, lists: &[Value], mut pile: Pile) -> Made {
    // Newest first, and no more than the cap: older comments are gone, and nothing says so.
    pile.actions.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    pile.actions.truncate(wish.cap);
    let actions: Vec<Value> = pile.actions.into_iter().map(|(_, action)| action).collect();
    let comment = |action: &&Value| action["type"] == "commentCard";
    pile.truth.comments_in_file = actions.iter().filter(comment).count();
    let holds = |list: &Value| pile.cards.iter().any(|card| card["idList"] == list["id"]);
    pile.truth.lists = lists
        .iter()
        .filter(|list| list["closed"] == false || holds(list))
        .count();
    if wish.broken_card {
        pile.cards.insert(
            pile.cards.len() / 2,
            json!({"id": 17, "name": ["no", "card"], "idList": {}}),
        );
    }
    let memberships: Vec<Value> = around
        .members
        .iter()
        .map(|member| json!({"idMember": member["id"], "memberType": "normal", "deactivated": false, "unconfirmed": false}))
        .collect();
    let json = json!({
        "id": around.board, "name": format!("Board {}", wish.seed), "desc": "What we do this year.", "closed": false,
        "idOrganization": null, "shortLink": "b0ard", "shortUrl": "https://trello.com/b/b0ard", "url": "https://trello.com/b/b0ard/board",
        "dateLastActivity": "2026-11-01T10:00:00.000Z", "prefs": {"permissionLevel": "private", "background": "blue"},
        "labelNames": {"green": "", "red": "Urgent"}, "lists": lists, "cards": pile.cards, "labels": around.labels,
        "checklists": pile.checklists, "members": around.members, "memberships": memberships, "actions": actions,
        "customFields": around.fields, "pluginData": [], "powerUps": [], "limits": {},
    });
    Made {
        json,
        truth: pile.truth,
    }
}

/// The last list is archived; its cards are not.
fn list(dice: &mut Dice, n: usize, name: &str) -> Value {
    let pos = 16_384.5 * f64::from(u32::try_from(n).unwrap_or(0) + 1);
    json!({"id": dice.id(START), "name": name, "closed": n == 4, "pos": pos, "idBoard": "", "softLimit": null, "type": null})
}

fn labels(dice: &mut Dice) -> Vec<Value> {
    [
        ("", json!("green")),
        ("Urgent", json!("red_dark")),
        ("urgent", json!("red_light")),
        ("Café ☕", json!(null)),
        ("", json!("sky_light")),
    ]
    .into_iter()
    .map(|(name, color)| json!({"id": dice.id(START), "idBoard": "", "name": name, "color": color}))
    .collect()
}

fn people(dice: &mut Dice, names: &[(&str, &str)]) -> Vec<Value> {
    let person = |(name, username): &(&str, &str)| json!({"id": dice.id(START), "fullName": name, "username": username, "initials": "XY", "avatarUrl": null});
    names.iter().map(person).collect()
}

fn fields(dice: &mut Dice) -> Vec<Value> {
    ["checkbox", "date", "list", "number", "text"]
        .into_iter()
        .enumerate()
        .map(|(n, kind)| {
            let options = if kind == "list" { json!([{"id": dice.id(START), "value": {"text": "Large"}, "color": "green"}]) } else { json!([]) };
            json!({"id": dice.id(START), "name": format!("A {kind}"), "type": kind, "pos": 100.5 * f64::from(u32::try_from(n).unwrap_or(0)), "options": options})
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::board;
    use crate::Wish;

    #[test]
    fn the_same_seed_gives_the_same_board_and_another_another() {
        let wish = Wish {
            cards: 40,
            ..Wish::default()
        };
        assert_eq!(board(&wish).to_bytes(false), board(&wish).to_bytes(false));
        assert_ne!(board(&wish).json, board(&Wish { seed: 2, ..wish }).json);
    }

    #[test]
    fn a_board_has_the_traps_of_real_ones() {
        let made = board(&Wish {
            cards: 3000,
            broken_card: true,
            ..Wish::default()
        });
        let list = |key: &str| made.json[key].as_array().unwrap().clone();
        assert_eq!((list("cards").len(), list("actions").len()), (3001, 1000));
        assert!(made.truth.comments_in_file < made.truth.comments);
        let actions = list("actions");
        let dates: Vec<&str> = actions
            .iter()
            .map(|a| a["date"].as_str().unwrap())
            .collect();
        assert!(dates.is_sorted_by(|a, b| a >= b), "newest first");
        let members = list("members");
        assert!(
            actions
                .iter()
                .any(|a| members.iter().all(|m| m["id"] != a["idMemberCreator"]))
        );
        assert!(
            list("cards").iter().any(|card| card["pos"].is_f64())
                && list("cards").iter().any(|card| card["pos"].is_u64())
        );
        assert!(
            String::from_utf8(made.to_bytes(true))
                .unwrap()
                .starts_with('\u{feff}')
        );
        assert!(made.json.to_string().contains("\\u0000"));
    }
}
