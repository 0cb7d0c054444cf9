//! All SQL about companies.

use blimp_kit::{Error, Instant, Page, PageParams, Result, Slug};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::actor::Actor;
use crate::companies::schema::companies;
use crate::companies::{Company, Settings};
use crate::ids::CompanyId;

/// The company, if the caller is in it.
pub fn find(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<Option<Company>> {
    match actor.role_in(id) {
        Some(_) => find_any(conn, id),
        None => Ok(None),
    }
}

/// The company, or a refusal that does not tell whether it is there.
pub fn get(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<Company> {
    find(conn, actor, id)?.ok_or(Error::NotFound)
}

/// The companies the caller is in.
pub fn list(conn: &mut Conn, actor: &Actor, page: &PageParams) -> Result<Page<Company>> {
    let limit = page.limit()?;
    let after = page.after::<CompanyId>()?.unwrap_or(CompanyId(0));
    let rows = companies::table
        .filter(companies::id.eq_any(actor.companies()))
        .filter(companies::id.gt(after))
        .order(companies::id)
        .limit(limit + 1)
        .select(Company::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Company| row.id))
}

/// The company with this slug, whoever asks: for commands.
pub fn find_by_slug(conn: &mut Conn, slug: &Slug) -> Result<Option<Company>> {
    let query = companies::table.filter(companies::slug.eq(slug));
    Ok(query.select(Company::as_select()).first(conn).optional()?)
}

/// The company with this id, whoever asks: for the house itself.
pub fn find_any(conn: &mut Conn, id: CompanyId) -> Result<Option<Company>> {
    Ok(companies::table
        .find(id)
        .select(Company::as_select())
        .first(conn)
        .optional()?)
}

/// Lets one transaction at a time count and add what the plan limits. SQLite has one writer anyway.
pub(crate) fn lock(conn: &mut Conn, id: CompanyId) -> Result {
    if let Conn::Postgres(pg) = conn {
        companies::table
            .find(id)
            .select(companies::id)
            .for_update()
            .first::<CompanyId>(pg)?;
    }
    Ok(())
}

/// Which of these slugs are taken.
pub(crate) fn list_taken(conn: &mut Conn, slugs: &[Slug]) -> Result<Vec<Slug>> {
    let query = companies::table.filter(companies::slug.eq_any(slugs.to_vec()));
    Ok(query.select(companies::slug).load(conn)?)
}

/// Adds a company; `None` where the slug is taken.
pub(crate) fn add(
    conn: &mut Conn,
    name: &str,
    slug: &Slug,
    at: Instant,
) -> Result<Option<CompanyId>> {
    Ok(on_each!(conn, c => diesel::insert_into(companies::table)
        .values((companies::name.eq(name), companies::slug.eq(slug), companies::created_at.eq(at)))
        .on_conflict(companies::slug)
        .do_nothing()
        .returning(companies::id)
        .get_result(c))
    .optional()?)
}

/// Changes a company; false where it is not `version` any more.
pub(crate) fn set(
    conn: &mut Conn,
    id: CompanyId,
    version: i64,
    settings: &Settings,
) -> Result<bool> {
    let same = companies::table
        .find(id)
        .filter(companies::version.eq(version));
    let n = diesel::update(same)
        .set((settings, companies::version.eq(companies::version + 1)))
        .execute(conn)?;
    Ok(n == 1)
}

/// The highest id there is; 0 where there is none.
pub(crate) fn last_id(conn: &mut Conn) -> Result<i64> {
    let last: Option<CompanyId> = companies::table
        .select(companies::id)
        .order(companies::id.desc())
        .first(conn)
        .optional()?;
    Ok(last.map_or(0, i64::from))
}

/// How many companies have these ids.
pub(crate) fn count_between(conn: &mut Conn, first: i64, last: i64) -> Result<i64> {
    Ok(companies::table
        .filter(companies::id.between(CompanyId(first), CompanyId(last)))
        .count()
        .get_result(conn)?)
}
