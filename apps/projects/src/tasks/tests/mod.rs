//! Tasks on real databases: what comes of what is done, and who may see it.

mod doing;
mod hanging;
mod lists;
mod turning;

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, Result};
use blimp_store::{Tx, events};

use crate::place::TaskId;
use crate::projects::{self, ProjectId};
use crate::search::queries::ground::Ground;
use crate::states::StateId;
use crate::tasks::model::{Edit, NewTask, Task};
use crate::tasks::{actions, policy};
use crate::text::Title;

const ACME: CompanyId = CompanyId(1);
const SITE: ProjectId = ProjectId(10);
const SHOP: ProjectId = ProjectId(11);
const SECRET: ProjectId = ProjectId(12);

const PLAN: StateId = StateId(10);
const DOING: StateId = StateId(101);
const REVIEW: StateId = StateId(102);
const DONE: StateId = StateId(103);

const OLGA: i64 = 1;
const MAX: i64 = 2;
const CLEO: i64 = 3;
const CARL: i64 = 4;
const CORA: i64 = 5;
const OTTO: i64 = 9;

/// The task that stands in the site from the beginning, and the one in the private project.
const FIRST: TaskId = TaskId(100);
const HIDDEN: TaskId = TaskId(120);

/// The ground with all kinds of states, and counters that know of the tasks there.
async fn grounds() -> Vec<Ground> {
    let all = Ground::each().await;
    for ground in &all {
        ground
            .run(
                "INSERT INTO task_counters (company_id, next) VALUES (1, 5);
                 INSERT INTO states (id, company_id, project_id, name, kind, position, created_at)
                 VALUES (101, 1, 10, 'Doing', 'doing', 'W', 0),
                        (102, 1, 10, 'Review', 'review', 'X', 0),
                        (103, 1, 10, 'Done', 'done', 'Y', 0),
                        (112, 1, 11, 'Shipped', 'done', 'Y', 0);",
            )
            .await;
    }
    all
}

fn new(title: &str) -> NewTask {
    NewTask::titled(title.parse::<Title>().unwrap())
}

fn make(tx: &mut Tx, actor: &Actor, project: ProjectId, new: NewTask) -> Result<Task> {
    let project = projects::policy::work(tx, actor, project)?;
    actions::create(tx, actor, &project, new)
}

fn change(tx: &mut Tx, actor: &Actor, id: TaskId, edit: Edit) -> Result<Task> {
    let task = policy::edit(tx, actor, id)?;
    actions::edit(tx, actor, task, edit)
}

/// A refusal in one word.
fn word<T>(result: &Result<T>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::NotFound) => "not found",
        Err(Error::Forbidden(_)) => "forbidden",
        Err(Error::Invalid(_)) => "invalid",
        Err(Error::Conflict { code, .. }) => code,
        Err(error) => panic!("{error:?}"),
    }
}

/// The names of all facts so far, without their versions.
async fn facts(ground: &Ground) -> Vec<String> {
    let read = |tx: &mut Tx| {
        events::sequence(tx, 1000)?;
        events::after(tx, 0, 1000)
    };
    let rows = ground.write(read).await;
    rows.into_iter()
        .map(|row| row.name.replace(".v1", ""))
        .collect()
}
