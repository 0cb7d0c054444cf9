//! Searching on real databases.

use blimp_accounts::CompanyId;
use blimp_kit::PageParams;
use diesel::prelude::*;

use super::ground::Ground;
use super::{list, matching_tasks};
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::search::model::Search;
use crate::search::{Doc, Hit, Kind, Terms, actions};

const ACME: CompanyId = CompanyId(1);

fn doc((project, task): (i64, i64), kind: Kind, subject_id: i64, title: &str) -> Doc<'_> {
    let company = CompanyId(if project == 20 { 2 } else { 1 });
    let (project, task) = (ProjectId(project), TaskId(task));
    Doc {
        company,
        project,
        task,
        kind,
        subject_id,
        title,
        body: "",
    }
}

async fn put(ground: &Ground, doc: Doc<'static>) {
    ground.write(move |tx| actions::put(tx, &doc)).await;
}

/// The same words in every project: what is found tells who may see what.
async fn words_everywhere(ground: &Ground) {
    for project in [10, 11, 12, 13, 20] {
        let task = project * 10;
        put(
            ground,
            doc((project, task), Kind::Task, task, "Launch the rocket"),
        )
        .await;
    }
    let body = "Said: the launch is on Monday";
    put(
        ground,
        Doc {
            body,
            ..doc((10, 100), Kind::Comment, 7, "")
        },
    )
    .await;
    put(
        ground,
        doc((10, 100), Kind::File, 8, "launch-plan_final.v2.pdf"),
    )
    .await;
}

async fn found(ground: &Ground, user: i64, q: &str, kind: Option<Kind>) -> Vec<(Kind, i64)> {
    let text = Terms::parse("q", q).unwrap();
    let search = Search {
        company: ACME,
        text,
        kind,
        project: None,
    };
    let ask = move |conn: &mut _, actor: &_| list(conn, actor, &search, &PageParams::default());
    let page = ground.as_user(user, ask).await;
    let mut found: Vec<_> = page
        .items
        .iter()
        .map(|hit| (hit.kind, hit.subject_id))
        .collect();
    found.sort_unstable();
    found
}

#[tokio::test]
async fn everybody_finds_what_they_may_see_and_nothing_else() {
    use Kind::{Comment, File, Task};
    for ground in Ground::each().await {
        words_everywhere(&ground).await;
        let site = [(Task, 100), (Comment, 7), (File, 8)];
        for (user, more) in [
            (1, &[(Task, 110), (Task, 120)][..]),
            (2, &[(Task, 110)]),
            (3, &[]),
            (5, &[]),
        ] {
            let mut expected: Vec<_> = site.iter().chain(more).copied().collect();
            expected.sort_unstable();
            assert_eq!(
                found(&ground, user, "launch", None).await,
                expected,
                "user {user}"
            );
        }
        assert_eq!(found(&ground, 4, "launch", None).await, [(Task, 110)]);
        assert_eq!(found(&ground, 9, "launch", None).await, []);
        assert_eq!(found(&ground, 1, "launch", Some(File)).await, [(File, 8)]);
    }
}

#[tokio::test]
async fn words_are_found_by_their_beginning_and_all_must_be_there() {
    for ground in Ground::each().await {
        words_everywhere(&ground).await;
        for (q, subjects) in [
            ("lau rock", &[100, 110, 120][..]),
            ("LAUNCH MONDAY", &[7]),
            ("rocket monday", &[]),
            ("final", &[8]),
            ("v2.pdf", &[8]),
            ("launch-plan", &[8]),
            ("ocket", &[]),
            ("c1 rocket", &[]),
            ("\"rocket", &[100, 110, 120]),
            ("rocket AND NOT", &[]),
            ("NEAR(launch rocket, 2)", &[]),
            ("launch* ^rocket", &[100, 110, 120]),
            ("title : rocket", &[]),
            ("(((", &[]),
            ("'; DROP TABLE tasks; --", &[]),
            ("!rocket | <-> & :*", &[100, 110, 120]),
            ("\\\\'':*A", &[]),
        ] {
            let found: Vec<i64> = found(&ground, 1, q, None)
                .await
                .iter()
                .map(|hit| hit.1)
                .collect();
            assert_eq!(found, subjects, "{q}");
        }
    }
}

