//! All SQL about invitations.

use blimp_kit::{Email, Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::actor::Actor;
use crate::ids::{CompanyId, UserId};
use crate::invitations::schema::invitations;
use crate::invitations::{Invitation, InvitationId, NewInvitation};

/// The invitations of a company that were neither accepted nor taken back, newest first.
pub(crate) fn list(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    page: &PageParams,
) -> Result<Page<Invitation>> {
    let limit = page.limit()?;
    let before = page
        .after::<InvitationId>()?
        .unwrap_or(InvitationId(i64::MAX));
    let rows = invitations::table
        .filter(invitations::company_id.eq(company))
        .filter(invitations::company_id.eq_any(actor.companies()))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::cancelled_at.is_null())
        .filter(invitations::id.lt(before))
        .order(invitations::id.desc())
        .limit(limit + 1)
        .select(Invitation::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Invitation| row.id))
}

/// An invitation of a company, whoever asks.
pub fn find(conn: &mut Conn, company: CompanyId, id: InvitationId) -> Result<Option<Invitation>> {
    let query = invitations::table
        .filter(invitations::company_id.eq(company))
        .filter(invitations::id.eq(id));
    Ok(query
        .select(Invitation::as_select())
        .first(conn)
        .optional()?)
}

/// An invitation, for whoever holds its token.
pub(crate) fn find_by_id(conn: &mut Conn, id: InvitationId) -> Result<Option<Invitation>> {
    let query = invitations::table.filter(invitations::id.eq(id));
    Ok(query
        .select(Invitation::as_select())
        .first(conn)
        .optional()?)
}

/// The invitation of this address that was neither accepted nor taken back.
pub(crate) fn find_pending(
    conn: &mut Conn,
    company: CompanyId,
    email: &Email,
) -> Result<Option<Invitation>> {
    Ok(invitations::table
        .filter(invitations::company_id.eq(company))
        .filter(invitations::email.eq(email))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::cancelled_at.is_null())
        .select(Invitation::as_select())
        .first(conn)
        .optional()?)
}

/// Those of these placeholders whom somebody is invited to claim.
pub(crate) fn list_claimed(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[UserId],
) -> Result<Vec<UserId>> {
    let rows: Vec<Option<UserId>> = invitations::table
        .filter(invitations::company_id.eq(company))
        .filter(invitations::claims_user_id.eq_any(ids.to_vec()))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::cancelled_at.is_null())
        .select(invitations::claims_user_id)
        .load(conn)?;
    Ok(rows.into_iter().flatten().collect())
}

pub(crate) fn add(conn: &mut Conn, row: &NewInvitation<'_>) -> Result<InvitationId> {
    Ok(on_each!(conn, c => diesel::insert_into(invitations::table)
        .values(row).returning(invitations::id).get_result(c))?)
}

/// Notes that the mail goes out again; false where the row has changed since.
pub(crate) fn set_sent(
    conn: &mut Conn,
    row: &Invitation,
    at: Instant,
    expires_at: Instant,
) -> Result<bool> {
    let same = invitations::table
        .filter(invitations::company_id.eq(row.company_id))
        .filter(invitations::id.eq(row.id))
        .filter(invitations::version.eq(row.version));
    let n = diesel::update(same)
        .set((
            invitations::sent_at.eq(at),
            invitations::expires_at.eq(expires_at),
            invitations::version.eq(invitations::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Takes an invitation back; false where it was accepted or taken back before.
pub(crate) fn set_cancelled(conn: &mut Conn, row: &Invitation, at: Instant) -> Result<bool> {
    let open = invitations::table
        .filter(invitations::company_id.eq(row.company_id))
        .filter(invitations::id.eq(row.id))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::cancelled_at.is_null());
    let n = diesel::update(open)
        .set((
            invitations::cancelled_at.eq(at),
            invitations::version.eq(invitations::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Accepts an invitation; false where it is not open any more.
pub(crate) fn set_accepted(
    conn: &mut Conn,
    row: &Invitation,
    by: UserId,
    at: Instant,
) -> Result<bool> {
    let open = invitations::table
        .filter(invitations::company_id.eq(row.company_id))
        .filter(invitations::id.eq(row.id))
        .filter(invitations::accepted_at.is_null())
        .filter(invitations::cancelled_at.is_null())
        .filter(invitations::expires_at.gt(at));
    let n = diesel::update(open)
        .set((
            invitations::accepted_at.eq(at),
            invitations::accepted_by.eq(by),
            invitations::version.eq(invitations::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Deletes up to `limit` invitations of a company that is being erased; says how many.
pub(crate) fn remove_some(conn: &mut Conn, company: CompanyId, limit: i64) -> Result<usize> {
    let ids: Vec<InvitationId> = invitations::table
        .filter(invitations::company_id.eq(company))
        .order(invitations::id)
        .limit(limit)
        .select(invitations::id)
        .load(conn)?;
    let some = invitations::table
        .filter(invitations::company_id.eq(company))
        .filter(invitations::id.eq_any(ids));
    Ok(diesel::delete(some).execute(conn)?)
}
