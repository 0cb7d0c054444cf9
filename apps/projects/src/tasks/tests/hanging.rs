//! What hangs on tasks, and where they go.

use std::sync::{Arc, Barrier};

use blimp_accounts::UserId;
use blimp_kit::{Date, Result};
use blimp_queue::Chore;
use blimp_store::{Dialect, Tx};

use super::{
    ACME, CARL, CLEO, CORA, FIRST, MAX, SECRET, SHOP, SITE, change, facts, grounds, make, new, word,
};
use crate::checklists::model::ItemEdit;
use crate::checklists::{self, NewItem};
use crate::place::TaskId;
use crate::tasks::jobs::FindDueTasks;
use crate::tasks::model::Edit;
use crate::tasks::wanted::Expand;
use crate::tasks::{actions, api, policy, queries};
use crate::{assignees, moves, projects};

#[tokio::test]
async fn a_due_date_is_spoken_of_once() {
    for ground in grounds().await {
        let today = Date(20_000);
        let due = move |day| Edit {
            due_on: Some(Some(day)),
            ..Edit::default()
        };
        for (day, told) in [
            (today.plus(2), 0),
            (today.plus(1), 1),
            (today.plus(1), 1),
            (today, 2),
            (today.plus(-7), 3),
            (today.plus(-8), 3),
            (today.plus(1), 3),
        ] {
            ground
                .act(MAX, move |tx, max| change(tx, max, FIRST, due(day)))
                .await
                .unwrap();
            let find = move |tx: &mut Tx| {
                FindDueTasks {
                    day: today,
                    after: None,
                }
                .apply(tx)
            };
            ground.write(find).await;
            let found = facts(&ground).await;
            let count = found.iter().filter(|name| *name == "task.due_soon").count();
            assert_eq!(count, told, "due {day}");
        }
    }
}

#[tokio::test]
async fn a_move_takes_along_what_fits() {
    for ground in grounds().await {
        let moved = ground.act(MAX, |tx, max| {
            let mut made = new("root");
            made.assignees = vec![UserId(MAX), UserId(CLEO)];
            made.labels = vec!["Bug".parse().unwrap()];
            made.state = Some(super::DONE);
            let root = make(tx, max, SITE, made)?.id;
            let mut part = new("part");
            (part.parent, part.state) = (Some(root), Some(super::REVIEW));
            let part = make(tx, max, SITE, part)?.id;
            let task = policy::edit(tx, max, root)?;
            let shop = projects::policy::work(tx, max, SHOP)?;
            let root = moves::actions::move_to(tx, max, task, &shop, None)?;
            let part = policy::view(tx, max, part)?.into_inner();
            let people = assignees::queries::list(tx, ACME, root.id)?;
            let labels = queries::labels_of(tx, root.place())?;
            Ok((root, part, people, labels.len()))
        });
        let (root, part, people, labels) = moved.await.unwrap();
        assert_eq!((root.project_id, part.project_id), (SHOP, SHOP));
        // Done stays done; the shop has no review, so that part waits in plan.
        assert_eq!((root.state_id.0, part.state_id.0), (112, 11));
        assert!(root.closed_at.is_some() && part.parent_id == Some(root.id));
        assert_eq!((people, labels), (vec![UserId(MAX)], 1));
        let secret = ground
            .act(MAX, |tx, max| projects::policy::work(tx, max, SECRET))
            .await;
        assert_eq!(word(&secret), "not found");
    }
}

fn item(title: &str) -> NewItem {
    NewItem {
        title: title.parse().unwrap(),
        done: false,
        section: None,
    }
}

/// The items of a task, in order.
fn titles(tx: &mut Tx, task: TaskId) -> Result<Vec<String>> {
    let all = checklists::queries::list(tx, ACME, task)?;
    Ok(all.iter().map(|item| item.title.to_string()).collect())
}

