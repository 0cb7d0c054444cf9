//! How many statements lists, boards and histories take, and which way the database goes.

use blimp_accounts::Actor;
use blimp_kit::{Date, PageParams, Result};
use blimp_store::Conn;

use super::{ACME, OLGA, SECRET, SITE};
use crate::activity;
use crate::attachments::api::project::{ProjectAttachmentFilter, list as list_files};
use crate::attachments::model::AttachmentKind;
use crate::board;
use crate::place::TaskId;
use crate::projects::{self, ProjectId};
use crate::search::queries::ground::Ground;
use crate::search::queries::statements::{said, way};
use crate::tasks::api::many;
use crate::tasks::queries::{Scope, list};
use crate::tasks::wanted::{Asked, Expand};

/// Twenty thousand tasks more in Site and Shop, of which a few are Max's, and their histories.
const CROWD: [&str; 6] = [
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    INSERT INTO tasks (id, company_id, project_id, number, title, state_id, position, priority,
        due_on, created_by, created_at, updated_at)
    SELECT 1000 + i, 1, 10 + i % 2, 100 + i, 'Task ' || (i * 7919 % 997), 10 + i % 2,
        'z' || (100000 + i), i % 5, CASE WHEN i % 3 = 0 THEN 20000 + i % 900 END, 1, i, i
    FROM n",
    "INSERT INTO task_assignees (company_id, task_id, user_id, assigned_at)
    SELECT 1, id, 2, 0 FROM tasks WHERE id > 1000 AND id % 1000 = 0",
    "INSERT INTO file (id, company_id, owner_kind, key, name, content_type, bytes, sha256, state,
        created_at)
    SELECT id, 1, 'attachment', 'key ' || id, 'Dot', 'image/png', 1, '', 'ready', 0
    FROM tasks WHERE id > 1000 AND id % 8 = 0",
    "INSERT INTO attachments (company_id, project_id, task_id, file_id, url, name, created_by,
        created_at)
    SELECT 1, project_id, id, CASE WHEN id % 8 = 0 THEN id END,
        CASE WHEN id % 8 <> 0 THEN 'https://example.com/' END, 'Dot', 1 + id % 2, 0
    FROM tasks WHERE id > 1000 AND id % 4 <> 3",
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

fn count(conn: &mut Conn, ask: impl FnOnce(&mut Conn) -> Result<()>) -> Result<usize> {
    Ok(said(conn, ask)?.len())
}

fn files(limit: i64, kind: Option<AttachmentKind>) -> ProjectAttachmentFilter {
    ProjectAttachmentFilter {
        kind,
        limit: Some(limit),
        cursor: None,
    }
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_what_is_read() {
    for ground in Ground::each().await {
        crowd(&ground).await;
        let ask = |conn: &mut Conn, olga: &Actor| {
            for limit in [1, 100] {
                // The tasks, and what hangs on them.
                assert_eq!(count(conn, |conn| some_tasks(conn, olga, limit))?, 2);
                // The facts, and the people in them.
                assert_eq!(count(conn, |conn| some_facts(conn, olga, limit))?, 2);
                // The project, what hangs on its tasks, the files of that, and the people.
                let some = |conn: &mut Conn| list_files(conn, olga, SITE, files(limit, None));
                assert_eq!(
                    count(conn, |conn| some(conn).map(drop))?,
                    4,
                    "{limit} files"
                );
            }
            // The project; open and closed cards; columns, goals and labels; and of the cards the
            // people, labels, checklists, subtasks, comments and attachments.
            assert_eq!(count(conn, |conn| board_of(conn, olga, SECRET))?, 12);
            // Of a board that is too large the database counts the columns as well.
            assert_eq!(count(conn, |conn| board_of(conn, olga, SITE))?, 13);
            Ok(())
        };
        ground.as_user(OLGA, ask).await;
    }
}

fn some_tasks(conn: &mut Conn, actor: &Actor, limit: i64) -> Result<()> {
    let scope = Scope {
        company: ACME,
        project: Some(SITE),
    };
    let asked = Asked {
        limit: Some(limit),
        ..Asked::default()
    };
    listed(conn, actor, scope, &asked)
}

fn some_facts(conn: &mut Conn, actor: &Actor, limit: i64) -> Result<()> {
    let wanted = activity::Wanted {
        company: ACME,
        project: None,
        task: Some(TaskId(100)),
        actor: None,
        names: Vec::new(),
    };
    activity::queries::list(conn, actor, &wanted, &page(limit)).map(drop)
}

fn board_of(conn: &mut Conn, actor: &Actor, id: ProjectId) -> Result<()> {
    let project = projects::policy::view(conn, actor, id)?;
    board::queries::board(conn, &project).map(drop)
}

#[tokio::test]
async fn the_files_of_a_large_project_are_neither_read_through_nor_sorted() {
    let ground = Ground::each().await.remove(0);
    crowd(&ground).await;
    let ask = |conn: &mut Conn, olga: &Actor| {
        for kind in [
            None,
            Some(AttachmentKind::Picture),
            Some(AttachmentKind::Document),
            Some(AttachmentKind::Link),
        ] {
            let said = said(conn, |conn| {
                list_files(conn, olga, SITE, files(50, kind)).map(drop)
            })?;
            let list = said.iter().find(|sql| sql.contains("LIMIT")).unwrap();
            let way = way(conn, list);
            let bad = |step: &String| step.starts_with("SCAN") || step.contains("TEMP B-TREE");
            assert!(!way.iter().any(bad), "{kind:?}: {way:#?} {list}");
        }
        Ok(())
    };
    ground.as_user(OLGA, ask).await;
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
