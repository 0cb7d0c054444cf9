//! A notice, as it is told.

use std::collections::HashMap;

use blimp_accounts::companies::queries as companies;
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_http::{Reply, etag};
use blimp_kit::{Instant, Page, Slug};
use blimp_projects::people::{People, PersonBody, queries as people};
use blimp_projects::place::TaskId;
use blimp_projects::projects::ProjectId;
use blimp_store::{Conn, EventId, events};
use serde::Serialize;
use utoipa::ToSchema;

use crate::inbox::model::{Notice, NoticeId, Reason};
use crate::inbox::queries;
use crate::preferences::Kind;

/// Something the caller was told, or was considered for.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeBody {
    id: NoticeId,
    company_id: CompanyId,
    /// The company, for addresses.
    company: CompanyRef,
    kind: Kind,
    /// Why the caller was told, the best reason.
    reason: Reason,
    /// Every reason, the best first.
    reasons: Vec<Reason>,
    /// What happened.
    event: EventRef,
    /// Who did it; null for Blimp itself.
    #[schema(required)]
    actor: Option<PersonBody>,
    #[schema(required)]
    project_id: Option<ProjectId>,
    #[schema(required)]
    project: Option<ProjectRef>,
    #[schema(required)]
    task: Option<TaskRef>,
    /// What it is about: the title of the task, or the name of the project or company.
    subject: String,
    /// The words that were written, cut short.
    excerpt: String,
    #[schema(required)]
    read_at: Option<Instant>,
    /// When the caller was done with it.
    #[schema(required)]
    archived_at: Option<Instant>,
    /// Out of sight until then.
    #[schema(required)]
    snoozed_until: Option<Instant>,
    /// When it came back from that.
    #[schema(required)]
    returned_at: Option<Instant>,
    at: Instant,
    /// With `group=task`: how many notices of this task are in the inbox.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<GroupBody>,
}

/// A company, as a notice speaks of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NoticeCompany)]
struct CompanyRef {
    id: CompanyId,
    /// Its name in web addresses.
    slug: Slug,
    name: String,
}

/// A project, as a notice speaks of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NoticeProject)]
struct ProjectRef {
    id: ProjectId,
    name: String,
}

/// How many notices there are of a task.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = NoticeGroup)]
struct GroupBody {
    total: i64,
    unread: i64,
}

/// A fact.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct EventRef {
    id: i64,
    /// Its name, such as `task.assigned.v1`; empty where the fact is not kept any more.
    name: String,
}

/// A task, as a notice speaks of it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct TaskRef {
    id: TaskId,
    number: i64,
    title: String,
}

/// What a page of notices speaks of, one query for each sort.
struct Scene {
    companies: HashMap<CompanyId, CompanyRef>,
    projects: HashMap<ProjectId, ProjectRef>,
    tasks: HashMap<TaskId, TaskRef>,
    people: HashMap<CompanyId, People>,
    facts: HashMap<EventId, String>,
    groups: HashMap<TaskId, GroupBody>,
}

impl Scene {
    fn look_up(
        conn: &mut Conn,
        actor: &Actor,
        notices: &[Notice],
        by_task: bool,
    ) -> blimp_kit::Result<Self> {
        let mut people_of: HashMap<CompanyId, People> = HashMap::new();
        for (company, ids) in actors(notices) {
            people_of.insert(company, people::bodies(conn, actor, company, &ids)?);
        }
        let ids: Vec<CompanyId> = notices.iter().map(|n| n.company_id).collect();
        let companies = companies::list_any(conn, &ids)?.into_iter();
        let ids: Vec<ProjectId> = notices.iter().filter_map(|n| n.project_id).collect();
        let projects = queries::list_projects(conn, actor, &ids)?.into_iter();
        let about: Vec<TaskId> = notices.iter().filter_map(|n| n.task_id).collect();
        let tasks = queries::list_titles(conn, actor, &about)?.into_iter();
        let facts: Vec<EventId> = notices.iter().map(|n| n.event_id).collect();
        Ok(Self {
            companies: companies
                .map(|c| {
                    let (id, slug, name) = (c.id, c.slug, c.name);
                    (id, CompanyRef { id, slug, name })
                })
                .collect(),
            projects: projects
                .map(|(id, name)| (id, ProjectRef { id, name }))
                .collect(),
            tasks: tasks
                .map(|(id, number, title)| (id, TaskRef { id, number, title }))
                .collect(),
            people: people_of,
            facts: events::names(conn, &facts)?.into_iter().collect(),
            groups: if by_task {
                groups(conn, actor, &about)?
            } else {
                HashMap::new()
            },
        })
    }

