//! What can be done to projects.

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Work as WorkInCompany;
use blimp_accounts::{Actor, CompanyId, Role, entitlements};
use blimp_kit::{Error, May, Result, Slug};
use blimp_store::{Changes, Tx};

use crate::projects::events::{
    AccessLost, ProjectArchived, ProjectChanged, ProjectCreated, ProjectRestored, ProjectTrashed,
    ProjectUnarchived, Which,
};
use crate::projects::model::{Fields, Row};
use crate::projects::policy::{Manage, Restore, Trash, Work};
use crate::projects::{NewProject, Patch, Project, is_reserved, queries};
use crate::text::Colour;

/// Makes a project, bare: no states, nobody added but the maker where it is private.
///
/// [`launch`](crate::launch) makes one that is ready to work in.
pub fn create(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<WorkInCompany, Company>,
    new: &NewProject,
) -> Result<Project> {
    queries::lock_company(tx, company.id)?;
    room_for_one(tx, company.id)?;
    let slug = match &new.slug {
        Some(slug) => usable(tx, company.id, slug)?,
        None => free_slug(tx, company.id, new.name.as_str())?,
    };
    let at = tx.now();
    let row = Row {
        company_id: company.id,
        slug: &slug,
        name: &new.name,
        colour: &new
            .colour
            .clone()
            .unwrap_or_else(|| Colour::of(new.name.as_str())),
        notes: &new.notes.text,
        notes_html: &new.notes.html,
        private: new.private,
        created_by: actor.user,
        created_at: at,
        updated_at: at,
    };
    let project = queries::add(tx, &row)?;
    if project.private {
        keep_in(tx, actor, &project)?;
    }
    tx.record(&ProjectCreated(Which::of(&project, actor.user)))?;
    Ok(project)
}

/// Changes a project. No change records nothing.
///
/// A member who makes it private is added to it first; members who lose sight of it are told.
pub fn edit(
    tx: &mut Tx,
    actor: &Actor,
    project: &May<Work, Project>,
    patch: Patch,
) -> Result<Project> {
    let changes = differences(project, &patch);
    if changes.is_empty() {
        return Ok(Project::clone(project));
    }
    if let Some(slug) = patch.slug.as_ref().filter(|_| changes.has("slug")) {
        queries::lock_company(tx, project.company_id)?;
        usable(tx, project.company_id, slug)?;
    }
    let at = tx.now();
    let edited = queries::set(tx, project, &Fields::from(patch), at)?.ok_or(Error::Stale)?;
    if edited.private && changes.has("private") {
        keep_in(tx, actor, &edited)?;
        for user in queries::list_shut_out(tx, &edited)? {
            let (company, project) = (edited.company_id, Some(edited.id));
            tx.record(&AccessLost {
                company,
                project,
                user,
                by: Some(actor.user),
            })?;
        }
    }
    tx.record(&ProjectChanged {
        which: Which::of(&edited, actor.user),
        changes,
    })?;
    Ok(edited)
}

fn differences(project: &Project, patch: &Patch) -> Changes {
    let mut changes = Changes::default();
    if let Some(name) = &patch.name {
        changes.note("name", &project.name, name);
    }
    if let Some(slug) = &patch.slug {
        changes.note("slug", &project.slug, slug);
    }
    if let Some(colour) = &patch.colour {
        changes.note("colour", &project.colour, colour);
    }
    if let Some(notes) = &patch.notes {
        let (from, to) = project.notes.difference(&notes.text);
        changes.note("notes", &from, &to);
    }
    if let Some(private) = &patch.private {
        changes.note("private", &project.private, private);
    }
    changes
}

/// Puts a project away. Doing it twice records one fact.
pub fn archive(tx: &mut Tx, actor: &Actor, project: &May<Manage, Project>) -> Result<Project> {
    let at = tx.now();
    let Some(archived) = queries::set_archived(tx, project, at)? else {
        return queries::get(tx, actor, project.id);
    };
    tx.record(&ProjectArchived(Which::of(&archived, actor.user)))?;
    Ok(archived)
}

/// Takes a project up again. Doing it twice records one fact.
pub fn unarchive(tx: &mut Tx, actor: &Actor, project: &May<Manage, Project>) -> Result<Project> {
    let at = tx.now();
    let Some(active) = queries::set_active(tx, project, at)? else {
        return queries::get(tx, actor, project.id);
    };
    tx.record(&ProjectUnarchived(Which::of(&active, actor.user)))?;
    Ok(active)
}

/// Throws a project away; all that is in it goes out of sight with it.
pub fn trash(tx: &mut Tx, actor: &Actor, project: &May<Trash, Project>) -> Result {
    let at = tx.now();
    let trashed = queries::set_trashed(tx, project, at)?.ok_or(Error::NotFound)?;
    tx.record(&ProjectTrashed(Which::of(&trashed, actor.user)))?;
    Ok(())
}

/// Takes a project out of the trash, with all that is in it.
pub fn restore(tx: &mut Tx, actor: &Actor, project: &May<Restore, Project>) -> Result<Project> {
    queries::lock_company(tx, project.company_id)?;
    room_for_one(tx, project.company_id)?;
    let at = tx.now();
    let restored = queries::set_restored(tx, project, at)?.ok_or(Error::NotFound)?;
    tx.record(&ProjectRestored(Which::of(&restored, actor.user)))?;
    Ok(restored)
}

/// Adds a member who is about to shut themselves out of a private project.
fn keep_in(tx: &mut Tx, actor: &Actor, project: &Project) -> Result {
    if actor.role_in(project.company_id) == Some(Role::Member) {
        let at = tx.now();
        queries::add_person(tx, project, actor.user, Some(actor.user), at)?;
    }
    Ok(())
}

/// Refuses where the company's plan allows no more projects.
fn room_for_one(tx: &mut Tx, company: CompanyId) -> Result {
    let Some(limit) = entitlements::limit(tx, company, "projects")? else {
        return Ok(());
    };
    if queries::count(tx, company)? < limit {
        return Ok(());
    }
    let noun = if limit == 1 { "project" } else { "projects" };
    Err(Error::conflict(
        "plan.projects",
        format!("This company's plan allows {limit} {noun}."),
    ))
}

fn usable(tx: &mut Tx, company: CompanyId, slug: &Slug) -> Result<Slug> {
    if is_reserved(slug.as_str()) {
        return Err(Error::invalid(
            "slug",
            "reserved",
            "This name is kept for a page of Blimp.",
        ));
    }
    if !queries::list_taken(tx, company, std::slice::from_ref(slug))?.is_empty() {
        return Err(Error::conflict(
            "project.slug_taken",
            "Another project has this slug.",
        ));
    }
    Ok(slug.clone())
}

/// Numbers tried before a random one is taken.
const NUMBERS: u32 = 50;

/// The slug that a name suggests, with a number behind it where it is taken or reserved.
fn free_slug(tx: &mut Tx, company: CompanyId, name: &str) -> Result<Slug> {
    let plain = Slug::suggest(name, "untitled");
    let mut tries = vec![plain.clone()];
    tries.extend((2..=NUMBERS).map(|n| plain.numbered(n)));
    let taken = queries::list_taken(tx, company, &tries)?;
    let free = tries
        .into_iter()
        .find(|s| !is_reserved(s.as_str()) && !taken.contains(s));
    if let Some(slug) = free {
        return Ok(slug);
    }
    let random = blimp_kit::random::number()? % 1_000_000;
    Ok(plain.numbered(u32::try_from(random).unwrap_or(0) + NUMBERS))
}