#[tokio::test]
async fn a_title_counts_more_than_a_body_and_pages_go_on_where_they_ended() {
    for ground in Ground::each().await {
        for n in 0..30 {
            let hay = Doc {
                body: "hay",
                ..doc((11, 110), Kind::Comment, 1_000 + n, "")
            };
            put(&ground, hay).await;
        }
        for n in 0..5 {
            let body = "a needle, in the hay that everybody speaks of";
            put(
                &ground,
                Doc {
                    body,
                    ..doc((10, 100), Kind::Comment, n, "")
                },
            )
            .await;
        }
        put(&ground, doc((10, 100), Kind::Task, 100, "Find the needle")).await;

        let (mut cursor, mut seen): (Option<String>, Vec<Hit>) = (None, Vec::new());
        loop {
            let text = Terms::parse("q", "needle").unwrap();
            let search = Search {
                company: ACME,
                text,
                kind: None,
                project: Some(ProjectId(10)),
            };
            let page = PageParams {
                limit: Some(2),
                cursor,
            };
            let ask = move |conn: &mut _, actor: &_| list(conn, actor, &search, &page);
            let page = ground.as_user(2, ask).await;
            seen.extend(page.items);
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let subjects: Vec<_> = seen.iter().map(|hit| (hit.kind, hit.subject_id)).collect();
        let comments = (0..5).rev().map(|n| (Kind::Comment, n));
        let expected: Vec<_> = [(Kind::Task, 100)].into_iter().chain(comments).collect();
        assert_eq!(subjects, expected);
        assert_eq!(
            (seen[0].number, seen[0].task_title.as_str()),
            (1, "In Site")
        );
    }
}

#[tokio::test]
async fn what_changes_is_found_as_it_is_now() {
    for ground in Ground::each().await {
        words_everywhere(&ground).await;
        put(&ground, doc((10, 100), Kind::Task, 100, "Land the capsule")).await;
        assert_eq!(found(&ground, 3, "rocket", None).await, []);
        assert_eq!(
            found(&ground, 3, "capsule", None).await,
            [(Kind::Task, 100)]
        );

        ground
            .write(|tx| actions::remove(tx, ACME, Kind::Comment, 7))
            .await;
        assert_eq!(found(&ground, 3, "monday", None).await, []);

        ground
            .run("UPDATE tasks SET trashed_at = 1 WHERE id = 100")
            .await;
        assert_eq!(found(&ground, 1, "capsule", None).await, []);
        ground
            .run("UPDATE tasks SET trashed_at = NULL WHERE id = 100")
            .await;
        assert_eq!(
            found(&ground, 1, "capsule", None).await,
            [(Kind::Task, 100)]
        );

        ground
            .run("UPDATE tasks SET project_id = 12, state_id = 12, position = 'X' WHERE id = 100")
            .await;
        ground
            .write(|tx| actions::move_task(tx, ACME, TaskId(100), ProjectId(12)))
            .await;
        assert_eq!(found(&ground, 3, "capsule", None).await, []);
        assert_eq!(found(&ground, 1, "final", None).await, [(Kind::File, 8)]);

        ground
            .write(|tx| actions::remove_task(tx, ACME, TaskId(100)))
            .await;
        assert_eq!(found(&ground, 1, "final", None).await, []);
    }
}

#[tokio::test]
async fn lists_of_tasks_can_be_narrowed_by_words() {
    use crate::tasks::schema::tasks;
    for ground in Ground::each().await {
        words_everywhere(&ground).await;
        for (q, expected) in [
            ("rocket", &[100, 110, 120, 130][..]),
            ("monday", &[]),
            ("nothing", &[]),
        ] {
            let terms = Terms::parse("q", q).unwrap();
            let ask = move |conn: &mut blimp_store::Conn, _: &_| {
                let rows = tasks::table.filter(matching_tasks(conn.dialect(), ACME, &terms));
                Ok(rows.order(tasks::id).select(tasks::id).load::<i64>(conn)?)
            };
            assert_eq!(ground.as_user(1, ask).await, expected, "{q}");
        }
    }
}