    fn body(&self, notice: &Notice) -> NoticeBody {
        let company = self.companies.get(&notice.company_id).cloned();
        let company = company.unwrap_or_else(|| CompanyRef {
            id: notice.company_id,
            slug: Slug::suggest("", "gone"),
            name: String::new(),
        });
        let project = notice.project_id.and_then(|id| self.projects.get(&id));
        let task = notice.task_id.and_then(|id| self.tasks.get(&id));
        let subject = match (task, project) {
            (Some(task), _) => task.title.clone(),
            (None, Some(project)) => project.name.clone(),
            (None, None) => company.name.clone(),
        };
        NoticeBody {
            id: notice.id,
            company_id: notice.company_id,
            company,
            kind: notice.kind,
            reason: notice.reason,
            reasons: notice.reasons(),
            event: EventRef {
                id: notice.event_id.0,
                name: self
                    .facts
                    .get(&notice.event_id)
                    .cloned()
                    .unwrap_or_default(),
            },
            actor: notice
                .actor_id
                .and_then(|id| Some(self.people.get(&notice.company_id)?.get(id))),
            project_id: notice.project_id,
            project: project.cloned(),
            task: task.cloned(),
            subject,
            excerpt: notice.excerpt.clone(),
            read_at: notice.read_at,
            archived_at: notice.archived_at,
            snoozed_until: notice.snoozed_until,
            returned_at: notice.returned_at,
            at: notice.created_at,
            group: notice.task_id.and_then(|id| self.groups.get(&id).cloned()),
        }
    }
}

/// How many notices of each task there are in the caller's inbox.
fn groups(
    conn: &mut Conn,
    actor: &Actor,
    tasks: &[TaskId],
) -> blimp_kit::Result<HashMap<TaskId, GroupBody>> {
    let mut groups = HashMap::new();
    for (task, total) in queries::count_by_task(conn, actor.user, tasks, false)? {
        if let Some(task) = task {
            groups.insert(task, GroupBody { total, unread: 0 });
        }
    }
    for (task, unread) in queries::count_by_task(conn, actor.user, tasks, true)? {
        if let Some(group) = task.and_then(|task| groups.get_mut(&task)) {
            group.unread = unread;
        }
    }
    Ok(groups)
}

/// A page of notices.
pub(super) fn page(
    conn: &mut Conn,
    actor: &Actor,
    page: Page<Notice>,
    by_task: bool,
) -> blimp_kit::Result<Page<NoticeBody>> {
    let scene = Scene::look_up(conn, actor, &page.items, by_task)?;
    Ok(page.map(|notice| scene.body(&notice)))
}

/// Who did it, company by company: a page of an inbox seldom speaks of more than one or two.
fn actors(notices: &[Notice]) -> HashMap<CompanyId, Vec<UserId>> {
    let mut by_company: HashMap<CompanyId, Vec<UserId>> = HashMap::new();
    for notice in notices {
        by_company
            .entry(notice.company_id)
            .or_default()
            .extend(notice.actor_id);
    }
    by_company
}

/// The `ETag` of a notice.
pub(super) fn tag(notice: &Notice) -> String {
    etag::of(notice.version, "own")
}

/// One notice and its `ETag`.
pub(super) fn one(conn: &mut Conn, actor: &Actor, notice: Notice) -> blimp_kit::Result<Reply> {
    let tag = tag(&notice);
    let notices = [notice];
    let scene = Scene::look_up(conn, actor, &notices, false)?;
    let body = notices.first().map(|notice| scene.body(notice));
    Ok(Reply::ok(&body)?.etag(&tag))
}
