//! What we do when something happened: the mails that accounts always sends.

use blimp_app::Recorded;
use blimp_kit::Result;
use blimp_mail::{Draft, Template, post};
use blimp_store::{Conn, Tx};
use serde_json::json;

use crate::companies;
use crate::companies::events::{CompanyDeleted, CompanyErasedSoon, CompanyRestored};
use crate::ids::{CompanyId, UserId};
use crate::invitations;
use crate::invitations::events::InvitationSent;
use crate::mails;
use crate::members::jobs::TellOfSight;
use crate::resets;
use crate::resets::events::PasswordResetAsked;
use crate::users;
use crate::users::events::PasswordChanged;
use crate::verifications;
use crate::verifications::Purpose;
use crate::verifications::events::{EmailChanged, EmailVerificationAsked};

/// Mails the link that shows whose an address is.
pub(crate) fn mail_verification(tx: &mut Tx, fact: &Recorded<EmailVerificationAsked>) -> Result {
    let Some(link) = verifications::queries::find(tx, fact.verification)? else {
        return Ok(());
    };
    let key = format!("verification:{}", link.id);
    let template = match link.purpose {
        Purpose::Verify => &mails::VERIFICATION,
        Purpose::Change => &mails::EMAIL_CHANGE,
    };
    let Some(mut draft) = draft(tx, fact.user, key, template)? else {
        return Ok(());
    };
    draft.to = link.email;
    draft.params = json!({ "verification": link.id, "nonce": link.nonce });
    post(tx, &draft)?;
    Ok(())
}

/// Mails the link that lets somebody choose a new password.
pub(crate) fn mail_reset(tx: &mut Tx, fact: &Recorded<PasswordResetAsked>) -> Result {
    let Some(link) = resets::queries::find(tx, fact.reset)? else {
        return Ok(());
    };
    let key = format!("password_reset:{}", link.id);
    let Some(mut draft) = draft(tx, fact.user, key, &mails::PASSWORD_RESET)? else {
        return Ok(());
    };
    draft.params = json!({ "reset": link.id, "nonce": link.nonce });
    post(tx, &draft)?;
    Ok(())
}

/// Tells somebody that their password is another one now.
pub(crate) fn mail_password_changed(tx: &mut Tx, fact: &Recorded<PasswordChanged>) -> Result {
    let key = format!("password_changed:{}", fact.event_id);
    if let Some(draft) = draft(tx, fact.user, key, &mails::PASSWORD_CHANGED)? {
        post(tx, &draft)?;
    }
    Ok(())
}

/// Tells the address before that it is not somebody's any more.
pub(crate) fn mail_email_changed(tx: &mut Tx, fact: &Recorded<EmailChanged>) -> Result {
    let key = format!("email_changed:{}", fact.event_id);
    if let Some(mut draft) = draft(tx, fact.user, key, &mails::EMAIL_CHANGED)? {
        draft.to = fact.before.clone();
        post(tx, &draft)?;
    }
    Ok(())
}

/// Mails the owner what they can still do, and tells everybody in the company to look again.
pub(crate) fn tell_deleted(tx: &mut Tx, fact: &Recorded<CompanyDeleted>) -> Result {
    let key = format!("company_deleted:{}", fact.event_id);
    if let Some(mut draft) = draft(tx, fact.by, key, &mails::COMPANY_DELETED)? {
        draft.company = Some(fact.company.0);
        draft.params = json!({ "company": fact.name, "day": fact.erased_at.date() });
        post(tx, &draft)?;
    }
    tell_of_sight(tx, fact.company, false)
}

/// Tells everybody in a company that it is back.
pub(crate) fn tell_restored(tx: &mut Tx, fact: &Recorded<CompanyRestored>) -> Result {
    tell_of_sight(tx, fact.company, true)
}

fn tell_of_sight(tx: &mut Tx, company: CompanyId, seen: bool) -> Result {
    tx.enqueue(&TellOfSight {
        company,
        seen,
        after: UserId(0),
    })?;
    Ok(())
}

/// Tells the owner that it is the last time to bring a company back.
pub(crate) fn mail_erased_soon(tx: &mut Tx, fact: &Recorded<CompanyErasedSoon>) -> Result {
    let key = format!("company_erased_soon:{}", fact.event_id);
    if let Some(mut draft) = draft(tx, fact.owner, key, &mails::COMPANY_ERASED_SOON)? {
        draft.company = Some(fact.company.0);
        draft.params = json!({ "company": fact.name, "day": fact.erased_at.date() });
        post(tx, &draft)?;
    }
    Ok(())
}

/// Mails an invitation, unless it was taken back or accepted meanwhile.
pub(crate) fn mail_invitation(tx: &mut Tx, fact: &Recorded<InvitationSent>) -> Result {
    let Some(row) = invitations::queries::find(tx, fact.company, fact.invitation)? else {
        return Ok(());
    };
    let now = tx.now();
    let Some(company) = companies::queries::find_any(tx, fact.company)? else {
        return Ok(());
    };
    if !row.is_open(now) {
        return Ok(());
    }
    let by = users::queries::get(tx, fact.by)?;
    let key = format!("invitation:{}:{}", row.id, fact.event_id);
    let mut draft = Draft::new(key, row.email, mails::INVITATION.name);
    draft.company = Some(company.id.0);
    draft.language = by.language;
    draft.params = json!({
        "invitation": row.id, "nonce": row.nonce, "by": by.name, "company": company.name,
        "role": row.role,
    });
    post(tx, &draft)?;
    Ok(())
}

/// A draft to somebody, in their language; none where they have no address.
fn draft(conn: &mut Conn, user: UserId, key: String, template: &Template) -> Result<Option<Draft>> {
    let Some(user) = users::queries::find(conn, user)? else {
        return Ok(None);
    };
    let Some(email) = user.email else {
        return Ok(None);
    };
    let mut draft = Draft::new(key, email, template.name);
    draft.user = Some(user.id.0);
    draft.to_name = user.name;
    draft.language = user.language;
    Ok(Some(draft))
}
