//! Cards, and what they speak of by id.

use std::collections::HashMap;

use blimp_accounts::UserId;
use blimp_kit::{Date, Instant};
use diesel::prelude::*;

use crate::checklists::model::Progress;
use crate::goals::GoalId;
use crate::labels::{Label, LabelId};
use crate::place::TaskId;
use crate::states::{State, StateId};
use crate::tasks::model::Priority;
use crate::tasks::schema::tasks;
use crate::text::Title;

/// The most cards of a board.
pub const MAX_CARDS: usize = 5_000;

/// A task's row as far as a card shows it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tasks)]
pub struct Card {
    /// Its id.
    pub id: TaskId,
    /// Unique in the company.
    pub number: i64,
    /// What to do.
    pub title: Title,
    /// The state it stands in.
    pub state_id: StateId,
    /// The goal it serves.
    pub goal_id: Option<GoalId>,
    /// The task it is a part of.
    pub parent_id: Option<TaskId>,
    /// An order key.
    pub position: String,
    /// How much it presses.
    pub priority: Priority,
    /// The day to begin.
    pub start_on: Option<Date>,
    /// The day to be done.
    pub due_on: Option<Date>,
    /// When it was done.
    pub closed_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
}

/// A project at one look.
#[derive(Debug, Default)]
pub struct Board {
    /// Its columns, in order, and how many tasks stand in each.
    pub states: Vec<(State, i64)>,
    /// Its cards, in order.
    pub cards: Vec<Card>,
    /// Whether there are more tasks than cards.
    pub truncated: bool,
    /// Its goals, in order: ids, titles, and when they were closed.
    pub goals: Vec<(GoalId, String, Option<Instant>)>,
    /// The labels on its cards.
    pub labels: Vec<Label>,
    /// Who is responsible for what.
    pub assignees: HashMap<TaskId, Vec<UserId>>,
    /// Which labels are on what.
    pub labelled: HashMap<TaskId, Vec<LabelId>>,
    /// How far checklists have come.
    pub checklists: HashMap<TaskId, Progress>,
    /// How far subtasks have come.
    pub subtasks: HashMap<TaskId, Progress>,
    /// How many comments there are.
    pub comments: HashMap<TaskId, i64>,
    /// How many files and links there are.
    pub attachments: HashMap<TaskId, i64>,
}