#[tokio::test]
async fn an_item_that_was_taken_off_comes_back_as_it_was() {
    for ground in grounds().await {
        let work = ground.act(MAX, move |tx, max| {
            let mut made = new("with steps");
            made.checklist = vec![item("a"), item("b"), item("c")];
            made.checklist[1].done = true;
            let task = make(tx, max, SITE, made)?.id;
            let b = checklists::queries::list(tx, ACME, task)?.remove(1);
            let may = policy::edit_item(tx, max, b.id)?;
            actions::remove_item(tx, max, &may)?;
            assert_eq!(titles(tx, task)?, ["a", "c"]);
            let progress = checklists::queries::progress(tx, ACME, &[task])?[&task];
            assert_eq!((progress.done, progress.total), (0, 2));
            assert_eq!(word(&policy::edit_item(tx, max, b.id)), "not found");
            // Others come and go around its place, which stays its own.
            let may = policy::edit(tx, max, task)?;
            let d = actions::add_item(tx, max, &may, item("d"))?;
            let all = checklists::queries::list(tx, ACME, task)?;
            let between = ItemEdit {
                after: Some(all[0].id),
                before: Some(all[1].id),
                ..ItemEdit::default()
            };
            let may = policy::edit_item(tx, max, d.id)?;
            actions::change_item(tx, max, may, between)?;
            assert_eq!(titles(tx, task)?, ["a", "d", "c"]);
            let version = policy::view(tx, max, task)?.version;
            let may = policy::restore_item(tx, max, b.id)?;
            let back = actions::restore_item(tx, max, may)?;
            assert_eq!((back.id, back.version), (b.id, b.version + 2));
            assert_eq!((back.position, back.done_at), (b.position, b.done_at));
            assert_eq!(titles(tx, task)?, ["a", "d", "b", "c"]);
            assert_eq!(policy::view(tx, max, task)?.version, version + 1);
            assert_eq!(word(&policy::restore_item(tx, max, b.id)), "not found");
            let may = policy::edit_item(tx, max, b.id)?;
            actions::remove_item(tx, max, &may)?;
            Ok(b.id)
        });
        let gone = work.await.unwrap();
        let told: Vec<String> = facts(&ground).await;
        let of_item = |name: &&String| name.contains("item_re");
        assert_eq!(
            told.iter().filter(of_item).collect::<Vec<_>>(),
            [
                "checklist.item_removed",
                "checklist.item_restored",
                "checklist.item_removed"
            ]
        );
        for (user, expected) in [(CLEO, "not found"), (CARL, "not found"), (MAX, "ok")] {
            let may = ground
                .act(user, move |tx, actor| policy::restore_item(tx, actor, gone))
                .await;
            assert_eq!(word(&may), expected, "{user}");
        }
    }
}

#[tokio::test]
async fn a_full_checklist_takes_nothing_back() {
    for ground in grounds().await {
        let work = ground.act(MAX, move |tx, max| {
            let mut made = new("long");
            let most = usize::try_from(checklists::model::MAX_ITEMS).unwrap();
            made.checklist = vec![item("x"); most];
            let task = make(tx, max, SITE, made)?.id;
            let first = checklists::queries::list(tx, ACME, task)?.remove(0).id;
            let may = policy::edit_item(tx, max, first)?;
            actions::remove_item(tx, max, &may)?;
            let may = policy::edit(tx, max, task)?;
            actions::add_item(tx, max, &may, item("instead"))?;
            let may = policy::restore_item(tx, max, first)?;
            Ok(word(&actions::restore_item(tx, max, may)))
        });
        assert_eq!(work.await.unwrap(), "checklist.full");
    }
}

#[tokio::test]
async fn a_checklist_is_kept_in_order() {
    for ground in grounds().await {
        let work = ground.act(MAX, move |tx, max| {
            let mut made = new("with steps");
            made.checklist = vec![item("a"), item("b")];
            let task = make(tx, max, SITE, made)?;
            let may = policy::edit(tx, max, task.id)?;
            let c = actions::add_item(tx, max, &may, item("c"))?;
            let first = checklists::queries::list(tx, ACME, task.id)?[0].id;
            let may = policy::edit_item(tx, max, c.id)?;
            let up = ItemEdit {
                before: Some(first),
                done: Some(true),
                ..ItemEdit::default()
            };
            let c = actions::change_item(tx, max, may, up.clone())?;
            assert!(c.done_at.is_some());
            let may = policy::edit_item(tx, max, c.id)?;
            assert_eq!(actions::change_item(tx, max, may, up)?.version, 2);
            assert_eq!(titles(tx, task.id)?, ["c", "a", "b"]);
            let progress = checklists::queries::progress(tx, ACME, &[task.id])?[&task.id];
            assert_eq!((progress.done, progress.total), (1, 3));
            let version = policy::view(tx, max, task.id)?.version;
            Ok((c.id, version))
        });
        let (item, version) = work.await.unwrap();
        assert_eq!(version, 3);
        let client = ground
            .act(CLEO, move |tx, cleo| policy::edit_item(tx, cleo, item))
            .await;
        assert_eq!(word(&client), "forbidden");
        let stranger = ground
            .act(CARL, move |tx, carl| policy::edit_item(tx, carl, item))
            .await;
        assert_eq!(word(&stranger), "not found");
    }
}

