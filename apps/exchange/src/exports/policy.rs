//! Who may take all that a company has.

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::{self as companies, Administer, Oversee};
use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use crate::exports::model::{Export, ExportId};
use crate::exports::queries;

/// See an export and load it down.
#[derive(Debug)]
pub enum View {}
/// Delete an export.
#[derive(Debug)]
pub enum Remove {}

/// Owners and admins may ask for an export.
pub fn ask(conn: &mut Conn, actor: &Actor, company: CompanyId) -> Result<May<Administer, Company>> {
    companies::administer(conn, actor, company)
}

/// Owners and admins may see the exports of their company.
pub fn list(conn: &mut Conn, actor: &Actor, company: CompanyId) -> Result<May<Oversee, Company>> {
    companies::oversee(conn, actor, company)
}

/// The same for one of them, with all that is in it.
pub fn view(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    id: ExportId,
) -> Result<May<View, Export>> {
    list(conn, actor, company)?;
    let found = queries::find(conn, company, id)?.ok_or(Error::NotFound)?;
    Ok(May::granted(found))
}

/// Owners and admins may delete an export before its time.
pub fn remove(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    id: ExportId,
) -> Result<May<Remove, Export>> {
    companies::administer(conn, actor, company)?;
    let found = queries::find(conn, company, id)?.ok_or(Error::NotFound)?;
    Ok(May::granted(found))
}
