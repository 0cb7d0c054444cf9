//! What can be done to companies.

use blimp_kit::{Error, May, Result, Slug};
use blimp_store::{Changes, Tx};

use crate::companies::events::{CompanyChanged, CompanyCreated, CompanyDeleted, CompanyRestored};
use crate::companies::policy::{Administer, Own, Restore};
use crate::companies::{Company, KEPT, Settings, is_reserved, queries};
use crate::ids::UserId;

/// Makes a company row; the caller makes `by` its owner. Without a slug one is found for the name.
pub(crate) fn create(tx: &mut Tx, by: UserId, name: &str, slug: Option<&Slug>) -> Result<Company> {
    let slug = match slug {
        Some(slug) => {
            usable(slug)?;
            slug.clone()
        }
        None => free_slug(tx, name)?,
    };
    let at = tx.now();
    let id = queries::add(tx, name, &slug, at)?.ok_or_else(taken)?;
    tx.record(&CompanyCreated {
        company: id,
        name: name.to_owned(),
        by,
    })?;
    queries::find_any(tx, id)?.ok_or_else(|| Error::fault("a company that is not there"))
}

/// Changes a company's name and slug. No change records nothing.
pub fn change(
    tx: &mut Tx,
    by: UserId,
    company: &May<Administer, Company>,
    settings: &Settings,
) -> Result<Company> {
    let mut changes = Changes::default();
    if let Some(name) = &settings.name {
        changes.note("name", &company.name, name);
    }
    if let Some(slug) = &settings.slug {
        changes.note("slug", &company.slug, slug);
    }
    if changes.is_empty() {
        return Ok(Company::clone(company));
    }
    if let Some(slug) = settings.slug.as_ref().filter(|_| changes.has("slug")) {
        usable(slug)?;
        if queries::find_by_slug(tx, slug)?.is_some() {
            return Err(taken());
        }
    }
    if !queries::set(tx, company.id, company.version, settings)? {
        return Err(Error::Stale);
    }
    tx.record(&CompanyChanged {
        company: company.id,
        by,
        changes,
    })?;
    queries::find_any(tx, company.id)?.ok_or(Error::NotFound)
}

/// Puts a company out of sight, to be erased in 30 days. `confirm` is its name, typed again.
pub fn delete(
    tx: &mut Tx,
    company: &May<Own, Company>,
    by: UserId,
    confirm: &str,
) -> Result<Company> {
    if confirm.trim() != company.name {
        let words = "Type the name of the company as it is.";
        return Err(Error::invalid("confirm", "mismatch", words));
    }
    let now = tx.now();
    if !queries::set_deleted(tx, company, by, now)? {
        return Err(Error::Stale);
    }
    tx.record(&CompanyDeleted {
        company: company.id,
        name: company.name.clone(),
        by,
        erased_at: now + KEPT,
    })?;
    queries::find_any(tx, company.id)?.ok_or(Error::NotFound)
}

/// Brings a deleted company back.
pub fn restore(tx: &mut Tx, company: &May<Restore, Company>, by: UserId) -> Result<Company> {
    let since = tx.now() - KEPT;
    if !queries::set_restored(tx, company.id, since)? {
        return Err(Error::conflict(
            "company.erased",
            "The 30 days are over: this company is being erased.",
        ));
    }
    tx.record(&CompanyRestored {
        company: company.id,
        by,
    })?;
    queries::find_any(tx, company.id)?.ok_or(Error::NotFound)
}

fn usable(slug: &Slug) -> Result {
    if is_reserved(slug.as_str()) {
        return Err(Error::invalid(
            "slug",
            "reserved",
            "This name is kept for a page of Blimp.",
        ));
    }
    Ok(())
}

fn taken() -> Error {
    Error::conflict("company.slug_taken", "Another company has this slug.")
}

/// Numbers tried before a random one is taken.
const NUMBERS: u32 = 50;

/// The slug that a name suggests, with a number behind it where it is taken or reserved.
fn free_slug(tx: &mut Tx, name: &str) -> Result<Slug> {
    let plain = Slug::suggest(name, "team");
    let mut tries = vec![plain.clone()];
    tries.extend((2..=NUMBERS).map(|n| plain.numbered(n)));
    let taken = queries::list_taken(tx, &tries)?;
    let free = tries
        .into_iter()
        .find(|s| !is_reserved(s.as_str()) && !taken.contains(s));
    if let Some(slug) = free {
        return Ok(slug);
    }
    let random = u32::try_from(blimp_kit::random::number()? % 1_000_000).unwrap_or(0);
    Ok(plain.numbered(NUMBERS + 1 + random))
}
