//! What comes in is what was in the file.

use std::future::ready;
use std::sync::Arc;

use blimp_boards::{Truth, Wish, board};
use serde_json::json;

use super::house::{ACME, House, counts, made};
use super::queries;
use crate::imports::model::ImportKind;
use crate::imports::{Asked, ImportStatus, Report, jobs};
use crate::trello::ListsAs;

fn n(count: usize) -> i64 {
    i64::try_from(count).unwrap()
}

/// What the tables should hold of a board.
fn expected(truth: Truth) -> [(&'static str, i64); 11] {
    [
        ("SELECT COUNT(*) AS n FROM tasks", n(truth.cards)),
        (
            "SELECT COUNT(*) AS n FROM tasks WHERE archived_at IS NOT NULL",
            n(truth.archived),
        ),
        ("SELECT COUNT(*) AS n FROM checklist_items", n(truth.items)),
        (
            "SELECT COUNT(*) AS n FROM comments",
            n(truth.comments_in_file),
        ),
        (
            "SELECT COUNT(*) AS n FROM attachments WHERE url LIKE 'https://%'",
            n(truth.links),
        ),
        (
            "SELECT COUNT(DISTINCT number) AS n FROM tasks",
            n(truth.cards),
        ),
        (
            "SELECT COUNT(*) AS n FROM search_docs WHERE kind = 'task'",
            n(truth.cards),
        ),
        // Done means closed, and nothing else does.
        (
            "SELECT COUNT(*) AS n FROM tasks t JOIN states s ON s.id = t.state_id WHERE (s.kind = 'done') <> (t.closed_at IS NOT NULL)",
            0,
        ),
        // What was kept of the file is gone with its end.
        ("SELECT COUNT(*) AS n FROM file", 0),
        // One fact for all, not one for each.
        (
            "SELECT COUNT(*) AS n FROM event WHERE name LIKE 'task.%' OR name LIKE 'comment.%'",
            0,
        ),
        (
            "SELECT COUNT(*) AS n FROM event WHERE name IN ('import.started.v1', 'project.imported.v1', 'import.finished.v1')",
            3,
        ),
    ]
}

#[tokio::test]
async fn a_board_with_hostile_texts_and_a_broken_card_comes_in_whole() {
    let wish = Wish {
        cards: 230,
        seed: 3,
        cap: 150,
        broken_card: true,
        ..Wish::default()
    };
    let made = board(&wish);
    let truth = made.truth;
    for house in House::each().await {
        let (import, report) = house.import(made.to_bytes(true)).await;
        assert_eq!(import.status, ImportStatus::Done, "{report:?}");
        assert_eq!(report.lists, ListsAs::State);
        let all = |count: usize| [n(count), n(count), 0, 0, 0, n(count)];
        assert_eq!(counts(&report, ImportKind::Card), all(truth.cards));
        assert_eq!(counts(&report, ImportKind::Item), all(truth.items));
        assert_eq!(
            counts(&report, ImportKind::Comment),
            all(truth.comments_in_file)
        );
        assert_eq!(counts(&report, ImportKind::Link), all(truth.links));
        assert_eq!(counts(&report, ImportKind::State), all(truth.lists));
        assert_eq!(
            (report.errors.len(), report.errors[0].kind.as_str()),
            (1, "card")
        );
        let lost = |kind: &str| {
            report
                .losses
                .iter()
                .find(|l| l.kind == kind)
                .map_or(0, |l| l.count)
        };
        assert_eq!(
            lost("comments_beyond_cap"),
            n(truth.comments - truth.comments_in_file)
        );
        assert_eq!(lost("uploads_as_links"), n(truth.uploads));

        house.counts(&expected(truth)).await;
        let html = house
            .read(|conn| queries::words(conn, "SELECT notes_html AS words FROM tasks"))
            .await;
        assert!(
            html.iter()
                .all(|html| !html.contains("<script") && !html.contains("\"javascript:"))
        );
    }
}

#[tokio::test]
async fn people_are_found_by_name_and_the_others_become_placeholders() {
    for house in House::each().await {
        house.import(made(60).to_bytes(false)).await;
        let names = |sql: &'static str| house.read(move |conn| queries::words(conn, sql));
        // "Ana Lopez" is Max's account, whose name is spelt "Ana  LOPEZ".
        let sql = "SELECT name AS words FROM users WHERE source = 'trello' ORDER BY name";
        let mut found = names(sql).await;
        found.retain(|name| !name.contains("Left"));
        assert_eq!(found, ["Bo Berg", "Chidi O'Neil <x>", "dee"]);
        let left = "SELECT u.name AS words FROM comments c JOIN users u ON u.id = c.author_id WHERE u.name LIKE '%Left'";
        assert!(!names(left).await.is_empty());
        // A second board's Bo is the same person; so is who turned out to be Bo since.
        let other = json!({"id": "other", "name": "Other", "lists": [{"id": "l", "name": "Website"}],
            "members": made(1).json["members"], "cards": [{"id": "c", "name": "One", "idList": "l"}]});
        let before = house.rows().await[0];
        house.import(other.to_string().into_bytes()).await;
        assert_eq!(house.rows().await[0], before);
    }
}

/// What is said of the fair.
const FAIR: &[(&str, &[&str])] = &[
    (
        "SELECT title AS words FROM tasks ORDER BY position",
        &["One", "Two"],
    ),
    (
        "SELECT g.title AS words FROM tasks t JOIN goals g ON g.id = t.goal_id WHERE g.closed_at IS NOT NULL",
        &["Booth"],
    ),
    (
        "SELECT s.kind AS words FROM tasks t JOIN states s ON s.id = t.state_id ORDER BY t.position",
        &["plan", "done"],
    ),
    (
        "SELECT text AS words FROM comments ORDER BY created_at",
        &["said a1", "said a2"],
    ),
    (
        "SELECT u.name AS words FROM comments c JOIN users u ON u.id = c.author_id ORDER BY c.created_at",
        &["Ana  LOPEZ", "Bo"],
    ),
    (
        "SELECT source_ref AS words FROM import_rows WHERE source_ref IS NOT NULL",
        &["#42"],
    ),
    (
        "SELECT name AS words FROM states ORDER BY position",
        &["Plan", "Doing", "Review", "Done"],
    ),
];

/// Its days and moments.
const TIMES: &[(&str, i64)] = &[
    ("SELECT due_on AS n FROM tasks WHERE title = 'Two'", 20_579),
    (
        "SELECT start_on AS n FROM tasks WHERE title = 'Two'",
        20_574,
    ),
    (
        "SELECT created_at AS n FROM tasks WHERE title = 'Two'",
        0x65a0_b2c3 * 1_000_000,
    ),
    (
        "SELECT closed_at AS n FROM tasks WHERE title = 'Two'",
        1_778_140_800_000_000,
    ),
    (
        "SELECT MIN(created_at) AS n FROM comments",
        1_767_225_600_000_000,
    ),
];

#[tokio::test]
async fn dates_authors_and_places_are_those_of_the_board() {
    const CARD: &str = "65a0b2c3d4e5f60718293a4b";
    let comment = |id: &str, at: &str, by: &str| {
        json!({"id": id, "type": "commentCard", "date": at,
        "data": {"text": format!("said {id}"), "card": {"id": CARD}}, "memberCreator": {"id": by.replace(' ', "."), "fullName": by}})
    };
    let file = json!({"id": "b", "name": "Fair", "lists": [
            {"id": "l1", "name": "Website", "pos": 1}, {"id": "l2", "name": "Booth", "pos": 2, "closed": true}],
        "cards": [{"id": CARD, "idShort": 42, "name": "Two", "idList": "l2", "pos": 9, "due": "2026-05-06T12:00:00.000Z",
                "start": "2026-05-01T00:00:00.000Z", "dueComplete": true, "dateLastActivity": "2026-05-07T08:00:00.000Z"},
            {"id": "x", "name": "One", "idList": "l1"}],
        "actions": [comment("a2", "2026-02-02T00:00:00.000Z", "Bo"), comment("a1", "2026-01-01T00:00:00.000Z", "Ana Lopez")]});
    for house in House::each().await {
        let (import, report) = house.import(file.to_string().into_bytes()).await;
        assert_eq!(
            (report.lists, import.status),
            (ListsAs::Goal, ImportStatus::Done)
        );
        house.says(FAIR).await;
        house.counts(TIMES).await;
    }
}

#[tokio::test]
async fn an_import_that_was_cut_off_goes_on_from_its_place() {
    let made = made(350);
    for house in House::each().await {
        let import = house
            .bring(made.to_bytes(false), Asked::default())
            .await
            .unwrap();
        let plan = Arc::new(jobs::read_plan(&house.blimp, &import).await.unwrap());
        // The project and two chunks of cards; then the process is gone.
        let mut now = import.clone();
        for _ in 0..3 {
            now = jobs::step(&house.blimp.db, &now, &plan)
                .await
                .unwrap()
                .unwrap();
        }
        assert_eq!((now.place, now.status), (201, ImportStatus::Running));
        // One that still believes in an earlier place changes nothing.
        let stale = crate::imports::model::Import {
            place: 101,
            ..now.clone()
        };
        assert!(jobs::step(&house.blimp.db, &stale, &plan).await.is_err());

        let over = jobs::carry_out(&house.blimp, ACME, import.id, |_| ready(Ok(())))
            .await
            .unwrap();
        let report: Report = serde_json::from_str(over.report.as_deref().unwrap()).unwrap();
        assert!(
            report.lists_because.contains("their names"),
            "{}",
            report.lists_because
        );
        assert_eq!(counts(&report, ImportKind::Card), [350, 350, 0, 0, 0, 350]);
        assert_eq!(counts(&report, ImportKind::Item)[1], n(made.truth.items));
        let tasks = house
            .read(|conn| queries::number(conn, "SELECT COUNT(*) AS n FROM tasks"))
            .await;
        assert_eq!(tasks, 350);
        // Once more, as after a crash between the end and its acknowledgement.
        let again = jobs::carry_out(&house.blimp, ACME, import.id, |_| ready(Ok(())))
            .await
            .unwrap();
        assert_eq!(again, over);
    }
}

#[tokio::test]
async fn a_card_that_the_database_refuses_is_reported_and_stops_nobody() {
    let house = House::sqlite().await;
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON comments WHEN new.text = 'boom' BEGIN SELECT RAISE(ABORT, 'secret words'); END";
    house.write(move |tx| queries::run(tx, refuse)).await;
    let cards: Vec<_> = ["a", "b", "c"]
        .map(|id| json!({"id": id, "name": id, "idList": "l"}))
        .into();
    let boom =
        json!({"id": "x", "type": "commentCard", "data": {"text": "boom", "card": {"id": "b"}}});
    let file = json!({"id": "b", "name": "Fair", "lists": [{"id": "l", "name": "To Do"}], "cards": cards, "actions": [boom]});
    let (import, report) = house.import(file.to_string().into_bytes()).await;
    assert_eq!(
        (import.status, counts(&report, ImportKind::Card)),
        (ImportStatus::Done, [3, 2, 0, 0, 1, 2])
    );
    assert_eq!(
        (report.errors[0].source_id.as_str(), report.errors.len()),
        ("b", 1)
    );
    assert!(
        report.summary.contains("did not arrive") && !report.errors[0].reason.contains("secret")
    );
    let titles = house
        .read(|conn| queries::words(conn, "SELECT title AS words FROM tasks ORDER BY title"))
        .await;
    assert_eq!(titles, ["a", "c"]);

    // All of them refused: that is no success.
    house
        .write(|tx| {
            queries::run(
                tx,
                "CREATE TRIGGER none BEFORE INSERT ON tasks BEGIN SELECT RAISE(ABORT, 'no'); END",
            )
        })
        .await;
    let other = file
        .to_string()
        .replace("\"id\":\"b\",\"lists\"", "\"id\":\"b2\",\"lists\"");
    let (import, report) = house.import(other.into_bytes()).await;
    assert_eq!(
        (import.status, report.summary.as_str()),
        (ImportStatus::Failed, "Nothing came in.")
    );
}
