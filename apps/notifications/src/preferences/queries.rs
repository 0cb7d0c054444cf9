//! All SQL about preferences.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Result;
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::preferences::model::{Chosen, Preference};
use crate::preferences::schema::notification_preferences;

/// What these people chose in this company.
pub fn chosen(conn: &mut Conn, company: CompanyId, users: &[UserId]) -> Result<Chosen> {
    let rows = notification_preferences::table
        .filter(notification_preferences::company_id.eq(company))
        .filter(notification_preferences::user_id.eq_any(users.to_vec()))
        .select(Preference::as_select())
        .load(conn)?;
    Ok(Chosen::new(rows))
}

/// Keeps one choice in place of the one before.
pub(crate) fn set(conn: &mut Conn, row: &Preference) -> Result {
    on_each!(conn, c => diesel::insert_into(notification_preferences::table)
        .values(row)
        .on_conflict((
            notification_preferences::company_id,
            notification_preferences::user_id,
            notification_preferences::kind,
            notification_preferences::medium,
        ))
        .do_update()
        .set(notification_preferences::enabled.eq(row.enabled))
        .execute(c))?;
    Ok(())
}
