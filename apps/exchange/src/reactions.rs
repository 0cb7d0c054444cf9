//! What we do when something happened: the mail that an archive is ready.

use blimp_accounts::{companies, users};
use blimp_app::Recorded;
use blimp_kit::Result;
use blimp_mail::{Draft, post};
use blimp_store::Tx;
use serde_json::json;

use crate::exports::events::ExportFinished;
use crate::exports::{ExportStatus, mails, queries};

/// Tells whoever asked for an export that it is ready.
pub(crate) fn mail_export(tx: &mut Tx, fact: &Recorded<ExportFinished>) -> Result {
    let export = queries::find(tx, fact.company, fact.export)?;
    let Some(day) = export.and_then(|export| export.expires_at) else {
        return Ok(());
    };
    let company = companies::queries::find_any(tx, fact.company)?;
    let user = users::queries::find(tx, fact.by)?;
    let (Some(company), Some(user), ExportStatus::Done) = (company, user, fact.status) else {
        return Ok(());
    };
    let Some(email) = user.email else {
        return Ok(());
    };
    let mut draft = Draft::new(format!("export:{}", fact.export), email, mails::READY.name);
    draft.company = Some(company.id.0);
    draft.user = Some(user.id.0);
    draft.to_name = user.name;
    draft.language = user.language;
    draft.params = json!({
        "company": company.name, "slug": company.slug, "day": day.date(),
    });
    post(tx, &draft)?;
    Ok(())
}
