//! What projects look like in requests and answers.

use std::collections::HashMap;

use blimp_accounts::{Actor, CompanyId};
use blimp_http::{Caller, Reply, double_option, etag, present};
use blimp_kit::{Error, Instant, Page, PageParams, Result, Slug};
use blimp_store::Conn;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::markdown::Written;
use crate::projects::{Counts, Patch, Project, ProjectId, Shown, Sort, Wanted, queries};
use crate::text::{Body, Colour, Name};

/// A project.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectBody {
    /// Its id.
    pub id: ProjectId,
    /// Whose it is.
    pub company_id: CompanyId,
    /// Its name in web addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Name,
    /// Its colour.
    pub colour: Colour,
    /// What it is about, Markdown.
    pub notes: Body,
    /// The same as safe HTML.
    pub notes_html: String,
    /// Hidden from members who were not added.
    pub private: bool,
    /// When it was put away.
    #[schema(required)]
    pub archived_at: Option<Instant>,
    /// When it was thrown away.
    #[schema(required)]
    pub trashed_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Tasks in it that are not closed.
    pub open_tasks: i64,
    /// All tasks in it, those in the trash or put away not counted.
    pub total_tasks: i64,
    /// Tasks in it that stand in review: they wait for somebody to say that they are good.
    pub awaiting_approval: i64,
}

fn body(project: Project, counts: Counts, waiting: i64) -> ProjectBody {
    ProjectBody {
        id: project.id,
        company_id: project.company_id,
        slug: project.slug,
        name: project.name,
        colour: project.colour,
        notes: project.notes,
        notes_html: project.notes_html,
        private: project.private,
        archived_at: project.archived_at,
        trashed_at: project.trashed_at,
        created_at: project.created_at,
        updated_at: project.updated_at,
        open_tasks: counts.open,
        total_tasks: counts.total,
        awaiting_approval: waiting,
    }
}

/// A page of projects with their counts, in two more queries.
pub(super) fn bodies(
    conn: &mut Conn,
    company: CompanyId,
    page: Page<Project>,
) -> Result<Page<ProjectBody>> {
    let ids: Vec<ProjectId> = page.items.iter().map(|project| project.id).collect();
    let counts: HashMap<_, _> = queries::list_counts(conn, company, &ids)?
        .into_iter()
        .collect();
    let waiting: HashMap<_, _> = queries::list_waiting(conn, company, &ids)?
        .into_iter()
        .collect();
    Ok(page.map(|project| {
        let counts = counts.get(&project.id).copied().unwrap_or_default();
        let waiting = waiting.get(&project.id).copied().unwrap_or_default();
        body(project, counts, waiting)
    }))
}

/// Refuses a caller whose copy of the project is old, and shows it as it is.
pub(super) fn check_fresh(
    conn: &mut Conn,
    ask: &Caller,
    actor: &Actor,
    project: &Project,
) -> Result {
    ask.expects(&tag(actor, project), || {
        reply(conn, actor, project.clone(), false)
    })
}

/// The tag of a project for this caller.
fn tag(actor: &Actor, project: &Project) -> String {
    etag::of(project.version, actor.rights(project.company_id))
}

/// A project as an answer; 201 where it is new.
pub(crate) fn reply(
    conn: &mut Conn,
    actor: &Actor,
    project: Project,
    is_new: bool,
) -> Result<Reply> {
    let (tag, id, company) = (tag(actor, &project), project.id, project.company_id);
    let page = Page {
        items: vec![project],
        next: None,
    };
    let body = bodies(conn, company, page)?.items.pop();
    let body = body.ok_or_else(|| Error::fault("a project has a body"))?;
    let reply = if is_new {
        Reply::created(&format!("/api/v1/projects/{id}"), &body)?
    } else {
        Reply::ok(&body)?
    };
    Ok(reply.etag(&tag))
}

/// Which projects to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ProjectFilter {
    /// `true` for those put away, `false` (the default) for the others, `all` for both.
    #[param(inline)]
    archived: Option<Shown>,
    /// A part of the name, in any case.
    #[param(max_length = 200)]
    q: Option<String>,
    /// The order; `name` where nothing is said.
    #[param(inline)]
    sort: Option<Sort>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl ProjectFilter {
    pub(super) fn parts(self) -> Result<(Wanted, PageParams)> {
        if self.q.as_ref().is_some_and(|q| q.chars().count() > 200) {
            return Err(Error::bad_parameter("q", "At most 200 characters."));
        }
        let wanted = Wanted {
            shown: self.archived.unwrap_or(Shown::Active),
            q: self.q.map(|q| q.replace('\0', "")),
            sort: self.sort.unwrap_or(Sort::Name),
        };
        let page = PageParams {
            limit: self.limit,
            cursor: self.cursor,
        };
        Ok((wanted, page))
    }
}

/// What to change about a project; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EditProject {
    /// What it is called.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    name: Option<Name>,
    /// Its name in web addresses.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    slug: Option<Slug>,
    /// Its colour.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    colour: Option<Colour>,
    /// What it is about, Markdown; null clears it.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<Body>)]
    #[expect(clippy::option_option, reason = "a merge patch tells absent from null")]
    notes: Option<Option<Body>>,
    /// Hide it from members who were not added.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    private: Option<bool>,
}

impl From<EditProject> for Patch {
    fn from(edit: EditProject) -> Self {
        let EditProject {
            name,
            slug,
            colour,
            notes,
            private,
        } = edit;
        Self {
            name,
            slug,
            colour,
            notes: notes.map(|notes| notes.map(Written::from).unwrap_or_default()),
            private,
        }
    }
}
