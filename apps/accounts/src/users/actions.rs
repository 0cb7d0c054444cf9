//! What can be done to users.

use blimp_kit::{Error, Result};
use blimp_store::{Changes, Tx};

use crate::actor::{Actor, Scope};
use crate::users::events::{UserChanged, UserSignedUp};
use crate::users::{NewUser, Profile, User, queries};

/// Makes an account. A known address is refused: the caller is asked to sign in.
pub(crate) fn sign_up(tx: &mut Tx, new: &NewUser) -> Result<User> {
    if let Some(email) = &new.email
        && queries::find_by_email(tx, email)?.is_some()
    {
        return Err(Error::conflict(
            "email_taken",
            "There is an account with this address. Sign in instead.",
        ));
    }
    let user = queries::add(tx, new)?;
    tx.record(&UserSignedUp { user })?;
    queries::get(tx, user)
}

/// Changes the caller's own profile. No change records nothing.
pub fn change(tx: &mut Tx, actor: &Actor, before: &User, profile: &Profile) -> Result<User> {
    actor.needs(Scope::Write)?;
    let mut changes = Changes::default();
    for (field, old, new) in [
        ("name", &before.name, &profile.name),
        ("time_zone", &before.time_zone, &profile.time_zone),
        ("language", &before.language, &profile.language),
    ] {
        if let Some(new) = new {
            changes.note(field, old, new);
        }
    }
    if let Some(week_start) = &profile.week_start {
        changes.note("week_start", &before.week_start, week_start);
    }
    if changes.is_empty() {
        return Ok(before.clone());
    }
    if !queries::set_profile(tx, before.id, before.version, profile)? {
        return Err(Error::Stale);
    }
    tx.record(&UserChanged {
        user: before.id,
        by: Some(actor.user),
        changes,
    })?;
    queries::get(tx, before.id)
}

/// Gives the caller another picture, or none.
pub fn picture(tx: &mut Tx, actor: &Actor, file: Option<i64>) -> Result<User> {
    actor.needs(Scope::Write)?;
    let before = queries::get(tx, actor.user)?;
    if before.avatar_file == file {
        return Ok(before);
    }
    if !queries::set_avatar(tx, before.id, before.version, file)? {
        return Err(Error::Stale);
    }
    let changes = Changes::default().and("avatar_file", &before.avatar_file, &file);
    tx.record(&UserChanged {
        user: before.id,
        by: Some(actor.user),
        changes,
    })?;
    queries::get(tx, before.id)
}
