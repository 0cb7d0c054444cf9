//! Talking about tasks, on real databases.

use blimp_accounts::UserId;
use blimp_kit::{Error, Instant, PageParams, Result};
use blimp_store::{Conn, EventId};

use crate::comments::events::{CommentAdded, CommentEdited};
use crate::comments::model::Order;
use crate::comments::{Comment, CommentId, actions, policy, queries};
use crate::markdown::Written;
use crate::place::TaskId;
use crate::search::Terms;
use crate::search::queries::ground::Ground;
use crate::{search, tasks, watchers};

const TASK: TaskId = TaskId(100);

fn written(text: &str) -> Written {
    Written::from(text.parse::<crate::text::Body>().unwrap())
}

async fn say(ground: &Ground, user: i64, task: TaskId, text: &'static str) -> Result<Comment> {
    let work = move |tx: &mut blimp_store::Tx, actor: &blimp_accounts::Actor| {
        let task = policy::add(tx, actor, task)?;
        actions::add(tx, actor, task, &written(text))
    };
    ground.act(user, work).await
}

async fn edit(ground: &Ground, user: i64, id: CommentId, text: &'static str) -> Result<Comment> {
    let work = move |tx: &mut blimp_store::Tx, actor: &blimp_accounts::Actor| {
        let said = policy::edit(tx, actor, id)?;
        actions::edit(tx, actor, said, &written(text))
    };
    ground.act(user, work).await
}

async fn delete(ground: &Ground, user: i64, id: CommentId) -> Result {
    let work = move |tx: &mut blimp_store::Tx, actor: &blimp_accounts::Actor| {
        let said = policy::delete(tx, actor, id)?;
        actions::delete(tx, actor, said)
    };
    ground.act(user, work).await
}

async fn restore(ground: &Ground, user: i64, id: CommentId) -> Result<Comment> {
    let work = move |tx: &mut blimp_store::Tx, actor: &blimp_accounts::Actor| {
        let said = policy::restore(tx, actor, id)?;
        actions::restore(tx, actor, said)
    };
    ground.act(user, work).await
}

fn verdict<T>(result: &Result<T>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::NotFound) => "not found",
        Err(Error::Forbidden(_)) => "forbidden",
        Err(Error::Conflict { code, .. }) => code,
        Err(Error::Invalid(_)) => "invalid",
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_comment_tells_those_it_names_who_may_see_it_and_is_watched_by_its_author() {
    for ground in Ground::each().await {
        let text = "Hi @[Cora](5), @[Carl](4), @[Max](2), @olga, @[Cleo](3) and @[Otto](9)";
        let comment = say(&ground, 3, TASK, text).await.unwrap();
        assert!(comment.html.contains("mention"), "{}", comment.html);

        let facts = ground.facts(0).await;
        assert_eq!(facts.len(), 1);
        let fact: CommentAdded = facts[0].fact().unwrap();
        assert_eq!(fact.mentioned, [1, 2, 5].map(UserId));
        assert_eq!(
            (facts[0].project_id, facts[0].thread_id),
            (Some(10), Some(100))
        );
        assert_eq!(
            (facts[0].subject_type.as_str(), facts[0].subject_id),
            ("comment", comment.id.0)
        );
        assert!(
            facts[0].changes.contains("Hi @[Cora](5)") && !facts[0].payload.contains("changes")
        );

        let company = comment.company_id;
        let watching = move |conn: &mut Conn, _: &_| watchers::queries::list(conn, company, TASK);
        assert_eq!(ground.as_user(1, watching).await, [UserId(3)]);

        let edited = edit(&ground, 3, comment.id, "Hi @[Cora](5) and @[Olga](1)")
            .await
            .unwrap();
        assert_eq!((edited.version, edited.edited_at.is_some()), (2, true));
        edit(&ground, 3, comment.id, "Hi @[Cora](5) and @[Olga](1)")
            .await
            .unwrap();
        let facts = ground.facts(1).await;
        assert_eq!(facts.len(), 1, "the same text again is no fact");
        let fact: CommentEdited = facts[0].fact().unwrap();
        assert!(fact.mentioned.is_empty(), "both were named before");
        edit(&ground, 3, comment.id, "Hi @max and @[Cora](5)")
            .await
            .unwrap();
        let fact: CommentEdited = ground.facts(2).await[0].fact().unwrap();
        assert_eq!(
            fact.mentioned,
            [UserId(2)],
            "not in the text before this one"
        );
    }
}

