//! All SQL about members.
//!
//! Client isolation: a client sees owners, admins, members and themselves here. Which other
//! clients they share a project with is for the projects app to say.

use std::sync::Arc;

use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::Conn;
use diesel::prelude::*;

use crate::actor::{Actor, Membership, Scope, Via};
use crate::companies::Company;
use crate::companies::schema::companies;
use crate::ids::{CompanyId, UserId};
use crate::members::schema::members;
use crate::members::{Member, Person};
use crate::role::Role;
use crate::users::schema::users;

/// The people of a company whom the caller may see, in the order of their ids.
pub fn visible_people(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    page: &PageParams,
) -> Result<Page<Person>> {
    let limit = page.limit()?;
    let after = page.after::<UserId>()?.unwrap_or(UserId(0));
    let rows = members::table
        .inner_join(users::table)
        .filter(members::company_id.eq(company))
        .filter(members::company_id.eq_any(actor.companies()))
        .filter(
            members::role
                .ne(hidden_role(actor, company))
                .or(members::user_id.eq(actor.user)),
        )
        .filter(users::claimed_by.is_null())
        .filter(members::user_id.gt(after))
        .order(members::user_id)
        .limit(limit + 1)
        .select(Person::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Person| row.member.user_id))
}

/// One person of a company, if the caller may see them.
pub fn find_person(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    user: UserId,
) -> Result<Option<Person>> {
    Ok(members::table
        .inner_join(users::table)
        .filter(members::company_id.eq(company))
        .filter(members::company_id.eq_any(actor.companies()))
        .filter(
            members::role
                .ne(hidden_role(actor, company))
                .or(members::user_id.eq(actor.user)),
        )
        .filter(members::user_id.eq(user))
        .select(Person::as_select())
        .first(conn)
        .optional()?)
}

/// One person of a company, or a refusal that does not tell whether they are there.
pub fn get_person(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    user: UserId,
) -> Result<Person> {
    find_person(conn, actor, company, user)?.ok_or(Error::NotFound)
}

/// The role that is hidden from the caller; a word that is no role where none is.
fn hidden_role(actor: &Actor, company: CompanyId) -> &'static str {
    if actor.is_staff_of(company) {
        ""
    } else {
        Role::Client.as_str()
    }
}

/// Whether the caller may see this person in any company they are both in.
pub fn is_visible(conn: &mut Conn, actor: &Actor, user: UserId) -> Result<bool> {
    if actor.user == user {
        return Ok(true);
    }
    let theirs = list_memberships(conn, user)?;
    Ok(theirs.iter().any(|m| match actor.role_in(m.company) {
        Some(role) => role.is_staff() || m.role.is_staff(),
        None => false,
    }))
}

/// Somebody's place in a company, whoever asks.
pub fn find(conn: &mut Conn, company: CompanyId, user: UserId) -> Result<Option<Member>> {
    let query = members::table.find((company, user));
    Ok(query.select(Member::as_select()).first(conn).optional()?)
}

/// The companies somebody is in: what an [`Actor`] carries. One that is deleted is not among them,
/// which puts all that is in it out of sight.
pub fn list_memberships(conn: &mut Conn, user: UserId) -> Result<Vec<Membership>> {
    let rows: Vec<(CompanyId, Role)> = members::table
        .inner_join(companies::table)
        .filter(members::user_id.eq(user))
        .filter(companies::deleted_at.is_null())
        .order(members::company_id)
        .select((members::company_id, members::role))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(company, role)| Membership { company, role })
        .collect())
}

/// A company that the person of a row is in, their role there, and when it was deleted; none where
/// they are in none.
pub(crate) type In = Option<(CompanyId, Role, Option<Instant>)>;

/// Rows of one credential, one for each company that its person is in.
pub(crate) fn gathered<T>(rows: Vec<(T, In)>) -> Option<(T, Vec<Membership>)> {
    let mut memberships = Vec::with_capacity(rows.len());
    let mut found = None;
    for (credential, one) in rows {
        let one = one.filter(|(.., deleted_at)| deleted_at.is_none());
        memberships.extend(one.map(|(company, role, _)| Membership { company, role }));
        found = Some(credential);
    }
    Some((found?, memberships))
}

/// The companies somebody is in, with their names, by id.
pub fn list_companies(conn: &mut Conn, user: UserId) -> Result<Vec<(Company, Role)>> {
    Ok(members::table
        .inner_join(companies::table)
        .filter(members::user_id.eq(user))
        .filter(companies::deleted_at.is_null())
        .order(members::company_id)
        .select((Company::as_select(), members::role))
        .load(conn)?)
}

