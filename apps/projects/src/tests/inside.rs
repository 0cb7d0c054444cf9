//! States, goals and labels.

use blimp_accounts::{UserId, companies};
use blimp_kit::PageParams;
use blimp_store::Tx;

use super::{ACME, CARL, CLEO, MAX, OLGA, SITE, actor, names_of_facts, word};
use crate::goals::{self, GoalId, NewGoal};
use crate::labels;
use crate::markdown::Written;
use crate::place::TaskId;
use crate::projects::policy as projects;
use crate::search::queries::ground::Ground;
use crate::states::{self, Kind, NewState, StateId};
use crate::tasks;
use crate::text::{Tag, Title};

fn state(tx: &mut Tx, name: &str, kind: Kind) -> blimp_kit::Result<states::State> {
    let max = actor(tx, MAX);
    let site = projects::work(tx, &max, SITE)?;
    let new = NewState {
        name: Tag::fit(name, "x"),
        kind,
        after: None,
    };
    states::actions::create(tx, &max, &site, &new)
}

#[tokio::test]
async fn a_state_goes_and_its_tasks_stay() {
    for ground in Ground::each().await {
        let (state_id, names) = ground
            .write(|tx| {
                let max = actor(tx, MAX);
                let plan = states::policy::edit(tx, &max, StateId(10))?;
                let ideas = state(tx, "Ideas", Kind::Plan)?;
                let done = state(tx, "Done", Kind::Done)?;
                let doing = state(tx, "Doing", Kind::Doing)?;
                let remove = |tx: &mut Tx, id, to| {
                    let it = states::policy::edit(tx, &max, id)?;
                    states::actions::remove(tx, &max, &it, to)
                };
                assert_eq!(word(remove(tx, done.id, ideas.id)), "state.last_of_kind");
                assert_eq!(word(remove(tx, plan.id, done.id)), "invalid");
                assert_eq!(word(remove(tx, plan.id, plan.id)), "invalid");
                assert_eq!(word(remove(tx, plan.id, StateId(11))), "invalid");
                remove(tx, plan.id, doing.id)?;
                assert_eq!(word(remove(tx, ideas.id, doing.id)), "state.last_of_kind");
                let doing = states::policy::edit(tx, &max, doing.id)?;
                let first = states::Patch {
                    after: Some(None),
                    name: None,
                };
                states::actions::edit(tx, &max, &doing, first)?;
                let states = states::queries::list(tx, ACME, SITE)?;
                let names: Vec<String> = states.into_iter().map(|s| s.name.to_string()).collect();
                Ok((doing.id, names))
            })
            .await;
        assert_eq!(names, ["Doing", "Ideas", "Done"]);
        let found = ground.as_user(OLGA, move |conn, _| {
            let tasks = tasks::queries::of_ids(conn, ACME, &[TaskId(100)])?;
            Ok(tasks
                .iter()
                .map(|task| (task.state_id == state_id, task.version))
                .collect::<Vec<_>>())
        });
        assert_eq!(found.await, [(true, 2)]);
    }
}

#[tokio::test]
async fn clients_and_strangers_do_not_shape_states() {
    for ground in Ground::each().await {
        for (user, expected) in [(CLEO, "forbidden"), (CARL, "not found"), (MAX, "ok")] {
            let found = ground.as_user(user, |conn, actor| {
                Ok(word(states::policy::edit(conn, actor, StateId(10))))
            });
            assert_eq!(found.await, expected, "{user}");
        }
    }
}

fn goal(tx: &mut Tx, title: &str) -> blimp_kit::Result<GoalId> {
    let max = actor(tx, MAX);
    let site = projects::work(tx, &max, SITE)?;
    let new = NewGoal {
        title: Title::fit(title, "x"),
        notes: Written::default(),
        due_on: None,
    };
    Ok(goals::actions::create(tx, &max, &site, &new)?.id)
}

