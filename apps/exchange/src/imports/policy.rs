//! Who may bring things in.

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::{self as companies, Work};
use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use crate::imports::model::{Import, ImportId};
use crate::imports::queries;

/// See an import and its report.
#[derive(Debug)]
pub enum View {}

/// Confirm an import, give it up, or take it back.
#[derive(Debug)]
pub enum Manage {}

/// Owners, admins and members bring things into their company; clients do not.
pub fn begin(conn: &mut Conn, actor: &Actor, company: CompanyId) -> Result<May<Work, Company>> {
    companies::work(conn, actor, company)
}

/// Whoever may bring things in may see what was brought in: members their own, owners and admins
/// all.
pub fn list(conn: &mut Conn, actor: &Actor, company: CompanyId) -> Result<May<View, Company>> {
    let company = companies::view(conn, actor, company)?.into_inner();
    if !actor.is_staff_of(company.id) {
        return Err(Error::forbidden("Clients have nothing to do with imports."));
    }
    Ok(May::granted(company))
}

/// The same for one import.
pub fn view(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    id: ImportId,
) -> Result<May<View, Import>> {
    list(conn, actor, company)?;
    Ok(May::granted(queries::get(conn, actor, company, id)?))
}

/// Whoever sees an import and may bring things in may decide about it.
pub fn manage(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    id: ImportId,
) -> Result<May<Manage, Import>> {
    companies::work(conn, actor, company)?;
    Ok(May::granted(queries::get(conn, actor, company, id)?))
}
