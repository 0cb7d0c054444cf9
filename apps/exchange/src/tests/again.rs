//! The same board a second time, and a newer export of it.

use std::time::Duration;

use blimp_projects::projects;
use serde_json::{Value, json};

use super::house::{ACME, House, OLGA, counts, made};
use super::queries;
use crate::imports::model::ImportKind;
use crate::imports::{Asked, ImportStatus, jobs};

#[tokio::test]
async fn a_second_import_doubles_nothing() {
    let file = made(150).to_bytes(false);
    for house in House::each().await {
        let (first, _) = house.import(file.clone()).await;
        let before = house.rows().await;
        let (second, report) = house.import(file.clone()).await;
        assert_eq!(
            (second.project_id, second.status),
            (first.project_id, ImportStatus::Done)
        );
        for count in &report.counts {
            assert_eq!(
                (count.created, count.updated, count.failed),
                (0, 0, 0),
                "{count:?}"
            );
            assert_eq!(
                (count.unchanged, count.in_blimp),
                (count.in_file, Some(count.in_file))
            );
        }
        let after = house.rows().await;
        for ((table, before), (_, after)) in before.into_iter().zip(after) {
            // Its own row, its three facts, and how far it was, twice.
            let more = match table {
                "imports" => 1,
                "event" => 5,
                "job" => after - before,
                _ => 0,
            };
            assert_eq!(after - before, more, "{table}");
        }
    }
}

fn file() -> Value {
    let card = |id: &str, more: Value| {
        let mut card = json!({"id": id, "name": format!("Card {id}"), "idList": "l1", "idLabels": ["red"], "idMembers": ["bo"]});
        for (key, value) in more.as_object().unwrap() {
            card[key] = value.clone();
        }
        card
    };
    json!({
        "id": "b", "name": "Fair", "lists": [{"id": "l1", "name": "To Do", "pos": 1}, {"id": "l2", "name": "Doing", "pos": 2}],
        "labels": [{"id": "red", "name": "Urgent"}, {"id": "blue", "name": "Later"}],
        "members": [{"id": "bo", "fullName": "Bo"}, {"id": "cy", "fullName": "Cy"}],
        "cards": [card("1", json!({"desc": "Old notes"})), card("2", json!({})), card("3", json!({}))],
        "checklists": [{"id": "k", "idCard": "1", "name": "Steps", "checkItems": [{"id": "i1", "name": "First", "state": "incomplete"}]}],
        "actions": [{"id": "a1", "type": "commentCard", "data": {"text": "Hi", "card": {"id": "1"}}, "memberCreator": {"id": "bo", "fullName": "Bo"}}],
    })
}

/// A newer export of the same board.
fn newer() -> Value {
    let mut newer = file();
    newer["lists"][1]["name"] = json!("In progress");
    newer["cards"][0]["desc"] = json!("New notes");
    newer["cards"][0]["idList"] = json!("l2");
    newer["cards"][0]["idLabels"] = json!(["blue"]);
    newer["cards"][0]["idMembers"] = json!(["cy"]);
    newer["cards"][1]["dueComplete"] = json!(true);
    newer["cards"][2]["name"] = json!("Thrown away here");
    newer["cards"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "4", "name": "Card 4", "idList": "l1"}));
    newer["checklists"][0]["checkItems"] = json!([{"id": "i1", "name": "First", "state": "complete"}, {"id": "i2", "name": "Second", "state": "incomplete"}]);
    newer["actions"][0]["data"]["text"] = json!("Hi again");
    newer
}

/// What there is after the newer file.
const NEWER: &[(&str, &[&str])] = &[
    (
        "SELECT title AS words FROM tasks ORDER BY title",
        &["Card 2", "Card 3", "Card 4", "Ours"],
    ),
    (
        "SELECT notes AS words FROM tasks WHERE title = 'Ours'",
        &["New notes"],
    ),
    (
        "SELECT s.name AS words FROM tasks t JOIN states s ON s.id = t.state_id WHERE t.title = 'Ours'",
        &["In progress"],
    ),
    (
        "SELECT l.name AS words FROM tasks t JOIN task_labels tl ON tl.task_id = t.id JOIN labels l ON l.id = tl.label_id WHERE t.title = 'Ours' ORDER BY l.name",
        &["Later", "Own"],
    ),
    (
        "SELECT u.name AS words FROM tasks t JOIN task_assignees a ON a.task_id = t.id JOIN users u ON u.id = a.user_id WHERE t.title = 'Ours'",
        &["Cy"],
    ),
    (
        "SELECT s.kind AS words FROM tasks t JOIN states s ON s.id = t.state_id WHERE t.title = 'Card 2' AND t.closed_at IS NOT NULL",
        &["done"],
    ),
    (
        "SELECT title AS words FROM checklist_items WHERE done_at IS NOT NULL",
        &["First"],
    ),
    ("SELECT text AS words FROM comments", &["Hi again"]),
    (
        "SELECT body AS words FROM search_docs WHERE kind = 'comment'",
        &["Hi again"],
    ),
];