#[tokio::test]
async fn goals_are_ordered_closed_and_thrown_away() {
    for ground in Ground::each().await {
        let (a, c) = ground
            .write(|tx| {
                let (a, b, c) = (goal(tx, "a")?, goal(tx, "b")?, goal(tx, "c")?);
                let max = actor(tx, MAX);
                let behind = |tx: &mut Tx| {
                    let it = goals::policy::edit(tx, &max, a)?;
                    let after = Some(Some(b));
                    let patch = goals::Patch {
                        after,
                        ..Default::default()
                    };
                    goals::actions::edit(tx, &max, &it, patch)
                };
                let version = behind(tx)?.version;
                assert_eq!(behind(tx)?.version, version);
                let it = goals::policy::edit(tx, &max, a)?;
                goals::actions::close(tx, &max, &it)?;
                goals::actions::close(tx, &max, &it)?;
                let it = goals::policy::edit(tx, &max, b)?;
                goals::actions::trash(tx, &max, &it)?;
                assert_eq!(word(goals::policy::edit(tx, &max, b)), "not found");
                let (carl, cleo) = (actor(tx, CARL), actor(tx, CLEO));
                assert_eq!(word(goals::policy::view(tx, &carl, a)), "not found");
                assert_eq!(word(goals::policy::edit(tx, &cleo, a)), "forbidden");
                Ok((a, c))
            })
            .await;
        ground
            .run("UPDATE tasks SET goal_id = (SELECT MIN(id) FROM goals) WHERE id = 100")
            .await;
        for (shown, expected) in [
            (goals::Shown::All, vec![a, c]),
            (goals::Shown::Closed, vec![a]),
            (goals::Shown::Open, vec![c]),
        ] {
            let list = ground.as_user(CLEO, move |conn, actor| {
                let site = projects::view(conn, actor, SITE)?;
                goals::queries::list(conn, actor, &site, shown, &PageParams::default())
            });
            let ids: Vec<GoalId> = list.await.items.into_iter().map(|goal| goal.id).collect();
            assert_eq!(ids, expected, "{shown}");
        }
        let counts = ground.as_user(OLGA, move |conn, _| {
            let goals = goals::queries::list_counts(conn, ACME, SITE, &[a, c])?;
            Ok((
                goals,
                crate::projects::queries::list_counts(conn, ACME, &[SITE])?,
            ))
        });
        let (goals, sites) = counts.await;
        assert_eq!(goals, [(a, goals::Counts { total: 1, open: 1 })]);
        assert_eq!(
            sites,
            [(SITE, crate::projects::Counts { total: 1, open: 1 })]
        );
        assert_eq!(names_of_facts(&ground).await.len(), 6);
    }
}

#[tokio::test]
async fn labels_are_made_once_and_clients_see_those_in_use() {
    let tags = |names: &[&str]| {
        names
            .iter()
            .map(|n| n.parse::<Tag>().unwrap())
            .collect::<Vec<_>>()
    };
    for ground in Ground::each().await {
        ground
            .write(move |tx| {
                let made =
                    labels::actions::find_or_make(tx, ACME, &tags(&["Bug", "bug", "Acme Ltd"]))?;
                let again = labels::actions::find_or_make(tx, ACME, &tags(&["BUG", "acme ltd"]))?;
                assert_eq!(made, again);
                let max = actor(tx, MAX);
                let company = companies::policy::work(tx, &max, ACME)?;
                let bug = "bUG".parse::<Tag>().unwrap();
                assert_eq!(
                    word(labels::actions::create(tx, &max, &company, &bug, None)),
                    "label.exists"
                );
                let rename = |tx: &mut Tx, id| {
                    let label = labels::policy::edit(tx, &max, id)?;
                    let patch = labels::Patch {
                        name: Some(bug.clone()),
                        colour: None,
                    };
                    labels::actions::edit(tx, &max, &label, patch)
                };
                assert_eq!(word(rename(tx, made[0].id)), "label.exists");
                assert_eq!(rename(tx, made[1].id)?.name.as_str(), "bUG");
                Ok(())
            })
            .await;
        ground
            .run(
                "INSERT INTO task_labels (company_id, task_id, label_id) \
            SELECT 1, 100, id FROM labels WHERE name_key = 'bug'",
            )
            .await;
        for (user, expected) in [
            (OLGA, vec!["Acme Ltd", "bUG"]),
            (CLEO, vec!["bUG"]),
            (CARL, vec![]),
        ] {
            let list = ground.as_user(user, |conn, actor| {
                labels::queries::list(conn, actor, ACME, &PageParams::default())
            });
            let names: Vec<String> = list
                .await
                .items
                .iter()
                .map(|l| l.name.to_string())
                .collect();
            assert_eq!(names, expected, "{}", UserId(user));
        }
    }
}
