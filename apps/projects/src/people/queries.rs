//! All SQL about who sees what, and whom.

use std::collections::HashMap;

use blimp_accounts::members::Person;
use blimp_accounts::members::schema::members;
use blimp_accounts::users::schema::users;
use blimp_accounts::{Actor, CompanyId, Role, UserId};
use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::Conn;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::markdown::Mentions;
use crate::people::schema::{project_people, visible_people};
use crate::people::{Member, People, PersonBody, named};
use crate::projects::schema::visible_projects;
use crate::projects::{Project, ProjectId};

type Backend = <Conn as Connection>::Backend;

/// What the caller may know of these people, who stand in rows of `company`; in one query.
///
/// Staff know everyone, those who have left too; a client knows whom `visible_people` shows.
/// Pictures are served by accounts, which knows nothing of shared projects: a client gets those of
/// staff and their own, and none of other clients.
pub fn bodies(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    ids: &[UserId],
) -> Result<People> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(People::default());
    }
    if !actor.is_staff_of(company) {
        return bodies_for_client(conn, actor, company, ids);
    }
    let rows: Vec<(UserId, String, Option<i64>)> = users::table
        .filter(users::id.eq_any(ids))
        .select((users::id, users::name, users::avatar_file))
        .load(conn)?;
    let body = |(id, name, avatar)| (id, PersonBody::new(id, name, avatar));
    Ok(People(rows.into_iter().map(body).collect()))
}

fn bodies_for_client(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    ids: Vec<UserId>,
) -> Result<People> {
    let rows: Vec<Person> = members::table
        .inner_join(users::table)
        .filter(members::company_id.eq(company))
        .filter(members::user_id.eq_any(ids))
        .filter(exists(
            visible_people::table
                .filter(visible_people::company_id.eq(company))
                .filter(visible_people::viewer_id.eq(actor.user))
                .filter(visible_people::user_id.eq(members::user_id)),
        ))
        .select(Person::as_select())
        .load(conn)?;
    let body = |row: Person| (row.member.user_id, shown_to(actor, row));
    Ok(People(rows.into_iter().map(body).collect()))
}

/// A member as the caller gets them, who may know them.
fn shown_to(actor: &Actor, row: Person) -> PersonBody {
    let (user, company, role) = (row.member.user_id, row.member.company_id, row.member.role);
    let sees = actor.is_staff_of(company) || role.is_staff() || user == actor.user;
    PersonBody::new(user, row.name, row.avatar_file.filter(|_| sees))
}

/// Which of these people may know somebody: staff, and whom `visible_people` shows them.
pub fn list_knowing(
    conn: &mut Conn,
    company: CompanyId,
    user: UserId,
    viewers: &[UserId],
) -> Result<Vec<UserId>> {
    let shown = exists(
        visible_people::table
            .filter(visible_people::company_id.eq(company))
            .filter(visible_people::viewer_id.eq(members::user_id))
            .filter(visible_people::user_id.eq(user)),
    );
    Ok(members::table
        .filter(members::company_id.eq(company))
        .filter(members::user_id.eq_any(viewers.to_vec()))
        .filter(members::role.ne(Role::Client).or(shown))
        .order(members::user_id)
        .select(members::user_id)
        .load(conn)?)
}

/// Whether the caller may know this member of the company, who is no placeholder that somebody
/// claimed.
pub fn is_visible(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    user: UserId,
) -> Result<bool> {
    let row = visible_people::table
        .filter(visible_people::company_id.eq(company))
        .filter(visible_people::company_id.eq_any(actor.companies()))
        .filter(visible_people::viewer_id.eq(actor.user))
        .filter(visible_people::user_id.eq(user))
        .filter(not(exists(
            users::table
                .filter(users::id.eq(user))
                .filter(users::claimed_by.is_not_null()),
        )));
    Ok(diesel::select(exists(row)).get_result(conn)?)
}

/// Which of these people see a project, in the order of their ids.
pub fn list_seeing(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
    users: &[UserId],
) -> Result<Vec<UserId>> {
    Ok(visible_projects::table
        .filter(visible_projects::company_id.eq(company))
        .filter(visible_projects::project_id.eq(project))
        .filter(visible_projects::user_id.eq_any(users.to_vec()))
        .order(visible_projects::user_id)
        .select(visible_projects::user_id)
        .load(conn)?)
}

/// Whether this person sees a project.
pub fn sees(conn: &mut Conn, company: CompanyId, project: ProjectId, user: UserId) -> Result<bool> {
    Ok(!list_seeing(conn, company, project, &[user])?.is_empty())
}

