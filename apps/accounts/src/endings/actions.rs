//! Deleting an account.

use blimp_files::FileId;
use blimp_kit::{Error, Result};
use blimp_store::{Conn, Tx};

use crate::actor::{Actor, Scope};
use crate::role::Role;
use crate::users::events::UserDeleted;
use crate::{members, sessions, tokens, users, verifications};

/// Refuses whoever owns a company: it would have nobody to run it. Names the companies.
pub(crate) fn check(conn: &mut Conn, actor: &Actor) -> Result {
    actor.needs(Scope::Admin)?;
    let places = members::queries::list_places(conn, actor.user)?;
    let owned: Vec<String> = places
        .into_iter()
        .filter(|(member, _)| member.role == Role::Owner)
        .map(|(_, company)| company.name)
        .collect();
    if owned.is_empty() {
        return Ok(());
    }
    let detail = format!(
        "You own {}: hand it on, or delete it, before you go.",
        owned.join(", ")
    );
    Err(Error::conflict("account.owns_companies", detail))
}

/// Deletes the caller's account: they leave every company and are signed out everywhere; what they
/// made stays, without their name.
pub(crate) fn delete_account(tx: &mut Tx, actor: &Actor) -> Result {
    check(tx, actor)?;
    let user = users::queries::get(tx, actor.user)?;
    for (member, _) in members::queries::list_places(tx, actor.user)? {
        let member = members::policy::leave(tx, actor, member.company_id)?;
        members::actions::leave(tx, &member)?;
    }
    sessions::actions::end_all_but(tx, actor.user, None)?;
    tokens::actions::revoke_all(tx, actor.user)?;
    verifications::queries::remove_of(tx, actor.user)?;
    let now = tx.now();
    if !users::queries::set_gone(tx, actor.user, now)? {
        return Err(Error::NotFound);
    }
    if let Some(file) = user.avatar_file
        && let Some(file) = blimp_files::queries::find(tx, None, FileId(file))?
    {
        blimp_files::remove(tx, &file)?;
    }
    tx.record(&UserDeleted { user: actor.user })?;
    Ok(())
}