#[tokio::test]
async fn a_newer_file_changes_what_changed_in_it_and_leaves_what_people_did_here() {
    for house in House::each().await {
        house.import(file().to_string().into_bytes()).await;
        // Meanwhile, here: one retitled, a label of our own, one in the trash.
        house.write(|tx| queries::run(tx, "
            UPDATE tasks SET title = 'Ours' WHERE title = 'Card 1';
            UPDATE tasks SET trashed_at = 5 WHERE title = 'Card 3';
            INSERT INTO labels (id, company_id, name, name_key, colour, created_at) VALUES (900, 1, 'Own', 'own', '#111111', 0);
            INSERT INTO task_labels (company_id, task_id, label_id) SELECT 1, id, 900 FROM tasks WHERE title = 'Ours';
        ")).await;
        let newer = newer();
        let (_, report) = house.import(newer.to_string().into_bytes()).await;
        assert_eq!(counts(&report, ImportKind::Card), [4, 1, 3, 0, 0, 4]);
        assert_eq!(counts(&report, ImportKind::Item), [2, 1, 1, 0, 0, 2]);
        assert_eq!(counts(&report, ImportKind::Comment), [1, 0, 1, 0, 0, 1]);
        house.says(NEWER).await;
        // The newest file once more: nothing is left to do.
        let (_, report) = house.import(newer.to_string().into_bytes()).await;
        assert_eq!(counts(&report, ImportKind::Card), [4, 0, 0, 4, 0, 4]);
    }
}

#[tokio::test]
async fn a_rehearsal_writes_nothing_and_foretells_the_import() {
    for house in House::each().await {
        let file = made(120).to_bytes(false);
        let actor = house.actor(OLGA).await;
        let before = house.rows().await;
        let rehearse = async || {
            let asked = (ACME, Asked::default());
            let board = jobs::read_file(&house.blimp, &actor, asked, file.clone())
                .await
                .unwrap();
            let (report, _) = jobs::rehearse(&house.blimp, &actor, asked, board)
                .await
                .unwrap();
            report
        };
        let foretold = rehearse().await;
        assert_eq!(house.rows().await, before);
        let (_, report) = house.import(file.clone()).await;
        for (foretold, done) in foretold.counts.iter().zip(&report.counts) {
            let same = (done.in_file, done.created, done.failed);
            assert_eq!((foretold.in_file, foretold.created, foretold.failed), same);
            assert_eq!(foretold.in_blimp, None);
        }
        assert_eq!(
            (foretold.losses, foretold.errors),
            (report.losses, report.errors)
        );
        let before = house.rows().await;
        let again = rehearse().await;
        assert_eq!(house.rows().await, before);
        assert!(
            again
                .counts
                .iter()
                .all(|count| count.unchanged == count.in_file),
            "{again:?}"
        );
    }
}

#[tokio::test]
async fn one_import_of_a_board_at_a_time_unless_it_was_given_up() {
    for house in House::each().await {
        let file = made(20).to_bytes(false);
        let waiting = house.bring(file.clone(), Asked::default()).await.unwrap();
        let refused = house
            .bring(file.clone(), Asked::default())
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("at work"), "{refused}");
        let plan = std::sync::Arc::new(jobs::read_plan(&house.blimp, &waiting).await.unwrap());
        let running = jobs::step(&house.blimp.db, &waiting, &plan)
            .await
            .unwrap()
            .unwrap();
        assert!(house.bring(file.clone(), Asked::default()).await.is_err());
        house.blimp.clock.advance(Duration::from_mins(11));
        let (second, report) = house.import(file).await;
        assert_eq!(
            (second.project_id, counts(&report, ImportKind::Card)[1]),
            (running.project_id, 20)
        );
        let statuses = house
            .read(|conn| queries::words(conn, "SELECT status AS words FROM imports ORDER BY id"))
            .await;
        assert_eq!(statuses, ["failed", "done"]);
        assert!(
            jobs::step(&house.blimp.db, &running, &plan).await.is_err(),
            "it was given up"
        );
    }
}

#[tokio::test]
async fn a_project_can_be_chosen_and_one_that_rests_is_refused() {
    for house in House::each().await {
        let (first, _) = house.import(made(5).to_bytes(false)).await;
        let asked = Asked {
            project: first.project_id,
            ..Asked::default()
        };
        let (second, report) = house
            .import_as(file().to_string().into_bytes(), asked)
            .await;
        assert_eq!(
            (second.project_id, counts(&report, ImportKind::Card)[1]),
            (first.project_id, 3)
        );
        // "To Do" and "Doing" were there: they are the same columns.
        let sql = "SELECT name AS words FROM states ORDER BY position";
        let states = house.read(move |conn| queries::words(conn, sql)).await;
        assert_eq!(states, ["To Do", "Doing", "Review", "Done"]);

        let (actor, project) = (house.actor(OLGA).await, first.project_id.unwrap());
        let waiting = house
            .bring(made(5).to_bytes(false), Asked::default())
            .await
            .unwrap();
        house
            .write(move |tx| {
                let project = projects::policy::manage(tx, &actor, project)?;
                projects::actions::archive(tx, &actor, &project)
            })
            .await;
        let over = jobs::carry_out(&house.blimp, ACME, waiting.id, |_| {
            std::future::ready(Ok(()))
        })
        .await
        .unwrap();
        assert_eq!(over.status, ImportStatus::Failed);
        assert!(over.report.unwrap().contains("archived"));
        assert!(
            house
                .bring(file().to_string().into_bytes(), asked)
                .await
                .is_err()
        );
    }
}
