//! All SQL about boards: a fixed number of statements, however many cards there are.

use std::collections::HashMap;

use blimp_accounts::UserId;
use blimp_kit::{May, Result};
use blimp_store::Conn;
use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use super::model::{Board, Card, MAX_CARDS};
use crate::assignees::schema::task_assignees;
use crate::attachments::schema::attachments;
use crate::checklists::model::Progress;
use crate::checklists::schema::checklist_items;
use crate::comments::schema::comments;
use crate::goals::GoalId;
use crate::goals::schema::goals;
use crate::labels::schema::labels;
use crate::labels::{Label, LabelId};
use crate::place::TaskId;
use crate::projects::Project;
use crate::projects::policy::View;
use crate::states::{self, State, StateId};
use crate::tasks::schema::{task_labels, tasks};

blimp_store::appear_together!(tasks::table; comments::table);

/// The rows of a project that stand on its board.
macro_rules! on_board {
    ($project:expr) => {
        tasks::table
            .filter(tasks::company_id.eq($project.company_id))
            .filter(tasks::project_id.eq($project.id))
            .filter(tasks::trashed_at.is_null())
            .filter(tasks::archived_at.is_null())
    };
}

/// The rows of `$table` that hang on cards of a project.
macro_rules! hanging {
    ($table:ident, $project:expr) => {
        $table::table
            .filter($table::company_id.eq($project.company_id))
            .filter($table::task_id.eq_any(on_board!($project).select(tasks::id)))
    };
}

/// The board of a project.
pub fn board(conn: &mut Conn, project: &May<View, Project>) -> Result<Board> {
    let (cards, truncated) = cards(conn, project)?;
    let states = states::queries::list(conn, project.company_id, project.id)?;
    Ok(Board {
        states: counted(conn, project, states, (&cards, truncated))?,
        cards,
        truncated,
        goals: goals_of(conn, project)?,
        labels: labels_of(conn, project)?,
        assignees: assignees(conn, project)?,
        labelled: labelled(conn, project)?,
        checklists: checklists(conn, project)?,
        subtasks: subtasks(conn, project)?,
        comments: comments(conn, project)?,
        attachments: attachments(conn, project)?,
    })
}

/// Columns with the number of tasks in each; the database counts only where not all are at hand.
fn counted(
    conn: &mut Conn,
    project: &Project,
    states: Vec<State>,
    (cards, truncated): (&[Card], bool),
) -> Result<Vec<(State, i64)>> {
    let mut counts: HashMap<StateId, i64> = HashMap::new();
    if truncated {
        let rows: Vec<(StateId, i64)> = on_board!(project)
            .group_by(tasks::state_id)
            .select((tasks::state_id, count_star()))
            .load(conn)?;
        counts.extend(rows);
    } else {
        for card in cards {
            *counts.entry(card.state_id).or_default() += 1;
        }
    }
    let with = |state: State| {
        let count = counts.get(&state.id).copied().unwrap_or_default();
        (state, count)
    };
    Ok(states.into_iter().map(with).collect())
}

/// Open cards come before closed ones where there are too many, and among these the last closed.
fn cards(conn: &mut Conn, project: &Project) -> Result<(Vec<Card>, bool)> {
    let most = i64::try_from(MAX_CARDS).unwrap_or(i64::MAX);
    let mut cards: Vec<Card> = on_board!(project)
        .filter(tasks::closed_at.is_null())
        .order(tasks::position)
        .limit(most + 1)
        .select(Card::as_select())
        .load(conn)?;
    let room = most + 1 - i64::try_from(cards.len()).unwrap_or(most);
    let closed: Vec<Card> = on_board!(project)
        .filter(tasks::closed_at.is_not_null())
        .order((tasks::closed_at.desc(), tasks::id.desc()))
        .limit(room)
        .select(Card::as_select())
        .load(conn)?;
    cards.extend(closed);
    let truncated = cards.len() > MAX_CARDS;
    cards.truncate(MAX_CARDS);
    cards.sort_by(|a, b| a.position.cmp(&b.position));
    Ok((cards, truncated))
}

