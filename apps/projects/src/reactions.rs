//! What this app does when accounts says that somebody came, left, or is another.

use blimp_accounts::invitations::events::{InvitationAccepted, PlaceholderClaimed};
use blimp_accounts::members::events::{MemberLeft, MemberRemoved, MemberRoleChanged};
use blimp_accounts::{CompanyId, UserId, members};
use blimp_app::Recorded;
use blimp_kit::Result;
use blimp_store::Tx;

use crate::people;
use crate::projects::events::AccessLost;
use crate::projects::{self, ProjectId};

/// Adds who accepted an invitation to the projects that it names, as far as the company has them.
pub(crate) fn add_invited(tx: &mut Tx, fact: &Recorded<InvitationAccepted>) -> Result {
    if members::queries::find(tx, fact.company, fact.user)?.is_none() {
        return Ok(());
    }
    for id in &fact.project_ids {
        let project = projects::queries::find_any(tx, fact.company, ProjectId(*id))?;
        if let Some(project) = project.filter(|project| project.trashed_at.is_none()) {
            people::actions::put(tx, &project, fact.user, fact.invited_by)?;
        }
    }
    Ok(())
}

/// Adds who claimed a placeholder to the projects that the placeholder was added to.
pub(crate) fn add_claimed(tx: &mut Tx, fact: &Recorded<PlaceholderClaimed>) -> Result {
    if members::queries::find(tx, fact.company, fact.user)?.is_none() {
        return Ok(());
    }
    for id in people::queries::list_projects(tx, fact.company, fact.placeholder)? {
        if let Some(project) = projects::queries::find_any(tx, fact.company, id)? {
            people::actions::put(tx, &project, fact.user, None)?;
        }
    }
    Ok(())
}

/// Tells who was removed from a company that they see nothing of it any more.
pub(crate) fn tell_removed(tx: &mut Tx, fact: &Recorded<MemberRemoved>) -> Result {
    tell(tx, fact.company, fact.user, Some(fact.by))
}

/// The same for who left by themselves.
pub(crate) fn tell_left(tx: &mut Tx, fact: &Recorded<MemberLeft>) -> Result {
    tell(tx, fact.company, fact.user, Some(fact.user))
}

/// Tells who has a weaker role that they see less of the company.
pub(crate) fn tell_demoted(tx: &mut Tx, fact: &Recorded<MemberRoleChanged>) -> Result {
    // Roles are in order, strongest first.
    if fact.to > fact.from {
        tell(tx, fact.company, fact.user, Some(fact.by))?;
    }
    Ok(())
}

fn tell(tx: &mut Tx, company: CompanyId, user: UserId, by: Option<UserId>) -> Result {
    tx.record(&AccessLost {
        company,
        project: None,
        user,
        by,
    })?;
    Ok(())
}
