//! All SQL about activity: the store's events, seen by somebody.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Page, PageParams, Result};
use blimp_store::schema::event;
use blimp_store::{Conn, EventId, EventRow};
use diesel::connection::Connection;
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::activity::model::Read;
use crate::activity::{Fact, Wanted};
use crate::people::{self, People};
use crate::projects::schema::visible_projects;
use crate::projects::{self, Project, ProjectId};

blimp_store::appear_together!(visible_projects::table; event::table);

type Rows = event::BoxedQuery<'static, <Conn as Connection>::Backend>;

/// The facts of a company that the actor may read: their own, those of projects that they see, and
/// those of the company itself, which clients do not get.
fn visible_to(actor: &Actor, company: CompanyId) -> Rows {
    let of_seen_project = exists(
        visible_projects::table
            .filter(visible_projects::company_id.eq(company))
            .filter(
                visible_projects::project_id
                    .nullable()
                    .eq(event::project_id),
            )
            .filter(visible_projects::user_id.eq(actor.user)),
    );
    let rows = event::table
        .filter(event::company_id.eq(company.0))
        .into_boxed::<<Conn as Connection>::Backend>();
    let (mine, public) = (event::user_id.eq(actor.user.0), event::user_id.is_null());
    if actor.is_staff_of(company) {
        rows.filter(mine.or(public.and(event::project_id.is_null().or(of_seen_project))))
    } else {
        rows.filter(mine.or(public.and(of_seen_project)))
    }
}

/// A fact that the actor may read, and its company.
pub fn find(conn: &mut Conn, actor: &Actor, id: EventId) -> Result<Option<(CompanyId, EventRow)>> {
    let company: Option<Option<i64>> = event::table
        .find(id)
        .select(event::company_id)
        .first(conn)
        .optional()?;
    let company = company.flatten().map(CompanyId);
    let Some(company) = company.filter(|id| actor.companies().contains(id)) else {
        return Ok(None);
    };
    let row = visible_to(actor, company)
        .filter(event::id.eq(id))
        .select(EventRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(|row| (company, row)))
}

/// What happened, newest first.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &Wanted,
    page: &PageParams,
) -> Result<Page<Fact>> {
    let limit = page.limit()?;
    let mut rows = visible_to(actor, wanted.company);
    if let Some(project) = wanted.project {
        rows = rows.filter(event::project_id.eq(project.0));
    }
    if let Some(task) = wanted.task {
        rows = rows.filter(event::thread_id.eq(task.0));
    }
    if let Some(person) = wanted.actor {
        // Whoever may not know somebody may not learn what they did either.
        if !people::queries::bodies(conn, actor, wanted.company, &[person])?.knows(person) {
            return Ok(Page {
                items: Vec::new(),
                next: None,
            });
        }
        rows = rows.filter(event::actor_id.eq(person.0));
    }
    if !wanted.names.is_empty() {
        rows = rows.filter(event::name.eq_any(wanted.names.clone()));
    }
    if let Some(before) = page.after::<EventId>()? {
        rows = rows.filter(event::id.lt(before));
    }
    let rows: Vec<EventRow> = rows
        .order(event::id.desc())
        .limit(limit + 1)
        .select(EventRow::as_select())
        .load(conn)?;
    let page = Page::cut(rows, limit, |row: &EventRow| row.id);
    let items = facts(conn, actor, page.items.iter())?;
    Ok(Page {
        items,
        next: page.next,
    })
}

/// The same rule for facts that are at hand: what the actor may read of them, in their places.
pub fn show(conn: &mut Conn, actor: &Actor, rows: &[Arc<EventRow>]) -> Result<Vec<Option<Fact>>> {
    let seen = seen_projects(conn, actor, rows)?;
    let may_read = |row: &EventRow| match (row.user_id, row.company_id, row.project_id) {
        (Some(user), _, _) => user == actor.user.0,
        (None, Some(company), Some(project)) => seen.contains(&(company, project)),
        (None, Some(company), None) => actor.is_staff_of(CompanyId(company)),
        (None, None, _) => false,
    };
    let readable: Vec<bool> = rows.iter().map(|row| may_read(row)).collect();
    let shown = rows
        .iter()
        .zip(&readable)
        .filter(|(_, may)| **may)
        .map(|(row, _)| row.as_ref());
    let mut facts = facts(conn, actor, shown)?.into_iter();
    Ok(readable
        .into_iter()
        .map(|may| if may { facts.next() } else { None })
        .collect())
}

/// Which projects of these facts the actor sees now, in one query.
fn seen_projects(
    conn: &mut Conn,
    actor: &Actor,
    rows: &[Arc<EventRow>],
) -> Result<HashSet<(i64, i64)>> {
    let projects: HashSet<i64> = rows.iter().filter_map(|row| row.project_id).collect();
    if projects.is_empty() {
        return Ok(HashSet::new());
    }
    let found: Vec<(CompanyId, ProjectId)> = visible_projects::table
        .filter(visible_projects::company_id.eq_any(actor.companies()))
        .filter(visible_projects::project_id.eq_any(projects))
        .filter(visible_projects::user_id.eq(actor.user))
        .select((visible_projects::company_id, visible_projects::project_id))
        .load(conn)?;
    Ok(found
        .into_iter()
        .map(|(company, project)| (company.0, project.0))
        .collect())
}

/// Rows as the actor gets them: one query for the people of each company in them.
fn facts<'a>(
    conn: &mut Conn,
    actor: &Actor,
    rows: impl Iterator<Item = &'a EventRow>,
) -> Result<Vec<Fact>> {
    // What concerns a person alone names nobody else; any of their companies will do.
    let home = actor.companies().first().copied().unwrap_or(CompanyId(0));
    let read: Vec<(CompanyId, Read<'_>)> = rows
        .map(|row| (row.company_id.map_or(home, CompanyId), Read::from(row)))
        .collect();
    let mut ids: HashMap<CompanyId, Vec<UserId>> = HashMap::new();
    for (company, read) in &read {
        ids.entry(*company).or_default().extend(read.people());
    }
    let mut known: HashMap<CompanyId, People> = HashMap::new();
    for (company, ids) in ids {
        known.insert(
            company,
            people::queries::bodies(conn, actor, company, &ids)?,
        );
    }
    let projects = names_of_projects(conn, actor, &read)?;
    let nobody = People::default();
    let show = |(company, read): (CompanyId, Read<'_>)| {
        read.shown_to(known.get(&company).unwrap_or(&nobody), &projects)
    };
    Ok(read.into_iter().map(show).collect())
}

/// What the projects that facts speak of are called, as far as the actor sees them.
fn names_of_projects(
    conn: &mut Conn,
    actor: &Actor,
    read: &[(CompanyId, Read<'_>)],
) -> Result<HashMap<ProjectId, String>> {
    let ids: Vec<ProjectId> = read.iter().flat_map(|(_, read)| read.projects()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = projects::queries::list_of(conn, actor, &ids)?;
    let named = |project: Project| (project.id, project.name.to_string());
    Ok(found.into_iter().map(named).collect())
}

#[cfg(test)]
mod tests;