/// Those of a company who see `project` and whom the caller may know.
macro_rules! around {
    ($actor:expr, $company:expr, $project:expr) => {
        members::table
            .inner_join(users::table)
            .filter(members::company_id.eq($company))
            .filter(members::company_id.eq_any($actor.companies()))
            .filter(users::claimed_by.is_null())
            .filter(exists(
                visible_projects::table
                    .filter(visible_projects::company_id.eq($company))
                    .filter(visible_projects::project_id.eq($project))
                    .filter(visible_projects::user_id.eq(members::user_id)),
            ))
            .filter(exists(
                visible_people::table
                    .filter(visible_people::company_id.eq($company))
                    .filter(visible_people::viewer_id.eq($actor.user))
                    .filter(visible_people::user_id.eq(members::user_id)),
            ))
    };
}

/// Who sees a project, as far as the caller may know, in the order of their ids.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    project: &Project,
    page: &PageParams,
) -> Result<Page<Member>> {
    let limit = page.limit()?;
    let after = page.after::<UserId>()?.unwrap_or(UserId(0));
    let rows: Vec<Person> = around!(actor, project.company_id, project.id)
        .filter(members::user_id.gt(after))
        .order(members::user_id)
        .limit(limit + 1)
        .select(Person::as_select())
        .load(conn)?;
    members_of(conn, actor, project, rows)
        .map(|rows| Page::cut(rows, limit, |row: &Member| row.user))
}

/// One person who sees the project, or a refusal that does not tell whether they are there.
pub fn get(conn: &mut Conn, actor: &Actor, project: &Project, user: UserId) -> Result<Member> {
    let rows: Vec<Person> = around!(actor, project.company_id, project.id)
        .filter(members::user_id.eq(user))
        .select(Person::as_select())
        .load(conn)?;
    members_of(conn, actor, project, rows)?
        .pop()
        .ok_or(Error::NotFound)
}

fn members_of(
    conn: &mut Conn,
    actor: &Actor,
    project: &Project,
    rows: Vec<Person>,
) -> Result<Vec<Member>> {
    let ids: Vec<UserId> = rows.iter().map(|row| row.member.user_id).collect();
    let added: Vec<(UserId, Instant)> = project_people::table
        .filter(project_people::company_id.eq(project.company_id))
        .filter(project_people::project_id.eq(project.id))
        .filter(project_people::user_id.eq_any(ids))
        .select((project_people::user_id, project_people::added_at))
        .load(conn)?;
    let added: HashMap<UserId, Instant> = added.into_iter().collect();
    let member = |row: Person| {
        let (user, role) = (row.member.user_id, row.member.role);
        Member {
            person: shown_to(actor, row),
            user,
            role,
            added_at: added.get(&user).copied(),
        }
    };
    Ok(rows.into_iter().map(member).collect())
}

/// The most people among whom a bare `@name` is looked up.
const MAX_NAMED: i64 = 2_000;

/// Whom a text in a project mentions: people who see the project and whom the caller may know.
pub fn mentioned(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    project: ProjectId,
    mentions: &Mentions,
) -> Result<Vec<UserId>> {
    if mentions.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = around!(actor, company, project).into_boxed::<Backend>();
    if mentions.names.is_empty() {
        query = query.filter(members::user_id.eq_any(mentions.ids.clone()));
    }
    let people: Vec<(UserId, String)> = query
        .order(members::user_id)
        .limit(MAX_NAMED)
        .select((users::id, users::name))
        .load(conn)?;
    let by_id = people
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| mentions.ids.contains(id));
    let by_name = mentions
        .names
        .iter()
        .filter_map(|name| named(&people, name));
    let mut found: Vec<UserId> = by_id.chain(by_name).collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The people added to a project.
pub fn list_added(conn: &mut Conn, project: &Project) -> Result<Vec<UserId>> {
    Ok(project_people::table
        .filter(project_people::company_id.eq(project.company_id))
        .filter(project_people::project_id.eq(project.id))
        .order(project_people::user_id)
        .select(project_people::user_id)
        .load(conn)?)
}

/// Takes a person off a project; false where they were not added to it.
pub(crate) fn remove(conn: &mut Conn, project: &Project, user: UserId) -> Result<bool> {
    let row = project_people::table
        .filter(project_people::company_id.eq(project.company_id))
        .filter(project_people::project_id.eq(project.id))
        .filter(project_people::user_id.eq(user));
    Ok(diesel::delete(row).execute(conn)? == 1)
}

/// The projects somebody was added to.
pub(crate) fn list_projects(
    conn: &mut Conn,
    company: CompanyId,
    user: UserId,
) -> Result<Vec<ProjectId>> {
    Ok(project_people::table
        .filter(project_people::company_id.eq(company))
        .filter(project_people::user_id.eq(user))
        .order(project_people::project_id)
        .select(project_people::project_id)
        .load(conn)?)
}
