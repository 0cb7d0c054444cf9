//! How many statements lists, boards and histories take, and which way the database goes.

use blimp_accounts::Actor;
use blimp_kit::{Date, PageParams, Result};
use blimp_store::Conn;

use super::{ACME, OLGA, SITE};
use crate::activity;
use crate::board;
use crate::people;
use crate::place::TaskId;
use crate::projects;
use crate::search::queries::ground::Ground;
use crate::search::queries::statements::{said, way};
use crate::tasks::api::many;
use crate::tasks::queries::{Scope, list};
use crate::tasks::wanted::{Asked, Expand};

/// Twenty thousand tasks more in Site and Shop, of which a few are Max's, and their histories.
const CROWD: [&str; 4] = [
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO tasks (id, company_id, project_id, number, title, state_id, position, priority,
        due_on, created_by, created_at, updated_at)
    SELECT 1000 + i, 1, 10 + i % 2, 100 + i, 'Task ' || (i * 7919 % 997), 10 + i % 2,
        'z' || (100000 + i), i % 5, CASE WHEN i % 3 = 0 THEN 20000 + i % 900 END, 1, i, i
    FROM n",
    "INSERT INTO task_assignees (company_id, task_id, user_id, assigned_at)
    SELECT 1, id, 2, 0 FROM tasks WHERE id > 1000 AND id % 1000 = 0",
    "INSERT INTO event (company_id, project_id, actor_id, name, subject_type, subject_id, thread_id,
        payload, changes, at)
    SELECT 1, 10, 1 + id % 2, 'task.changed.v1', 'task', 100, 100, '{}', '{}', 0
    FROM tasks WHERE id > 1000 AND id <= 1200",
    "ANALYZE",
];

async fn crowd(ground: &Ground) {
    for sql in CROWD {
        ground.run(sql).await;
    }
}

fn page(limit: i64) -> PageParams {
    PageParams {
        limit: Some(limit),
        cursor: None,
    }
}

fn listed(conn: &mut Conn, actor: &Actor, scope: Scope, asked: &Asked) -> Result<()> {
    let (wanted, sort) = (
        asked.wanted(actor.user, Date(20_300))?,
        asked.sort(crate::tasks::sort::Field::Number)?,
    );
    let found = list(conn, (actor, scope), &wanted, sort, &asked.page())?;
    many(conn, actor, ACME, (found.items, Expand::default())).map(|_| ())
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_what_is_read() {
    for ground in Ground::each().await {
        crowd(&ground).await;
        ground
            .as_user(OLGA, |conn, actor| {
                let scope = Scope {
                    company: ACME,
                    project: Some(SITE),
                };
                let counts = |conn: &mut Conn, limit: i64| {
                    let asked = Asked {
                        limit: Some(limit),
                        ..Asked::default()
                    };
                    let list = said(conn, |conn| listed(conn, actor, scope, &asked))?;
                    let wanted = activity::Wanted {
                        company: ACME,
                        project: None,
                        task: Some(TaskId(100)),
                        actor: None,
                        names: Vec::new(),
                    };
                    let history = said(conn, |conn| {
                        activity::queries::list(conn, actor, &wanted, &page(limit)).map(|_| ())
                    })?;
                    Ok::<_, blimp_kit::Error>((list.len(), history.len()))
                };
                let (few, many) = (counts(conn, 1)?, counts(conn, 100)?);
                assert_eq!(few, many, "a list and a history, short and long");
                assert!(few.0 > 0 && few.0 <= 4 && few.1 <= 3, "{few:?}");
                let looked = |conn: &mut Conn, id| {
                    said(conn, |conn| {
                        let project = projects::policy::view(conn, actor, id)?;
                        let board = board::queries::board(conn, &project)?;
                        people::queries::bodies(conn, actor, ACME, &[]).map(|_| drop(board))
                    })
                };
                let small = looked(conn, super::SECRET)?.len();
                let large = looked(conn, SITE)?.len();
                // Of a board that is too large the database counts the columns as well.
                assert!(large <= small + 1 && large <= 14, "{small} and {large}");
                Ok(())
            })
            .await;
    }
}

#[tokio::test]
async fn a_large_company_is_neither_read_through_nor_sorted() {
    let ground = Ground::each().await.remove(0);
    crowd(&ground).await;
    ground
        .as_user(OLGA, |conn, actor| {
            let everywhere = Scope {
                company: ACME,
                project: None,
            };
            for query in [
                "number",
                "-number",
                "title",
                "-title",
                "priority",
                "-priority",
                "created_at",
                "-created_at",
                "updated_at",
                "-updated_at",
                "due_on",
                "-due_on",
            ] {
                let asked = Asked {
                    sort: Some(query.to_owned()),
                    ..Asked::default()
                };
                let said = said(conn, |conn| listed(conn, actor, everywhere, &asked))?;
                for sql in said.iter().filter(|sql| sql.contains("ORDER BY")) {
                    let way = way(conn, sql);
                    let bad = |step: &&String| {
                        step.starts_with("SCAN tasks") || step.contains("TEMP B-TREE FOR ORDER")
                    };
                    let is_list = sql.contains("LIMIT") && !sql.contains("UNION");
                    assert!(
                        !is_list || !way.iter().any(|s| bad(&s)),
                        "{query}: {way:#?} {sql}"
                    );
                }
            }
            Ok(())
        })
        .await;
}