#[tokio::test]
async fn everybody_may_do_with_a_comment_what_they_may() {
    for ground in Ground::each().await {
        let id = say(&ground, 3, TASK, "Mine").await.unwrap().id;
        for (user, edits, deletes) in [
            (1, "forbidden", "ok"),
            (2, "forbidden", "forbidden"),
            (5, "forbidden", "forbidden"),
            (4, "not found", "not found"),
            (9, "not found", "not found"),
            (3, "ok", "ok"),
        ] {
            assert_eq!(
                verdict(&edit(&ground, user, id, "Other").await),
                edits,
                "user {user}"
            );
            assert_eq!(
                verdict(&delete(&ground, user, id).await),
                deletes,
                "user {user}"
            );
            if deletes == "ok" {
                assert_eq!(verdict(&delete(&ground, user, id).await), "not found");
                assert_eq!(verdict(&restore(&ground, 2, id).await), "not found");
                assert_eq!(verdict(&restore(&ground, user, id).await), "ok");
            }
        }
        assert_eq!(verdict(&say(&ground, 4, TASK, "No").await), "not found");
        assert_eq!(
            verdict(&say(&ground, 1, TaskId(130), "No").await),
            "not found"
        );
        assert_eq!(verdict(&say(&ground, 3, TASK, " \n").await), "invalid");

        ground
            .run("UPDATE projects SET archived_at = 1 WHERE id = 10")
            .await;
        assert_eq!(
            verdict(&say(&ground, 3, TASK, "Late").await),
            "project.archived"
        );
        assert_eq!(
            verdict(&edit(&ground, 3, id, "Late").await),
            "project.archived"
        );
        assert_eq!(verdict(&delete(&ground, 1, id).await), "project.archived");
    }
}

#[tokio::test]
async fn a_deleted_comment_is_neither_listed_nor_found_until_it_is_restored() {
    for ground in Ground::each().await {
        let id = say(&ground, 3, TASK, "A peculiar word").await.unwrap().id;
        let seen = || async {
            let ask = move |conn: &mut Conn, actor: &blimp_accounts::Actor| {
                let task = tasks::queries::get(conn, actor, TASK)?;
                let page = PageParams::default();
                let listed = queries::list(conn, &task, Order::OldestFirst, &page)?
                    .items
                    .len();
                let text = Terms::parse("q", "peculiar")?;
                let (kind, project, company) = (None, None, task.company_id);
                let search = search::model::Search {
                    company,
                    text,
                    kind,
                    project,
                };
                Ok((
                    listed,
                    search::queries::list(conn, actor, &search, &page)?
                        .items
                        .len(),
                ))
            };
            ground.as_user(5, ask).await
        };
        assert_eq!(seen().await, (1, 1));
        delete(&ground, 1, id).await.unwrap();
        assert_eq!(seen().await, (0, 0));
        restore(&ground, 3, id).await.unwrap();
        assert_eq!(seen().await, (1, 1));
        let names: Vec<_> = ground
            .facts(0)
            .await
            .into_iter()
            .map(|fact| fact.name)
            .collect();
        let expected = [
            "comment.added.v1",
            "comment.deleted.v1",
            "comment.restored.v1",
        ];
        assert_eq!(names, expected);
    }
}

#[tokio::test]
async fn a_reviews_note_becomes_one_comment_however_often_it_is_told() {
    for ground in Ground::each().await {
        for _ in 0..2 {
            let work = |tx: &mut blimp_store::Tx, actor: &blimp_accounts::Actor| {
                let of = tasks::queries::get(tx, actor, TASK)?.titled();
                let (fact, at) = (EventId(77), Instant(5));
                actions::add_from_review(tx, &of, actor.user, &written("Bigger logo"), (fact, at))
            };
            ground.act(3, work).await.unwrap();
        }
        assert_eq!(ground.facts(0).await.len(), 1);
    }
}

#[tokio::test]
async fn comments_are_read_in_the_order_in_which_they_were_said() {
    for ground in Ground::each().await {
        for text in ["third", "fourth", "fifth"] {
            say(&ground, 3, TASK, text).await.unwrap();
        }
        for (text, at) in [("second", 20), ("first", 10)] {
            let work = move |tx: &mut blimp_store::Tx, actor: &blimp_accounts::Actor| {
                let of = tasks::queries::get(tx, actor, TASK)?.titled();
                actions::import(tx, &of, (UserId(2), Instant(at)), &written(text))
            };
            ground.act(1, work).await.unwrap();
        }
        let mut expected = vec!["first", "second", "third", "fourth", "fifth"];
        for order in [Order::OldestFirst, Order::NewestFirst] {
            let (mut cursor, mut said): (Option<String>, Vec<String>) = (None, Vec::new());
            loop {
                let page = PageParams {
                    limit: Some(2),
                    cursor,
                };
                let ask = move |conn: &mut Conn, actor: &blimp_accounts::Actor| {
                    let task = tasks::queries::get(conn, actor, TASK)?;
                    queries::list(conn, &task, order, &page)
                };
                let page = ground.as_user(3, ask).await;
                said.extend(page.items.iter().map(|row| row.text.to_string()));
                cursor = page.next;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(said, expected);
            expected.reverse();
        }
        assert_eq!(
            ground.facts(0).await.len(),
            3,
            "what is imported is told by the import"
        );
    }
}
