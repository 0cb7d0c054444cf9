//! All SQL about views.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::model::{Patch, Row, Wanted};
use super::schema::saved_views;
use super::{View, ViewId};
use crate::projects::ProjectId;
use crate::projects::schema::visible_projects;

type Rows = saved_views::BoxedQuery<'static, <Conn as Connection>::Backend>;

/// The one place that decides which views of a company a person can see: their own, and shared
/// ones; those of a project while they see it, shared ones of the company unless they are a client.
fn visible_to(actor: &Actor, company: CompanyId) -> Rows {
    let seen = visible_projects::table
        .filter(visible_projects::company_id.eq(saved_views::company_id))
        .filter(
            visible_projects::project_id
                .nullable()
                .eq(saved_views::project_id),
        )
        .filter(visible_projects::user_id.eq(actor.user))
        .filter(visible_projects::trashed_at.is_null());
    let mine = saved_views::owner_id.eq(actor.user);
    let rows = saved_views::table
        .filter(saved_views::company_id.eq(company))
        .filter(saved_views::project_id.is_null().or(exists(seen)))
        .into_boxed::<<Conn as Connection>::Backend>();
    if actor.is_staff_of(company) {
        rows.filter(mine.or(saved_views::shared))
    } else {
        let of_project = saved_views::project_id.is_not_null();
        rows.filter(mine.or(saved_views::shared.and(of_project)))
    }
}

/// The views that the actor sees and wants, by place.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    wanted: Wanted,
    page: &PageParams,
) -> Result<Page<View>> {
    let limit = page.limit()?;
    let mut rows = visible_to(actor, wanted.company);
    rows = match wanted.project {
        Some(Some(project)) => rows.filter(saved_views::project_id.eq(project)),
        Some(None) => rows.filter(saved_views::project_id.is_null()),
        None => rows,
    };
    if let Some((position, id)) = page.after::<(i64, ViewId)>()? {
        let later = saved_views::position.gt(position);
        let same = saved_views::position.eq(position);
        rows = rows.filter(later.or(same.and(saved_views::id.gt(id))));
    }
    let found = rows
        .order((saved_views::position, saved_views::id))
        .limit(limit + 1)
        .select(View::as_select())
        .load(conn)?;
    Ok(Page::cut(found, limit, |view: &View| {
        (view.position, view.id)
    }))
}

/// The view; what the actor may not see is not found.
pub fn get(conn: &mut Conn, actor: &Actor, id: ViewId) -> Result<View> {
    let company: Option<CompanyId> = saved_views::table
        .filter(saved_views::id.eq(id))
        .select(saved_views::company_id)
        .first(conn)
        .optional()?;
    let company = company.filter(|company| actor.companies().contains(company));
    visible_to(actor, company.ok_or(Error::NotFound)?)
        .filter(saved_views::id.eq(id))
        .select(View::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// How many views somebody has in a company.
pub(crate) fn count(conn: &mut Conn, company: CompanyId, owner: UserId) -> Result<i64> {
    Ok(saved_views::table
        .filter(saved_views::company_id.eq(company))
        .filter(saved_views::owner_id.eq(owner))
        .count()
        .get_result(conn)?)
}

pub(crate) fn add(conn: &mut Conn, row: &Row) -> Result<View> {
    Ok(on_each!(conn, c => diesel::insert_into(saved_views::table)
        .values(row).returning(View::as_returning()).get_result(c))?)
}

/// Writes what a patch says; none where the version is another by now.
pub(crate) fn set(
    conn: &mut Conn,
    view: &View,
    patch: &Patch,
    now: Instant,
) -> Result<Option<View>> {
    let row = saved_views::table
        .filter(saved_views::company_id.eq(view.company_id))
        .filter(saved_views::id.eq(view.id))
        .filter(saved_views::version.eq(view.version));
    Ok(on_each!(conn, c => diesel::update(row)
        .set((
            patch,
            saved_views::updated_at.eq(now),
            saved_views::version.eq(saved_views::version + 1),
        ))
        .returning(View::as_returning())
        .get_result(c))
    .optional()?)
}

/// Takes the default from the view of a project that has it.
pub(crate) fn clear_default(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
    now: Instant,
) -> Result {
    let row = saved_views::table
        .filter(saved_views::company_id.eq(company))
        .filter(saved_views::project_id.eq(project))
        .filter(saved_views::is_default);
    diesel::update(row)
        .set((
            saved_views::is_default.eq(false),
            saved_views::updated_at.eq(now),
            saved_views::version.eq(saved_views::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes a view; false where it is gone already.
pub(crate) fn remove(conn: &mut Conn, view: &View) -> Result<bool> {
    let row = saved_views::table
        .filter(saved_views::company_id.eq(view.company_id))
        .filter(saved_views::id.eq(view.id));
    Ok(diesel::delete(row).execute(conn)? == 1)
}