#[tokio::test]
async fn who_loses_sight_loses_their_tasks_and_who_was_waited_for_gets_them() {
    for ground in grounds().await {
        let assigned = ground.act(MAX, |tx, max| {
            for user in [CLEO, CORA] {
                let task = policy::edit(tx, max, FIRST)?;
                actions::assign(tx, max, task, UserId(user))?;
            }
            Ok(())
        });
        assigned.await.unwrap();
        ground
            .run("DELETE FROM project_people WHERE user_id = 3")
            .await;
        let left = ground.write(|tx| {
            actions::drop_unseen(tx, ACME, UserId(CLEO))?;
            actions::drop_unseen(tx, ACME, UserId(CORA))?;
            let one = assignees::queries::list(tx, ACME, FIRST)?;
            actions::replace_person(tx, ACME, UserId(CORA), UserId(MAX))?;
            Ok((one, assignees::queries::list(tx, ACME, FIRST)?))
        });
        assert_eq!(left.await, (vec![UserId(CORA)], vec![UserId(MAX)]));
    }
}

#[tokio::test]
async fn clients_watch_for_themselves_and_know_no_strangers() {
    for ground in grounds().await {
        let own = ground
            .act(CLEO, |tx, cleo| {
                policy::watch(tx, cleo, FIRST, UserId(CLEO))
            })
            .await;
        assert_eq!(word(&own), "ok");
        let other = ground
            .act(CLEO, |tx, cleo| {
                policy::watch(tx, cleo, FIRST, UserId(CORA))
            })
            .await;
        assert_eq!(word(&other), "forbidden");
        // Carl made it when he worked here; Cleo does not share a project with him.
        ground
            .run("UPDATE tasks SET created_by = 4 WHERE id = 100")
            .await;
        for (user, expected) in [(CLEO, None), (MAX, Some(UserId(CARL)))] {
            let creator = ground.as_user(user, |conn, actor| {
                let task = queries::get(conn, actor, FIRST)?;
                let body = api::one(conn, actor, task, Expand::parse(Some("creator,state"))?)?;
                assert_eq!(body.state, super::PLAN);
                Ok((
                    body.created_by,
                    body.expanded.and_then(|e| e.creator).and_then(|c| c.id),
                ))
            });
            assert_eq!(creator.await, (expected, expected), "{user}");
        }
    }
}

#[tokio::test]
async fn two_who_hang_tasks_under_each_other_at_once_make_no_circle() {
    for ground in grounds().await {
        // SQLite has one writer: nothing happens at once.
        if ground.db.dialect() == Dialect::Sqlite {
            continue;
        }
        for round in 0..10 {
            let pair = ground.act(MAX, |tx, max| {
                let left = make(tx, max, SITE, new("left"))?.id;
                Ok((left, make(tx, max, SITE, new("right"))?.id))
            });
            let (left, right) = pair.await.unwrap();
            let meet = Arc::new(Barrier::new(2));
            let hang = |task, under| {
                let meet = Arc::clone(&meet);
                ground.act(MAX, move |tx, max| {
                    meet.wait();
                    let parent = Some(Some(under));
                    let edit = Edit {
                        parent,
                        ..Edit::default()
                    };
                    change(tx, max, task, edit).map(drop)
                })
            };
            let (one, two) = tokio::join!(hang(left, right), hang(right, left));
            let words = [word(&one), word(&two)];
            assert!(words.contains(&"ok"), "round {round}: {words:?}");
            assert!(words.contains(&"invalid"), "round {round}: {words:?}");
        }
    }
}
