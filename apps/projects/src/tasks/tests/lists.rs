//! Lists: what they have, in which order, page by page; and the board.

use blimp_accounts::UserId;
use blimp_kit::{Date, Instant};

use super::{ACME, CARL, CLEO, DOING, FIRST, MAX, OLGA, OTTO, SITE, grounds, make, new};
use crate::place::TaskId;
use crate::search::queries::ground::Ground;
use crate::tasks::model::Priority;
use crate::tasks::queries::{self, Scope};
use crate::tasks::sort::Field;
use crate::tasks::wanted::Asked;
use crate::{board, projects};

const TODAY: Date = Date(20_000);

/// Eight tasks beside the first, of all sorts.
async fn fill(ground: &Ground) {
    let work = ground.act(MAX, |tx, max| {
        for n in 0..8_i64 {
            let mut task = new(&format!("task {}", 9 - n));
            task.due_on = (n % 3 != 0).then(|| TODAY.plus(n / 3 - 1));
            task.priority = if n % 2 == 0 {
                Priority::High
            } else {
                Priority::Low
            };
            task.state = (n == 4).then_some(DOING);
            task.assignees = if n < 3 { vec![UserId(MAX)] } else { Vec::new() };
            task.labels = if n > 4 {
                vec!["Bug".parse().unwrap()]
            } else {
                Vec::new()
            };
            task.parent = (n == 7).then_some(FIRST);
            make(tx, max, SITE, task)?;
        }
        Ok(())
    });
    work.await.unwrap();
}

async fn page(ground: &Ground, user: i64, asked: Asked) -> (Vec<TaskId>, Option<String>) {
    let read = ground.as_user(user, move |conn, actor| {
        let wanted = asked.wanted(actor.user, TODAY)?;
        let scope = Scope {
            company: ACME,
            project: None,
        };
        let sort = asked.sort(Field::Position)?;
        queries::list(conn, (actor, scope), &wanted, sort, &asked.page())
    });
    let page = read.await;
    (page.items.iter().map(|task| task.id).collect(), page.next)
}

#[tokio::test]
async fn pages_follow_each_other_in_every_order() {
    for ground in grounds().await {
        fill(&ground).await;
        for field in Field::ALL {
            if *field == Field::State {
                // An order of one project alone.
                continue;
            }
            for minus in ["", "-"] {
                let asked = |limit, cursor| Asked {
                    sort: Some(format!("{minus}{field}")),
                    limit: Some(limit),
                    cursor,
                    ..Asked::default()
                };
                let (whole, next) = page(&ground, OLGA, asked(100, None)).await;
                assert_eq!((whole.len(), next), (11, None));
                let (mut parts, mut cursor) = (Vec::new(), None);
                loop {
                    let (some, next) = page(&ground, OLGA, asked(2, cursor)).await;
                    parts.extend(some);
                    cursor = next;
                    if cursor.is_none() {
                        break;
                    }
                }
                assert_eq!(parts, whole, "{minus}{field}");
            }
        }
        let asked = Asked {
            sort: Some("-due_on".to_owned()),
            ..Asked::default()
        };
        let (ids, _) = page(&ground, OLGA, asked).await;
        let days = ground.as_user(OLGA, move |conn, _| {
            let tasks = queries::of_ids(conn, ACME, &ids)?;
            let day = |id: &TaskId| tasks.iter().find(|task| task.id == *id).unwrap().due_on;
            Ok(ids.iter().map(day).collect::<Vec<_>>())
        });
        let days = days.await;
        assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
        assert_eq!(days.last(), Some(&None));
    }
}

/// A list with one filter.
fn with(name: &str, value: &str) -> Asked {
    let (mut asked, text) = (Asked::default(), Some(value.to_owned()));
    match name {
        "assignee" => asked.assignee = text,
        "state" => asked.state = text,
        "label" => asked.label = text,
        "parent" => asked.parent = text,
        "goal" => asked.goal = text,
        "q" => asked.q = text,
        "overdue" => asked.overdue = value.parse().ok(),
        "closed" => asked.closed = value.parse().ok(),
        "archived" => asked.archived = value.parse().ok(),
        "due_after" => asked.due_after = Some(TODAY),
        "due_before" => asked.due_before = Some(TODAY),
        "created_after" => asked.created_after = Some(Instant(1)),
        "created_before" => asked.created_before = Some(Instant(1)),
        _ => {}
    }
    asked
}

#[tokio::test]
async fn filters_narrow_and_never_widen() {
    for ground in grounds().await {
        fill(&ground).await;
        for (user, name, value, expected) in [
            (OLGA, "", "", 11),
            (MAX, "", "", 10),
            (CLEO, "", "", 9),
            (CARL, "", "", 1),
            (OTTO, "", "", 0),
            (MAX, "assignee", "me", 3),
            (OLGA, "assignee", "me,none", 8),
            (OLGA, "assignee", "2,none", 11),
            (CARL, "assignee", "2", 0),
            (OLGA, "state", "doing", 1),
            (OLGA, "state", "101,done", 1),
            (OLGA, "state", "plan", 10),
            (OLGA, "label", "BUG", 3),
            (OLGA, "label", "other,1", 3),
            (OLGA, "parent", "100", 1),
            (OLGA, "parent", "none", 10),
            (OLGA, "goal", "none", 11),
            (OLGA, "goal", "7", 0),
            (OLGA, "overdue", "true", 2),
            (OLGA, "overdue", "false", 9),
            (OLGA, "due_after", "today", 3),
            (OLGA, "due_before", "today", 4),
            (OLGA, "closed", "true", 0),
            (OLGA, "archived", "true", 0),
            (OLGA, "q", "task 9", 1),
            (OLGA, "q", "!!", 0),
            (OLGA, "created_after", "1", 8),
            (OLGA, "created_before", "1", 3),
        ] {
            let found = page(&ground, user, with(name, value)).await.0.len();
            assert_eq!(found, expected, "{user} {name}={value}");
        }
    }
}

#[tokio::test]
async fn a_board_has_every_card_and_what_hangs_on_it() {
    for ground in grounds().await {
        fill(&ground).await;
        ground
            .run(
                "INSERT INTO comments (company_id, project_id, task_id, author_id, text, html, created_at)
                 VALUES (1, 10, 100, 1, 'a', 'a', 0), (1, 10, 100, 1, 'b', 'b', 0);
                 UPDATE tasks SET archived_at = 5 WHERE number = 6;",
            )
            .await;
        let board = ground.as_user(CLEO, |conn, cleo| {
            let site = projects::policy::view(conn, cleo, SITE)?;
            board::queries::board(conn, &site)
        });
        let board = board.await;
        assert_eq!(
            (board.cards.len(), board.truncated, board.states.len()),
            (8, false, 4)
        );
        assert!(board.cards.is_sorted_by(|a, b| a.position < b.position));
        assert_eq!(
            (board.comments[&FIRST], board.subtasks[&FIRST].total),
            (2, 1)
        );
        assert_eq!(
            (
                board.labels.len(),
                board.labelled.len(),
                board.assignees.len()
            ),
            (1, 3, 2)
        );
        assert!(board.attachments.is_empty() && board.checklists.is_empty());
    }
}
