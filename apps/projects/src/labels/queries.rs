//! All SQL about labels.

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::labels::model::{Fields, Row};
use crate::labels::schema::{labels, visible_labels};
use crate::labels::{Label, LabelId};

type Backend = <Conn as Connection>::Backend;

/// The one place that decides which labels a caller can see.
fn visible_to(actor: &Actor) -> labels::BoxedQuery<'static, Backend> {
    labels::table
        .filter(labels::company_id.eq_any(actor.companies()))
        .filter(exists(
            visible_labels::table
                .filter(visible_labels::company_id.eq(labels::company_id))
                .filter(visible_labels::label_id.eq(labels::id))
                .filter(visible_labels::user_id.eq(actor.user)),
        ))
        .into_boxed()
}

/// The labels of a company that the caller can see, by name.
pub fn list(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    page: &PageParams,
) -> Result<Page<Label>> {
    let limit = page.limit()?;
    let mut query = visible_to(actor).filter(labels::company_id.eq(company));
    if let Some(after) = page.after::<String>()? {
        query = query.filter(labels::name_key.gt(after));
    }
    let rows = query
        .order(labels::name_key)
        .limit(limit + 1)
        .select(Label::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Label| row.name_key.clone()))
}

/// The label, or a refusal that does not tell whether it is there.
pub fn get(conn: &mut Conn, actor: &Actor, id: LabelId) -> Result<Label> {
    let query = visible_to(actor).filter(labels::id.eq(id));
    query
        .select(Label::as_select())
        .first(conn)
        .optional()?
        .ok_or(Error::NotFound)
}

/// The labels with these folded names, by name.
pub fn list_named(conn: &mut Conn, company: CompanyId, keys: &[String]) -> Result<Vec<Label>> {
    Ok(labels::table
        .filter(labels::company_id.eq(company))
        .filter(labels::name_key.eq_any(keys.to_vec()))
        .order(labels::name_key)
        .select(Label::as_select())
        .load(conn)?)
}

/// How many labels a company has.
pub(crate) fn count(conn: &mut Conn, company: CompanyId) -> Result<i64> {
    let query = labels::table.filter(labels::company_id.eq(company));
    Ok(query.count().get_result(conn)?)
}

/// Adds a label; none where there is one of its name.
pub(crate) fn add(conn: &mut Conn, row: &Row) -> Result<Option<Label>> {
    Ok(on_each!(conn, c => diesel::insert_into(labels::table)
        .values(row)
        .on_conflict((labels::company_id, labels::name_key))
        .do_nothing()
        .returning(Label::as_returning())
        .get_result(c))
    .optional()?)
}

/// Changes a label; none where it is not `before` any more.
pub(crate) fn set(conn: &mut Conn, before: &Label, fields: &Fields) -> Result<Option<Label>> {
    let same = labels::table
        .filter(labels::company_id.eq(before.company_id))
        .filter(labels::id.eq(before.id))
        .filter(labels::version.eq(before.version));
    Ok(on_each!(conn, c => diesel::update(same)
        .set((fields, labels::version.eq(labels::version + 1)))
        .returning(Label::as_returning())
        .get_result(c))
    .optional()?)
}

/// Removes a label, from all tasks too; false where it is not `before` any more.
pub(crate) fn remove(conn: &mut Conn, before: &Label) -> Result<bool> {
    let same = labels::table
        .filter(labels::company_id.eq(before.company_id))
        .filter(labels::id.eq(before.id))
        .filter(labels::version.eq(before.version));
    Ok(diesel::delete(same).execute(conn)? == 1)
}
