//! What the operator is told of: projects by company, tasks by the kind of their state.

use blimp_accounts::CompanyId;
use blimp_app::{Counts, Scope, Stat};
use blimp_kit::Result;
use blimp_store::{Conn, EventRow};

use crate::projects::ProjectId;
use crate::{projects, tasks};

/// Projects of each company, those in the trash not counted.
pub(crate) const PROJECTS: Stat = Stat {
    name: "projects",
    touched: company_of,
    scopes: companies,
    count: count_projects,
};

/// Tasks by the kind of their state, project by project.
pub(crate) const TASKS: Stat = Stat {
    name: "tasks",
    touched: project_of,
    scopes: all_projects,
    count: count_tasks,
};

/// The company of a project that came, went or came back.
fn company_of(row: &EventRow) -> Option<Scope> {
    let subject = row.subject_type == "project" && row.name.starts_with("project.");
    subject.then(|| row.company_id.map(|company| Scope::new(company, 0)))?
}

fn companies(conn: &mut Conn, after: Option<Scope>, limit: i64) -> Result<Vec<Scope>> {
    let after = after.map_or(0, |scope| scope.company);
    let ids = projects::queries::list_companies(conn, after, limit)?;
    Ok(ids.into_iter().map(|id| Scope::new(id.0, 0)).collect())
}

fn count_projects(conn: &mut Conn, of: Scope) -> Result<Counts> {
    let n = projects::queries::count(conn, CompanyId(of.company))?;
    Ok(vec![("all", n)])
}

/// The project whose tasks, states or place in the trash changed. What says nothing of these is
/// left out because it is frequent.
fn project_of(row: &EventRow) -> Option<Scope> {
    let about = matches!(row.subject_type.as_str(), "task" | "state" | "project");
    let idle = matches!(row.name.as_str(), "task.changed.v1" | "task.due_soon.v1");
    if !about || idle {
        return None;
    }
    Some(Scope::new(row.company_id?, row.project_id?))
}

fn all_projects(conn: &mut Conn, after: Option<Scope>, limit: i64) -> Result<Vec<Scope>> {
    let after = after.map_or((CompanyId(0), ProjectId(0)), |scope| {
        (CompanyId(scope.company), ProjectId(scope.id))
    });
    let ids = projects::queries::list_any(conn, after, limit)?;
    let scope = |(company, project): (CompanyId, ProjectId)| Scope::new(company.0, project.0);
    Ok(ids.into_iter().map(scope).collect())
}

fn count_tasks(conn: &mut Conn, of: Scope) -> Result<Counts> {
    let (company, project) = (CompanyId(of.company), ProjectId(of.id));
    let counts = tasks::queries::count_by_kind(conn, company, project)?;
    let named = counts.into_iter().map(|(kind, n)| (kind.as_str(), n));
    Ok(named.collect())
}
