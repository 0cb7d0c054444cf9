//! Which tasks a list shall have: what callers ask for, checked and taken apart.

use std::str::FromStr;

use blimp_accounts::UserId;
use blimp_kit::{Date, Error, Instant, PageParams, Result};
use serde::Deserialize;
use utoipa::IntoParams;

use super::model::Priority;
use super::sort::{Field, Sort};
use crate::goals::GoalId;
use crate::labels::LabelId;
use crate::place::TaskId;
use crate::search::Terms;
use crate::states::{Kind, StateId};
use crate::text::Tag;

/// The most values of one parameter.
const MOST: usize = 100;

/// Which tasks, in which order. Several values of one parameter stand between commas, and mean
/// any of them; several parameters must all fit.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// States: ids, or kinds (`plan`, `doing`, `review`, `done`).
    pub state: Option<String>,
    /// Assignees: ids, `me`, or `none` for tasks without.
    pub assignee: Option<String>,
    /// Labels: ids or names.
    pub label: Option<String>,
    /// Goals: ids, or `none` for tasks without.
    pub goal: Option<String>,
    /// Parents: ids, or `none` for tasks that are no subtasks.
    pub parent: Option<String>,
    /// How much they press: `none`, `low`, `normal`, `high`, `urgent`.
    pub priority: Option<String>,
    /// Whether it waits for approval: stands in a state of kind `review`.
    pub awaiting_approval: Option<bool>,
    /// Tasks with a due date only, or without one only.
    pub dated: Option<bool>,
    /// Whose days, from start to due date, touch this day or a later one.
    pub days_after: Option<Date>,
    /// Whose days, from start to due date, touch this day or an earlier one.
    pub days_before: Option<Date>,
    /// Due on this day or later.
    pub due_after: Option<Date>,
    /// Due on this day or earlier.
    pub due_before: Option<Date>,
    /// Whether the due date (UTC) has passed and the task is open.
    pub overdue: Option<bool>,
    /// Words in titles and notes, 2 to 200 characters.
    #[param(min_length = 2, max_length = 200)]
    pub q: Option<String>,
    /// Archived tasks only (`true`), or all but these (`false`, as where nothing is said).
    pub archived: Option<bool>,
    /// Closed tasks only, or open ones only.
    pub closed: Option<bool>,
    /// Made at this moment or later.
    pub created_after: Option<Instant>,
    /// Made before this moment.
    pub created_before: Option<Instant>,
    /// Last changed at this moment or later.
    pub updated_after: Option<Instant>,
    /// Last changed before this moment.
    pub updated_before: Option<Instant>,
    /// `position`, `due_on`, `priority`, `created_at`, `updated_at`, `number` or `title`; with `-`
    /// in front for descending. Tasks without a due date come last either way. In one project also
    /// `state`: column by column, each as it stands.
    pub sort: Option<String>,
    /// What to put into `expanded`: `assignees`, `labels`, `goal`, `state`, `project`, `creator`.
    pub expand: Option<String>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
}

/// Ids, and whether rows that have none fit too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrNone<T> {
    /// Any of these.
    pub ids: Vec<T>,
    /// Or none at all.
    pub none: bool,
}

/// Values of two sorts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Either<A, B> {
    /// Ids.
    pub ids: Vec<A>,
    /// Words.
    pub words: Vec<B>,
}

/// Which tasks a list shall have.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// In any of these states.
    pub states: Option<Either<StateId, Kind>>,
    /// Somebody's.
    pub assignees: Option<OrNone<UserId>>,
    /// With any of these labels; names are folded.
    pub labels: Option<Either<LabelId, String>>,
    /// For any of these goals.
    pub goals: Option<OrNone<GoalId>>,
    /// Parts of any of these.
    pub parents: Option<OrNone<TaskId>>,
    /// With any of these priorities.
    pub priorities: Option<Vec<Priority>>,
    /// Waiting for approval, or not.
    pub waiting: Option<bool>,
    /// With a due date, or without.
    pub dated: Option<bool>,
    /// Whose days touch the time between these days.
    pub days: (Option<Date>, Option<Date>),
    /// Due on this day or later.
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    pub due_to: Option<Date>,
    /// Overdue on this day, or not.
    pub overdue: Option<(Date, bool)>,
    /// With these words.
    pub words: Option<Terms>,
    /// Put away, or not.
    pub archived: bool,
    /// Closed, or open.
    pub closed: Option<bool>,
    /// Made between these moments.
    pub created: (Option<Instant>, Option<Instant>),
    /// Changed between these moments.
    pub updated: (Option<Instant>, Option<Instant>),
}

