//! Making, changing, arranging, throwing away.

use blimp_accounts::UserId;
use blimp_kit::{Date, PageParams};

use super::{
    ACME, CARL, CLEO, FIRST, HIDDEN, MAX, OLGA, OTTO, SECRET, SHOP, SITE, change, facts, grounds,
    make, new, word,
};
use crate::markdown::Written;
use crate::place::TaskId;
use crate::tasks::model::{Edit, Priority, Spot};
use crate::tasks::{actions, policy, queries};
use crate::text::{Body, Tag, Title};
use crate::watchers;

#[tokio::test]
async fn numbers_are_the_companys_and_given_once() {
    for ground in grounds().await {
        let made = ground.act(MAX, |tx, max| {
            let first = make(tx, max, SITE, new("a"))?.number;
            let other = make(tx, max, SHOP, new("b"))?.number;
            let gone = make(tx, max, SITE, new("c"))?;
            let task = policy::edit(tx, max, gone.id)?;
            actions::trash(tx, max, &task)?;
            Ok([
                first,
                other,
                gone.number,
                make(tx, max, SITE, new("d"))?.number,
            ])
        });
        assert_eq!(made.await.unwrap(), [5, 6, 7, 8]);
    }
}

#[tokio::test]
async fn who_may_not_see_a_task_does_not_find_it_and_clients_do_not_work() {
    for ground in grounds().await {
        for (user, task, expected) in [
            (OLGA, FIRST, ["ok", "ok"]),
            (MAX, FIRST, ["ok", "ok"]),
            (CLEO, FIRST, ["ok", "forbidden"]),
            (CARL, FIRST, ["not found", "not found"]),
            (OTTO, FIRST, ["not found", "not found"]),
            (OLGA, HIDDEN, ["ok", "ok"]),
            (MAX, HIDDEN, ["not found", "not found"]),
            (OLGA, TaskId(130), ["not found", "not found"]),
            (OLGA, TaskId(999), ["not found", "not found"]),
        ] {
            let view = ground
                .act(user, move |tx, actor| policy::view(tx, actor, task))
                .await;
            let edit = ground
                .act(user, move |tx, actor| policy::edit(tx, actor, task))
                .await;
            assert_eq!([word(&view), word(&edit)], expected, "{user} {task}");
        }
        let made = ground
            .act(CLEO, |tx, cleo| make(tx, cleo, SITE, new("x")))
            .await;
        assert_eq!(word(&made), "forbidden");
        let made = ground
            .act(MAX, |tx, max| make(tx, max, SECRET, new("x")))
            .await;
        assert_eq!(word(&made), "not found");
        assert!(facts(&ground).await.is_empty());
    }
}

