//! All SQL about companies.

use blimp_kit::{Error, Instant, Page, PageParams, Result, Slug};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::actor::Actor;
use crate::companies::schema::companies;
use crate::companies::{Company, Settings};
use crate::ids::{CompanyId, UserId};

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

/// Which companies to list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// With this slug.
    pub slug: Option<Slug>,
    /// Those that the caller deleted and can bring back, instead of those they are in.
    pub deleted: bool,
}

/// The companies the caller is in, or those that they deleted.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    wanted: &Wanted,
    page: &PageParams,
) -> Result<Page<Company>> {
    let limit = page.limit()?;
    let after = page.after::<CompanyId>()?.unwrap_or(CompanyId(0));
    let mut query = if wanted.deleted {
        deleted_by(actor)
    } else {
        let mine = companies::table.filter(companies::id.eq_any(actor.companies()));
        mine.into_boxed()
    };
    if let Some(slug) = &wanted.slug {
        query = query.filter(companies::slug.eq(slug.clone()));
    }
    let rows = query
        .filter(companies::id.gt(after))
        .order(companies::id)
        .limit(limit + 1)
        .select(Company::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Company| row.id))
}

/// The companies that the caller deleted: they owned them, and still do.
fn deleted_by(actor: &Actor) -> companies::BoxedQuery<'static, <Conn as Connection>::Backend> {
    companies::table
        .filter(companies::deleted_by.eq(actor.user))
        .filter(companies::deleted_at.is_not_null())
        .into_boxed()
}

/// A company that the caller deleted.
pub fn find_deleted(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<Option<Company>> {
    let query = deleted_by(actor).filter(companies::id.eq(id));
    Ok(query.select(Company::as_select()).first(conn).optional()?)
}

/// Puts a company out of sight; false where it is not `version` any more.
pub(crate) fn set_deleted(
    conn: &mut Conn,
    company: &Company,
    by: UserId,
    at: Instant,
) -> Result<bool> {
    let same = companies::table
        .find(company.id)
        .filter(companies::version.eq(company.version))
        .filter(companies::deleted_at.is_null());
    let n = diesel::update(same)
        .set((
            companies::deleted_at.eq(at),
            companies::deleted_by.eq(by),
            companies::warned_at.eq(None::<Instant>),
            companies::version.eq(companies::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Brings a company back that was deleted after `since`; false where it was not.
pub(crate) fn set_restored(conn: &mut Conn, id: CompanyId, since: Instant) -> Result<bool> {
    let gone = companies::table
        .find(id)
        .filter(companies::deleted_at.gt(since));
    let n = diesel::update(gone)
        .set((
            companies::deleted_at.eq(None::<Instant>),
            companies::deleted_by.eq(None::<UserId>),
            companies::version.eq(companies::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Companies that were deleted before `since` and whose owners were not told yet what comes, with
/// whoever deleted them.
pub(crate) fn list_unwarned(
    conn: &mut Conn,
    since: Instant,
    limit: i64,
) -> Result<Vec<(Company, Option<UserId>)>> {
    Ok(companies::table
        .filter(companies::deleted_at.le(since))
        .filter(companies::warned_at.is_null())
        .order(companies::deleted_at)
        .limit(limit)
        .select((Company::as_select(), companies::deleted_by))
        .load(conn)?)
}

/// Notes that the owner of a deleted company was told what comes.
pub(crate) fn set_warned(conn: &mut Conn, id: CompanyId, at: Instant) -> Result {
    diesel::update(companies::table.find(id))
        .set(companies::warned_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Companies that were deleted before `since`.
pub(crate) fn list_over(conn: &mut Conn, since: Instant, limit: i64) -> Result<Vec<CompanyId>> {
    Ok(companies::table
        .filter(companies::deleted_at.le(since))
        .order(companies::deleted_at)
        .limit(limit)
        .select(companies::id)
        .load(conn)?)
}

/// Who deleted this company before `since`; none where it is there still, or gone.
pub(crate) fn find_over(conn: &mut Conn, id: CompanyId, since: Instant) -> Result<Option<UserId>> {
    Ok(companies::table
        .find(id)
        .filter(companies::deleted_at.le(since))
        .filter(companies::deleted_by.is_not_null())
        .select(companies::deleted_by.assume_not_null())
        .first(conn)
        .optional()?)
}

/// Deletes the row of a company, last of all that was in it.
pub(crate) fn remove(conn: &mut Conn, id: CompanyId) -> Result {
    diesel::delete(companies::table.find(id)).execute(conn)?;
    Ok(())
}

/// Whether there is any company here.
pub fn any(conn: &mut Conn) -> Result<bool> {
    Ok(last_id(conn)? > 0)
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

/// The companies with these ids, whoever asks: for the house itself.
pub fn list_any(conn: &mut Conn, ids: &[CompanyId]) -> Result<Vec<Company>> {
    Ok(companies::table
        .filter(companies::id.eq_any(ids.to_vec()))
        .select(Company::as_select())
        .load(conn)?)
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