impl Asked {
    /// What is wanted, for `me` on the day `today`.
    pub fn wanted(&self, me: UserId, today: Date) -> Result<Wanted> {
        let own = |word: &str| (word == "me").then_some(me);
        Ok(Wanted {
            states: either("state", self.state.as_deref(), |word| word.parse().ok())?,
            assignees: or_none("assignee", self.assignee.as_deref(), own)?,
            labels: either("label", self.label.as_deref(), |word| {
                Some(word.parse::<Tag>().ok()?.key())
            })?,
            goals: or_none("goal", self.goal.as_deref(), |_| None)?,
            parents: or_none("parent", self.parent.as_deref(), |_| None)?,
            priorities: priorities(self.priority.as_deref())?,
            waiting: self.awaiting_approval,
            dated: self.dated,
            days: (self.days_after, self.days_before),
            due_from: self.due_after,
            due_to: self.due_before,
            overdue: self.overdue.map(|wanted| (today, wanted)),
            words: self
                .q
                .as_deref()
                .map(|text| Terms::parse("q", text))
                .transpose()?,
            archived: self.archived.unwrap_or(false),
            closed: self.closed,
            created: (self.created_after, self.created_before),
            updated: (self.updated_after, self.updated_before),
        })
    }

    /// The order asked for, or `otherwise`.
    pub fn sort(&self, otherwise: Field) -> Result<Sort> {
        self.sort
            .as_deref()
            .map_or(Ok(Sort::by(otherwise)), str::parse)
    }

    /// The page asked for.
    pub fn page(&self) -> PageParams {
        PageParams {
            limit: self.limit,
            cursor: self.cursor.clone(),
        }
    }

    /// What to expand.
    pub fn expand(&self) -> Result<Expand> {
        Expand::parse(self.expand.as_deref())
    }
}

/// What to read along with tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a set of six words, each there or not"
)]
pub struct Expand {
    /// The people responsible.
    pub assignees: bool,
    /// Labels with their colours.
    pub labels: bool,
    /// The goal.
    pub goal: bool,
    /// The state.
    pub state: bool,
    /// The project.
    pub project: bool,
    /// Who made it.
    pub creator: bool,
}

impl Expand {
    /// The set that `text` names.
    pub fn parse(text: Option<&str>) -> Result<Self> {
        let mut set = Self::default();
        for word in words("expand", text)? {
            match word {
                "assignees" => set.assignees = true,
                "labels" => set.labels = true,
                "goal" => set.goal = true,
                "state" => set.state = true,
                "project" => set.project = true,
                "creator" => set.creator = true,
                _ => {
                    let message = format!(
                        "\"{word}\" cannot be expanded; expected assignees, labels, goal, state, project, creator."
                    );
                    return Err(Error::bad_parameter("expand", message));
                }
            }
        }
        Ok(set)
    }

    /// Whether nothing shall be read along.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// The values between commas.
fn words<'a>(name: &str, text: Option<&'a str>) -> Result<Vec<&'a str>> {
    let Some(text) = text else {
        return Ok(Vec::new());
    };
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    if words.len() > MOST || words.iter().any(|word| word.is_empty()) {
        let message = format!("1 to {MOST} values between commas.");
        return Err(Error::bad_parameter(name, message));
    }
    Ok(words)
}

fn priorities(text: Option<&str>) -> Result<Option<Vec<Priority>>> {
    if text.is_none() {
        return Ok(None);
    }
    let read = |word| match word {
        "none" => Ok(Priority::None),
        "low" => Ok(Priority::Low),
        "normal" => Ok(Priority::Normal),
        "high" => Ok(Priority::High),
        "urgent" => Ok(Priority::Urgent),
        _ => Err(refuse("priority", word)),
    };
    let words = words("priority", text)?.into_iter();
    words.map(read).collect::<Result<Vec<_>>>().map(Some)
}

fn refuse(name: &str, word: &str) -> Error {
    Error::bad_parameter(name, format!("\"{word}\" will not do here."))
}

/// Ids and `none`; `other` knows more words.
fn or_none<T: FromStr>(
    name: &str,
    text: Option<&str>,
    other: impl Fn(&str) -> Option<T>,
) -> Result<Option<OrNone<T>>> {
    if text.is_none() {
        return Ok(None);
    }
    let mut found = OrNone {
        ids: Vec::new(),
        none: false,
    };
    for word in words(name, text)? {
        if word == "none" {
            found.none = true;
            continue;
        }
        let id = other(word).or_else(|| word.parse().ok());
        found.ids.push(id.ok_or_else(|| refuse(name, word))?);
    }
    Ok(Some(found))
}

/// Ids, and words that `read` reads.
fn either<A: FromStr, B>(
    name: &str,
    text: Option<&str>,
    read: impl Fn(&str) -> Option<B>,
) -> Result<Option<Either<A, B>>> {
    if text.is_none() {
        return Ok(None);
    }
    let mut found = Either {
        ids: Vec::new(),
        words: Vec::new(),
    };
    for word in words(name, text)? {
        if let Ok(id) = word.parse() {
            found.ids.push(id);
        } else {
            found
                .words
                .push(read(word).ok_or_else(|| refuse(name, word))?);
        }
    }
    Ok(Some(found))
}

#[cfg(test)]
mod tests;
