//! All SQL of erasing.

use blimp_accounts::CompanyId;
use blimp_kit::Result;
use blimp_projects::projects::ProjectId;
use blimp_store::Conn;
use diesel::prelude::*;

use crate::imports::ImportId;
use crate::imports::schema::{import_rows, imports};

/// Deletes up to `limit` rows of what became of things: those of one project and kind.
pub(super) fn delete_known(conn: &mut Conn, company: CompanyId, limit: i64) -> Result<usize> {
    let of_company = || import_rows::table.filter(import_rows::company_id.eq(company));
    let first: Option<(ProjectId, String)> = of_company()
        .select((import_rows::project_id, import_rows::kind))
        .first(conn)
        .optional()?;
    let Some((project, kind)) = first else {
        return Ok(0);
    };
    let ids: Vec<String> = of_company()
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::kind.eq(&kind))
        .limit(limit)
        .select(import_rows::source_id)
        .load(conn)?;
    let some = of_company()
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::kind.eq(kind))
        .filter(import_rows::source_id.eq_any(ids));
    Ok(diesel::delete(some).execute(conn)?)
}

/// Deletes up to `limit` imports.
pub(super) fn delete_imports(conn: &mut Conn, company: CompanyId, limit: i64) -> Result<usize> {
    let ids: Vec<ImportId> = imports::table
        .filter(imports::company_id.eq(company))
        .order(imports::id)
        .limit(limit)
        .select(imports::id)
        .load(conn)?;
    let some = imports::table
        .filter(imports::company_id.eq(company))
        .filter(imports::id.eq_any(ids));
    Ok(diesel::delete(some).execute(conn)?)
}
