//! `GET /projects/{project}/board`.

use axum::extract::State;
use blimp_accounts::{Actor, UserId};
use blimp_app::Blimp;
use blimp_http::{Path, Problem, Reply, Result};
use blimp_kit::{Date, Instant, signer};
use blimp_store::Conn;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::model::{Board, Card};
use super::queries;
use crate::checklists::model::Progress;
use crate::goals::GoalId;
use crate::labels::LabelId;
use crate::people::{self, People, PersonBody};
use crate::place::TaskId;
use crate::projects::{self, ProjectId};
use crate::states::{Kind, StateId};
use crate::tasks::api::TaskLabel;
use crate::tasks::model::Priority;

/// The routes of boards.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(get_board))
}

/// A project at one look.
#[derive(Debug, Serialize, ToSchema)]
struct BoardBody {
    /// The project.
    project_id: ProjectId,
    /// Its columns, in order.
    states: Vec<BoardState>,
    /// Its tasks, in order, up to 5,000 of them; put away ones are left out.
    cards: Vec<CardBody>,
    /// Whether there are more: then closed tasks are left out first.
    truncated: bool,
    /// Its goals, in order.
    goals: Vec<BoardGoal>,
    /// The labels on its cards, by name.
    labels: Vec<TaskLabel>,
    /// The people responsible for its cards.
    people: Vec<PersonBody>,
}

/// A column of a board.
#[derive(Debug, Serialize, ToSchema)]
struct BoardState {
    /// Its id.
    id: StateId,
    /// What it is called.
    name: String,
    /// Its kind.
    kind: Kind,
    /// How many tasks stand in it, those without a card too.
    count: i64,
}

/// A goal on a board.
#[derive(Debug, Serialize, ToSchema)]
struct BoardGoal {
    /// Its id.
    id: GoalId,
    /// What it is called.
    title: String,
    /// When it was closed.
    #[schema(required)]
    closed_at: Option<Instant>,
}

/// A task, in short.
#[derive(Debug, Serialize, ToSchema)]
struct CardBody {
    /// Its id.
    id: TaskId,
    /// Unique in the company.
    number: i64,
    /// What to do.
    title: String,
    /// The state it stands in.
    state_id: StateId,
    /// The goal it serves.
    #[schema(required)]
    goal_id: Option<GoalId>,
    /// The task it is a part of.
    #[schema(required)]
    parent_id: Option<TaskId>,
    /// Sorts bytewise.
    position: String,
    /// How much it presses.
    priority: Priority,
    /// The day to begin.
    #[schema(required)]
    start_on: Option<Date>,
    /// The day to be done.
    #[schema(required)]
    due_on: Option<Date>,
    /// When it was done.
    #[schema(required)]
    closed_at: Option<Instant>,
    /// Who is responsible.
    assignee_ids: Vec<UserId>,
    /// Its labels.
    label_ids: Vec<LabelId>,
    /// How many comments it has.
    comment_count: i64,
    /// How many files and links it has.
    attachment_count: i64,
    /// How far its checklist has come.
    checklist: Progress,
    /// How far its subtasks have come.
    subtasks: Progress,
    /// Raised by every change.
    version: i64,
}

impl CardBody {
    fn new(card: Card, board: &mut Board, people: &People) -> Self {
        let assignees = board.assignees.remove(&card.id).unwrap_or_default();
        // A goal in the trash is not shown.
        let goal = card
            .goal_id
            .filter(|id| board.goals.iter().any(|goal| goal.0 == *id));
        Self {
            id: card.id,
            number: card.number,
            title: card.title.to_string(),
            state_id: card.state_id,
            goal_id: goal,
            parent_id: card.parent_id,
            position: card.position,
            priority: card.priority,
            start_on: card.start_on,
            due_on: card.due_on,
            closed_at: card.closed_at,
            assignee_ids: assignees
                .into_iter()
                .filter(|id| people.knows(*id))
                .collect(),
            label_ids: board.labelled.remove(&card.id).unwrap_or_default(),
            comment_count: board.comments.get(&card.id).copied().unwrap_or_default(),
            attachment_count: board.attachments.get(&card.id).copied().unwrap_or_default(),
            checklist: board.checklists.get(&card.id).copied().unwrap_or_default(),
            subtasks: board.subtasks.get(&card.id).copied().unwrap_or_default(),
            version: card.version,
        }
    }
}

impl BoardBody {
    fn new(project: ProjectId, mut board: Board, people: &People) -> Self {
        let mut users: Vec<UserId> = board.assignees.values().flatten().copied().collect();
        users.sort_unstable();
        users.dedup();
        let cards = std::mem::take(&mut board.cards);
        let cards = cards
            .into_iter()
            .map(|card| CardBody::new(card, &mut board, people));
        Self {
            project_id: project,
            cards: cards.collect(),
            states: board
                .states
                .into_iter()
                .map(|(state, count)| BoardState {
                    id: state.id,
                    name: state.name.to_string(),
                    kind: state.kind,
                    count,
                })
                .collect(),
            truncated: board.truncated,
            goals: board
                .goals
                .into_iter()
                .map(|(id, title, closed_at)| BoardGoal {
                    id,
                    title,
                    closed_at,
                })
                .collect(),
            labels: board.labels.iter().map(TaskLabel::from).collect(),
            people: users
                .iter()
                .filter(|id| people.knows(**id))
                .map(|id| people.get(*id))
                .collect(),
        }
    }
}

/// A project at one look: columns, cards, and the goals, labels and people that cards name.
#[utoipa::path(get, path = "/projects/{project}/board", tag = "tasks",
    params(("project" = ProjectId, Path)),
    responses((status = 200, body = BoardBody), Problem))]
async fn get_board(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<ProjectId>,
) -> Result<Reply> {
    let read = move |conn: &mut Conn| {
        let project = projects::policy::view(conn, &actor, id)?;
        let board = queries::board(conn, &project)?;
        let users: Vec<UserId> = board.assignees.values().flatten().copied().collect();
        let people = people::queries::bodies(conn, &actor, project.company_id, &users)?;
        tagged(
            &BoardBody::new(id, board, &people),
            actor.rights(project.company_id),
        )
    };
    Ok(blimp.db.read(read).await?)
}

/// The body, with a tag made of its own bytes: what hangs on cards does not raise their versions.
fn tagged(body: &BoardBody, rights: &str) -> blimp_kit::Result<Reply> {
    let json = serde_json::to_string(body)?;
    let print: String = signer::fingerprint(&json).chars().take(32).collect();
    let raw = RawValue::from_string(json)?;
    Ok(Reply::ok(&raw)?.etag(&format!("\"{print}-{rights}\"")))
}