#[tokio::test]
async fn a_change_is_told_field_by_field_and_no_change_is_not_told() {
    for ground in grounds().await {
        let edit = || Edit {
            title: Some("New title".parse::<Title>().unwrap()),
            notes: Some(Written::from(
                "Ask @max and @[Carl](4)".parse::<Body>().unwrap(),
            )),
            priority: Some(Priority::High),
            due_on: Some(Some(Date(20_000))),
            assignees: Some(vec![UserId(MAX), UserId(MAX), UserId(CLEO)]),
            labels: Some(vec!["Bug".parse::<Tag>().unwrap(), "bug".parse().unwrap()]),
            ..Edit::default()
        };
        let task = ground.act(OLGA, move |tx, olga| {
            change(tx, olga, FIRST, edit())?;
            change(tx, olga, FIRST, edit())
        });
        let task = task.await.unwrap();
        assert_eq!((task.version, task.title.as_str()), (2, "New title"));
        let expected = [
            "label.created",
            "task.changed",
            "task.assigned",
            "task.assigned",
        ];
        assert_eq!(facts(&ground).await, expected);
        let told = ground.facts(1).await;
        let fact: crate::tasks::events::TaskChanged = told[0].fact().unwrap();
        // Carl may not see the site, so he is not told that he was named.
        assert_eq!(fact.mentioned, [UserId(MAX)]);
        assert_eq!(
            fact.fields,
            ["title", "notes", "priority", "due_on", "labels"]
        );
        assert!(
            told[0]
                .changes
                .contains(r#""labels":{"from":[],"to":["Bug"]}"#)
        );
        let watching = ground.as_user(OLGA, |conn, _| watchers::queries::list(conn, ACME, FIRST));
        assert_eq!(watching.await, [UserId(MAX), UserId(CLEO)]);
    }
}

#[tokio::test]
async fn what_will_not_do_is_refused_and_changes_nothing() {
    for ground in grounds().await {
        let edits: Vec<Edit> = vec![
            Edit {
                start_on: Some(Some(Date(9))),
                due_on: Some(Some(Date(8))),
                ..Edit::default()
            },
            Edit {
                assignees: Some(vec![UserId(CARL)]),
                ..Edit::default()
            },
            Edit {
                assignees: Some((100..160).map(UserId).collect()),
                ..Edit::default()
            },
            Edit {
                goal: Some(Some(crate::goals::GoalId(7))),
                ..Edit::default()
            },
            Edit {
                parent: Some(Some(TaskId(110))),
                ..Edit::default()
            },
            Edit {
                parent: Some(Some(FIRST)),
                ..Edit::default()
            },
            Edit {
                spot: Spot {
                    after: Some(HIDDEN),
                    before: None,
                },
                ..Edit::default()
            },
        ];
        for edit in edits {
            let words = format!("{edit:?}");
            let result = ground
                .act(OLGA, move |tx, olga| change(tx, olga, FIRST, edit))
                .await;
            assert_eq!(word(&result), "invalid", "{words}");
        }
        assert!(facts(&ground).await.is_empty());
    }
}

#[tokio::test]
async fn subtasks_go_five_deep_and_never_in_a_circle() {
    for ground in grounds().await {
        let work = ground.act(MAX, |tx, max| {
            let mut chain = vec![FIRST];
            for _ in 0..4 {
                let mut part = new("part");
                part.parent = chain.last().copied();
                chain.push(make(tx, max, SITE, part)?.id);
            }
            let mut sixth = new("part");
            sixth.parent = chain.last().copied();
            assert_eq!(word(&make(tx, max, SITE, sixth)), "invalid");
            let under = |parent| Edit {
                parent: Some(parent),
                ..Edit::default()
            };
            for id in &chain {
                assert_eq!(word(&change(tx, max, FIRST, under(Some(*id)))), "invalid");
            }
            // A task with one level below it fits under the third, not under the fourth.
            change(tx, max, chain[3], under(None))?;
            assert_eq!(
                word(&change(tx, max, chain[3], under(Some(chain[4])))),
                "invalid"
            );
            let above = make(tx, max, SITE, new("above"))?.id;
            change(tx, max, FIRST, under(Some(above)))?;
            assert_eq!(
                word(&change(tx, max, chain[3], under(Some(chain[2])))),
                "invalid"
            );
            change(tx, max, chain[3], under(Some(chain[1])))?;
            Ok(())
        });
        work.await.unwrap();
    }
}

#[tokio::test]
async fn tasks_stand_where_they_are_put() {
    for ground in grounds().await {
        let order = ground.act(MAX, |tx, max| {
            let a = make(tx, max, SITE, new("a"))?.id;
            let b = make(tx, max, SITE, new("b"))?.id;
            let spot = |after, before| Edit {
                spot: Spot { after, before },
                ..Edit::default()
            };
            change(tx, max, b, spot(None, Some(FIRST)))?;
            let same = change(tx, max, b, spot(None, Some(FIRST)))?;
            assert_eq!(same.version, 2);
            let mut c = new("c");
            c.spot.after = Some(b);
            let c = make(tx, max, SITE, c)?.id;
            let stale = change(tx, max, a, spot(Some(FIRST), Some(b)));
            assert_eq!(word(&stale), "order.stale");
            let mut all = queries::of_ids(tx, ACME, &[a, b, c, FIRST])?;
            all.sort_by(|x, y| x.position.cmp(&y.position));
            Ok(all
                .iter()
                .map(|task| task.title.to_string())
                .collect::<Vec<_>>())
        });
        assert_eq!(order.await.unwrap(), ["b", "c", "In Site", "a"]);
    }
}

#[tokio::test]
async fn the_trash_takes_subtasks_along_and_gives_them_back() {
    for ground in grounds().await {
        let work = ground.act(MAX, |tx, max| {
            let mut part = new("part");
            part.parent = Some(FIRST);
            let part = make(tx, max, SITE, part)?.id;
            let task = policy::edit(tx, max, FIRST)?;
            actions::trash(tx, max, &task)?;
            assert_eq!(word(&policy::view(tx, max, part)), "not found");
            assert_eq!(word(&policy::edit(tx, max, FIRST)), "not found");
            let page = queries::trash(tx, ACME, SITE, &PageParams::default())?;
            assert_eq!(page.items.len(), 2);
            let task = policy::restore(tx, max, FIRST)?;
            let back = actions::restore(tx, max, task)?;
            assert_eq!((back.id, back.trashed_at), (FIRST, None));
            assert_eq!(policy::view(tx, max, part)?.parent_id, Some(FIRST));
            assert_eq!(word(&policy::restore(tx, max, FIRST)), "not found");
            // Alone out of the trash, a part has no parent.
            let task = policy::edit(tx, max, FIRST)?;
            actions::trash(tx, max, &task)?;
            let task = policy::restore(tx, max, part)?;
            assert_eq!(actions::restore(tx, max, task)?.parent_id, None);
            Ok(())
        });
        work.await.unwrap();
        let clients = ground
            .act(CLEO, |tx, cleo| policy::restore(tx, cleo, FIRST))
            .await;
        assert_eq!(word(&clients), "not found");
        let told = facts(&ground).await;
        assert_eq!(
            told.iter().filter(|name| *name == "task.trashed").count(),
            4
        );
        assert_eq!(
            told.iter().filter(|name| *name == "task.restored").count(),
            3
        );
    }
}