/// Who runs a company: its owner and its admins.
pub fn list_admins(conn: &mut Conn, company: CompanyId) -> Result<Vec<UserId>> {
    Ok(members::table
        .filter(members::company_id.eq(company))
        .filter(members::role.eq_any([Role::Owner, Role::Admin]))
        .order(members::user_id)
        .select(members::user_id)
        .load(conn)?)
}

/// The people of a company by address, whoever asks: for imports.
pub fn list_addresses(conn: &mut Conn, company: CompanyId) -> Result<Vec<Person>> {
    Ok(members::table
        .inner_join(users::table)
        .filter(members::company_id.eq(company))
        .filter(users::claimed_by.is_null())
        .order(members::user_id)
        .select(Person::as_select())
        .load(conn)?)
}

/// How many people a company has, placeholders not counted.
pub fn count(conn: &mut Conn, company: CompanyId) -> Result<i64> {
    Ok(members::table
        .inner_join(users::table)
        .filter(members::company_id.eq(company))
        .filter(users::email.is_not_null())
        .count()
        .get_result(conn)?)
}

/// The people of a company after `after`, placeholders and clients too, whoever asks.
pub(crate) fn list_ids(
    conn: &mut Conn,
    company: CompanyId,
    after: UserId,
    limit: i64,
) -> Result<Vec<UserId>> {
    Ok(members::table
        .filter(members::company_id.eq(company))
        .filter(members::user_id.gt(after))
        .order(members::user_id)
        .limit(limit)
        .select(members::user_id)
        .load(conn)?)
}

/// Those of these people of a company who only stand for somebody, and whom nobody has changed.
pub(crate) fn list_placeholders(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[UserId],
) -> Result<Vec<Member>> {
    Ok(members::table
        .inner_join(users::table)
        .filter(members::company_id.eq(company))
        .filter(members::user_id.eq_any(ids.to_vec()))
        .filter(members::version.eq(1))
        .filter(users::email.is_null())
        .filter(users::claimed_by.is_null())
        .filter(users::deleted_at.is_null())
        .order(members::user_id)
        .select(Member::as_select())
        .load(conn)?)
}

/// Takes these people out of a company that is being erased; says how many.
pub(crate) fn remove_some(conn: &mut Conn, company: CompanyId, users: &[UserId]) -> Result<usize> {
    let some = members::table
        .filter(members::company_id.eq(company))
        .filter(members::user_id.eq_any(users.to_vec()));
    Ok(diesel::delete(some).execute(conn)?)
}

/// Somebody's places in companies that are not deleted.
pub(crate) fn list_places(conn: &mut Conn, user: UserId) -> Result<Vec<(Member, Company)>> {
    Ok(members::table
        .inner_join(companies::table)
        .filter(members::user_id.eq(user))
        .filter(companies::deleted_at.is_null())
        .order(members::company_id)
        .select((Member::as_select(), Company::as_select()))
        .load(conn)?)
}

pub(crate) fn add(conn: &mut Conn, row: &Member) -> Result {
    diesel::insert_into(members::table)
        .values(row)
        .execute(conn)?;
    Ok(())
}

/// Changes a role; false where the row is not `before` any more.
pub(crate) fn set_role(conn: &mut Conn, before: &Member, role: Role) -> Result<bool> {
    let same = members::table
        .find((before.company_id, before.user_id))
        .filter(members::version.eq(before.version));
    let n = diesel::update(same)
        .set((
            members::role.eq(role),
            members::version.eq(members::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Removes a member; false where the row is not `before` any more.
pub(crate) fn remove(conn: &mut Conn, before: &Member) -> Result<bool> {
    let same = members::table
        .find((before.company_id, before.user_id))
        .filter(members::version.eq(before.version));
    Ok(diesel::delete(same).execute(conn)? == 1)
}

impl Actor {
    /// Somebody as the house acts for them, with all they may do.
    pub fn acting_for(conn: &mut Conn, user: UserId, via: Via) -> Result<Self> {
        let memberships: Arc<[Membership]> = list_memberships(conn, user)?.into();
        Ok(Self {
            user,
            memberships,
            scope: Scope::Admin,
            via,
        })
    }

    /// The owner of a company, for commands.
    pub fn owner_of(conn: &mut Conn, company: CompanyId) -> Result<Self> {
        let owner: Option<UserId> = members::table
            .filter(members::company_id.eq(company))
            .filter(members::role.eq(Role::Owner))
            .select(members::user_id)
            .first(conn)
            .optional()?;
        Self::acting_for(conn, owner.ok_or(Error::NotFound)?, Via::Command)
    }
}
