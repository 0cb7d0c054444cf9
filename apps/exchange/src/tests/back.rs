//! Imports that are taken back: what they made, and what they added to what was there.

use std::time::Duration;

use serde_json::{Value, json};

use super::house::{ACME, House, OLGA};
use super::queries::run;
use crate::imports::model::Reversal;
use crate::imports::{Import, ImportStatus, actions, policy, queries};

async fn take_back(house: &House, import: &Import) -> Reversal {
    let (actor, id) = (house.actor(OLGA).await, import.id);
    let work = move |tx: &mut blimp_store::Tx| {
        let import = policy::manage(tx, &actor, ACME, id)?;
        actions::reverse(tx, &actor, &import)?;
        let mut import = import.into_inner();
        loop {
            import = queries::find(tx, ACME, import.id)?.unwrap();
            if !actions::step(tx, &import)? {
                return Ok(queries::find(tx, ACME, import.id)?.unwrap());
            }
        }
    };
    let over = house.write(work).await;
    assert_eq!(over.status, ImportStatus::Undone);
    serde_json::from_str(over.reversal.as_deref().unwrap()).unwrap()
}

/// Two cards; Bo has commented on the first.
fn file() -> Value {
    json!({
        "id": "b", "name": "Fair", "lists": [{"id": "l", "name": "To Do", "pos": 1}],
        "members": [{"id": "bo", "fullName": "Bo"}, {"id": "max", "fullName": "Ana Lopez"}],
        "cards": [
            {"id": "1", "name": "Card 1", "idList": "l", "idMembers": ["bo"]},
            {"id": "2", "name": "Card 2", "idList": "l", "idMembers": ["max"]},
        ],
        "checklists": [
            {"id": "k", "idCard": "1", "name": "Steps", "checkItems": [{"id": "i1", "name": "First", "state": "incomplete"}]},
        ],
        "actions": [said("a1", "Hi", "1", "bo")],
    })
}

fn said(id: &str, text: &str, card: &str, by: &str) -> Value {
    json!({"id": id, "type": "commentCard", "data": {"text": text, "card": {"id": card}},
        "memberCreator": {"id": by, "fullName": by}})
}

/// A newer export: Di has come, has a card of her own, and has said, linked and listed more.
fn newer() -> Value {
    let mut file = file();
    let mut add = |place: &str, what: Value| {
        let list = file.pointer_mut(place).unwrap();
        list.as_array_mut().unwrap().push(what);
    };
    add("/members", json!({"id": "di", "fullName": "Di"}));
    add(
        "/cards",
        json!({"id": "3", "name": "Card 3", "idList": "l", "idMembers": ["di"]}),
    );
    add(
        "/checklists/0/checkItems",
        json!({"id": "i2", "name": "Second", "state": "complete"}),
    );
    add("/actions", said("a2", "Also", "1", "di"));
    add("/actions", said("a3", "Mended here", "2", "bo"));
    add("/actions", said("a4", "On my own card", "3", "di"));
    file["cards"][1]["attachments"] =
        json!([{"id": "u1", "name": "Plan", "url": "https://example.com/plan"}]);
    file
}

const PEOPLE: &str = "SELECT u.name AS words FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.company_id = 1 ORDER BY u.name";
const TASKS: &str = "SELECT title AS words FROM tasks ORDER BY title";
const SAID: &str = "SELECT text AS words FROM comments ORDER BY text";
const ITEMS: &str = "SELECT title AS words FROM checklist_items ORDER BY title";
const LINKS: &str = "SELECT name AS words FROM attachments";
const FOUND: &str =
    "SELECT CASE kind WHEN 'task' THEN title ELSE body END AS words FROM search_docs
    WHERE kind <> 'file' ORDER BY 1";
const REMOVED: &str = "SELECT name AS words FROM event WHERE name = 'member.removed.v1'";

#[tokio::test]
async fn what_an_import_added_to_tasks_that_were_there_goes_and_they_stay() {
    for house in House::each().await {
        let (first, _) = house.import(file().to_string().into_bytes()).await;
        house.blimp.clock.advance(Duration::from_mins(1));
        let (second, _) = house.import(newer().to_string().into_bytes()).await;
        house
            .says(&[
                (PEOPLE, &["Ana  LOPEZ", "Bo", "Cleo", "Di", "Olga"]),
                (SAID, &["Also", "Hi", "Mended here", "On my own card"]),
                (ITEMS, &["First", "Second"]),
                (LINKS, &["Plan"]),
            ])
            .await;
        let mend = "UPDATE comments SET version = 2 WHERE text = 'Mended here'";
        house.write(move |tx| run(tx, mend)).await;

        let gone = take_back(&house, &second).await.removed;
        house
            .says(&[
                (TASKS, &["Card 1", "Card 2"]),
                (SAID, &["Hi", "Mended here"]),
                (ITEMS, &["First"]),
                (LINKS, &[]),
                (FOUND, &["Card 1", "Card 2", "Hi", "Mended here"]),
                (PEOPLE, &["Ana  LOPEZ", "Bo", "Cleo", "Olga"]),
                (REMOVED, &["member.removed.v1"]),
            ])
            .await;
        let counts = ["card", "comment", "item", "link", "member"].map(|kind| gone[kind]);
        assert_eq!(counts, [1, 2, 1, 1, 1]);

        // The same file once more brings in again what went, and not what stayed.
        house.import(newer().to_string().into_bytes()).await;
        house
            .says(&[
                (TASKS, &["Card 1", "Card 2", "Card 3"]),
                (SAID, &["Also", "Hi", "Mended here", "On my own card"]),
                (ITEMS, &["First", "Second"]),
                (PEOPLE, &["Ana  LOPEZ", "Bo", "Cleo", "Di", "Olga"]),
            ])
            .await;
        assert_eq!(first.project_id, second.project_id);
    }
}

#[tokio::test]
async fn a_placeholder_goes_with_the_import_that_made_it_unless_something_names_it() {
    for house in House::each().await {
        let (import, _) = house.import(newer().to_string().into_bytes()).await;
        // Di watches a task that is not of the import.
        let other = "
            INSERT INTO projects (id, company_id, slug, name, colour, private, created_by, created_at, updated_at)
                VALUES (900, 1, 'other', 'Other', '#1c7ed6', (1 = 0), 1, 0, 0);
            INSERT INTO states (id, company_id, project_id, name, kind, position, created_at)
                VALUES (900, 1, 900, 'Plan', 'plan', 'V', 0);
            INSERT INTO tasks (id, company_id, project_id, number, title, state_id, position, created_by, created_at, updated_at)
                VALUES (900, 1, 900, 900, 'Ours', 900, 'V', 1, 0, 0);
            INSERT INTO watchers (company_id, task_id, user_id, since)
                SELECT 1, 900, id, 0 FROM users WHERE name = 'Di';";
        house.write(move |tx| run(tx, other)).await;
        let gone = take_back(&house, &import).await.removed;
        assert_eq!((gone["card"], gone["member"]), (3, 1));
        house
            .says(&[
                (TASKS, &["Ours"]),
                (SAID, &[]),
                (PEOPLE, &["Ana  LOPEZ", "Cleo", "Di", "Olga"]),
                (
                    "SELECT u.name AS words FROM watchers w JOIN users u ON u.id = w.user_id",
                    &["Di"],
                ),
            ])
            .await;
    }
}
