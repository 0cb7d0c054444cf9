//! What goals look like in requests and answers.

use std::collections::HashMap;

use blimp_accounts::Actor;
use blimp_http::{Caller, Reply, double_option, etag, present};
use blimp_kit::{Date, Error, Instant, Page, Result};
use blimp_store::Conn;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::goals::{Goal, GoalId, NewGoal, Patch, Shown, queries};
use crate::markdown::Written;
use crate::people::{self, PersonBody};
use crate::projects::ProjectId;
use crate::text::{Body, Title};

/// A goal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoalBody {
    /// Its id.
    pub id: GoalId,
    /// The project.
    pub project_id: ProjectId,
    /// What is to be reached.
    pub title: Title,
    /// More about it, Markdown.
    pub notes: Body,
    /// The same as safe HTML.
    pub notes_html: String,
    /// The day it should be reached by.
    #[schema(required)]
    pub due_on: Option<Date>,
    /// When it was reached, or given up.
    #[schema(required)]
    pub closed_at: Option<Instant>,
    /// Who made it.
    pub created_by: PersonBody,
    /// When.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Tasks that lead there and are not closed.
    pub open_tasks: i64,
    /// All tasks that lead there, those in the trash or put away not counted.
    pub total_tasks: i64,
}

/// A page of goals of one project, with people and counts in one more query each.
pub(super) fn bodies(conn: &mut Conn, actor: &Actor, page: Page<Goal>) -> Result<Page<GoalBody>> {
    let Some((company, project)) = page.items.first().map(|g| (g.company_id, g.project_id)) else {
        return Ok(Page {
            items: Vec::new(),
            next: None,
        });
    };
    let ids: Vec<GoalId> = page.items.iter().map(|goal| goal.id).collect();
    let makers: Vec<_> = page.items.iter().map(|goal| goal.created_by).collect();
    let people = people::queries::bodies(conn, actor, company, &makers)?;
    let counts = queries::list_counts(conn, company, project, &ids)?;
    let counts: HashMap<_, _> = counts.into_iter().collect();
    Ok(page.map(|goal| {
        let counts = counts.get(&goal.id).copied().unwrap_or_default();
        GoalBody {
            id: goal.id,
            project_id: goal.project_id,
            title: goal.title,
            notes: goal.notes,
            notes_html: goal.notes_html,
            due_on: goal.due_on,
            closed_at: goal.closed_at,
            created_by: people.get(goal.created_by),
            created_at: goal.created_at,
            updated_at: goal.updated_at,
            open_tasks: counts.open,
            total_tasks: counts.total,
        }
    }))
}

/// Refuses a caller whose copy of the goal is old, and shows it as it is.
pub(super) fn check_fresh(conn: &mut Conn, ask: &Caller, actor: &Actor, goal: &Goal) -> Result {
    ask.expects(&tag(actor, goal), || {
        reply(conn, actor, goal.clone(), false)
    })
}

/// The tag of a goal for this caller.
fn tag(actor: &Actor, goal: &Goal) -> String {
    etag::of(goal.version, actor.rights(goal.company_id))
}

/// A goal as an answer; 201 where it is new.
pub(super) fn reply(conn: &mut Conn, actor: &Actor, goal: Goal, is_new: bool) -> Result<Reply> {
    let (tag, id) = (tag(actor, &goal), goal.id);
    let body = bodies(
        conn,
        actor,
        Page {
            items: vec![goal],
            next: None,
        },
    )?
    .items
    .pop();
    let body = body.ok_or_else(|| Error::fault("a goal has a body"))?;
    let reply = if is_new {
        Reply::created(&format!("/api/v1/goals/{id}"), &body)?
    } else {
        Reply::ok(&body)?
    };
    Ok(reply.etag(&tag))
}

/// Which goals to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct GoalFilter {
    /// `true` for closed ones, `false` for open ones, `all` (the default) for both.
    #[param(inline)]
    pub(super) closed: Option<Shown>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub(super) limit: Option<i64>,
    /// The `next` of the page before.
    pub(super) cursor: Option<String>,
}

/// A goal to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateGoal {
    /// What is to be reached.
    title: Title,
    /// More about it, Markdown.
    #[serde(default)]
    notes: Option<Body>,
    /// The day it should be reached by.
    #[serde(default)]
    due_on: Option<Date>,
}

impl From<CreateGoal> for NewGoal {
    fn from(body: CreateGoal) -> Self {
        let notes = body.notes.map(Written::from).unwrap_or_default();
        Self {
            title: body.title,
            notes,
            due_on: body.due_on,
        }
    }
}

/// What to change about a goal; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EditGoal {
    /// What is to be reached.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    title: Option<Title>,
    /// More about it, Markdown; null clears it.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Body>)]
    #[expect(clippy::option_option, reason = "a merge patch tells absent from null")]
    notes: Option<Option<Body>>,
    /// The day it should be reached by; null for none.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Date>)]
    #[expect(clippy::option_option, reason = "a merge patch tells absent from null")]
    due_on: Option<Option<Date>>,
    /// The goal to stand behind; null for the first place.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<GoalId>)]
    #[expect(clippy::option_option, reason = "a merge patch tells absent from null")]
    after: Option<Option<GoalId>>,
}

impl From<EditGoal> for Patch {
    fn from(edit: EditGoal) -> Self {
        let EditGoal {
            title,
            notes,
            due_on,
            after,
        } = edit;
        Self {
            title,
            notes: notes.map(|notes| notes.map(Written::from).unwrap_or_default()),
            due_on,
            after,
        }
    }
}