type GoalRow = (GoalId, String, Option<blimp_kit::Instant>);

fn goals_of(conn: &mut Conn, project: &Project) -> Result<Vec<GoalRow>> {
    Ok(goals::table
        .filter(goals::company_id.eq(project.company_id))
        .filter(goals::project_id.eq(project.id))
        .filter(goals::trashed_at.is_null())
        .order(goals::position)
        .select((goals::id, goals::title, goals::closed_at))
        .load(conn)?)
}

fn labels_of(conn: &mut Conn, project: &Project) -> Result<Vec<Label>> {
    let used = hanging!(task_labels, project).select(task_labels::label_id);
    Ok(labels::table
        .filter(labels::company_id.eq(project.company_id))
        .filter(labels::id.eq_any(used))
        .order(labels::name_key)
        .select(Label::as_select())
        .load(conn)?)
}

fn assignees(conn: &mut Conn, project: &Project) -> Result<HashMap<TaskId, Vec<UserId>>> {
    let rows: Vec<(TaskId, UserId)> = hanging!(task_assignees, project)
        .order((task_assignees::assigned_at, task_assignees::user_id))
        .select((task_assignees::task_id, task_assignees::user_id))
        .load(conn)?;
    Ok(gathered(rows))
}

fn labelled(conn: &mut Conn, project: &Project) -> Result<HashMap<TaskId, Vec<LabelId>>> {
    let rows: Vec<(TaskId, LabelId)> = hanging!(task_labels, project)
        .order(task_labels::label_id)
        .select((task_labels::task_id, task_labels::label_id))
        .load(conn)?;
    Ok(gathered(rows))
}

fn gathered<T>(rows: Vec<(TaskId, T)>) -> HashMap<TaskId, Vec<T>> {
    let mut found: HashMap<TaskId, Vec<T>> = HashMap::new();
    for (task, one) in rows {
        found.entry(task).or_default().push(one);
    }
    found
}

fn checklists(conn: &mut Conn, project: &Project) -> Result<HashMap<TaskId, Progress>> {
    let rows: Vec<(TaskId, i64, i64)> = hanging!(checklist_items, project)
        .filter(checklist_items::trashed_at.is_null())
        .group_by(checklist_items::task_id)
        .select((
            checklist_items::task_id,
            count(checklist_items::done_at),
            count_star(),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(task, done, total)| (task, Progress { done, total }))
        .collect())
}

fn subtasks(conn: &mut Conn, project: &Project) -> Result<HashMap<TaskId, Progress>> {
    let rows: Vec<(Option<TaskId>, i64, i64)> = tasks::table
        .filter(tasks::company_id.eq(project.company_id))
        .filter(tasks::project_id.eq(project.id))
        .filter(tasks::trashed_at.is_null())
        .filter(tasks::parent_id.is_not_null())
        .group_by(tasks::parent_id)
        .select((tasks::parent_id, count(tasks::closed_at), count_star()))
        .load(conn)?;
    let progress = |(task, done, total): (Option<TaskId>, i64, i64)| {
        task.map(|task| (task, Progress { done, total }))
    };
    Ok(rows.into_iter().filter_map(progress).collect())
}

fn comments(conn: &mut Conn, project: &Project) -> Result<HashMap<TaskId, i64>> {
    let rows: Vec<(TaskId, i64)> = hanging!(comments, project)
        .filter(comments::trashed_at.is_null())
        .group_by(comments::task_id)
        .select((comments::task_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

fn attachments(conn: &mut Conn, project: &Project) -> Result<HashMap<TaskId, i64>> {
    let rows: Vec<(TaskId, i64)> = hanging!(attachments, project)
        .filter(attachments::trashed_at.is_null())
        .group_by(attachments::task_id)
        .select((attachments::task_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
