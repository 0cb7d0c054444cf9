//! Taking in a file.

use std::time::Duration;

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Work;
use blimp_accounts::{Actor, CompanyId};
use blimp_files::{NewFile, Received};
use blimp_kit::{Error, May, Result};
use blimp_projects::projects;
use blimp_store::{Conn, Tx};

use crate::imports::actions::{hold, report};
use crate::imports::model::{Asked, Import, ImportSource, ImportStatus, NewImport, Report, Tally};
use crate::imports::queries;
use crate::trello::Board;

/// An import that has not moved for so long was given up by its process.
const GIVEN_UP: Duration = Duration::from_mins(10);

/// A file that was brought.
#[derive(Debug, Clone)]
pub struct Brought {
    /// What was read of it, stored.
    pub kept: Received,
    /// The board's id there.
    pub board: String,
    /// What it is called there.
    pub name: String,
    /// How many cards it has.
    pub cards: usize,
    /// What is asked for.
    pub asked: Asked,
    /// What would be done, where that is to be confirmed first.
    pub held: Option<Report>,
}

/// Refuses a board without cards, and a project that the caller may not fill.
pub fn check(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    board: &Board,
    asked: Asked,
) -> Result {
    if board.card_count() == 0 {
        let words = "The file holds no card that can be read: nothing would come in.";
        return Err(Error::invalid("file", "empty", words));
    }
    let Some(project) = asked.project else {
        return Ok(());
    };
    match projects::policy::work(conn, actor, project) {
        Ok(project) if project.company_id == company => Ok(()),
        Ok(_) | Err(Error::NotFound) => Err(Error::invalid(
            "project_id",
            "not_found",
            "There is no such project.",
        )),
        Err(other) => Err(other),
    }
}

/// Notes that a file is to be brought in. The caller enqueues the work.
///
/// A conflict with the code `import.at_work` where another import of the board is not over.
pub fn begin(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<Work, Company>,
    brought: &Brought,
) -> Result<Import> {
    if let Some(other) = queries::find_at_work(tx, company.id, &brought.board)? {
        if other.held_at.is_some() {
            hold::discard(tx, &other)?;
        } else if other.status == ImportStatus::Queued
            || tx.now().since(other.updated_at) < GIVEN_UP
        {
            return Err(at_work());
        } else {
            let why = "It was interrupted; another import has taken its place.";
            report::fail(tx, &other, why)?;
        }
    }
    let new = NewFile {
        owner_kind: "import",
        name: "import.json".to_owned(),
        created_by: Some(actor.user.0),
        quota_bytes: None,
    };
    let file = blimp_files::keep(tx, &brought.kept, &new)?;
    let name: String = brought.name.replace('\0', "").chars().take(200).collect();
    let report = brought.held.as_ref().map(serde_json::to_string);
    let report = report.transpose()?;
    let row = NewImport {
        company_id: company.id,
        source: ImportSource::Trello,
        board: &brought.board,
        name: &name,
        status: ImportStatus::Queued,
        options: &serde_json::to_string(&brought.asked)?,
        file_id: file.id.0,
        total: i64::try_from(brought.cards).unwrap_or(i64::MAX),
        tally: &serde_json::to_string(&Tally::default())?,
        created_by: actor.user,
        created_at: tx.now(),
        updated_at: tx.now(),
        held_at: brought.held.as_ref().map(|_| tx.now()),
        report: report.as_deref(),
    };
    let import = queries::add(tx, &row)?.ok_or_else(at_work)?;
    if import.held_at.is_none() {
        hold::started(tx, &import)?;
    }
    Ok(import)
}

fn at_work() -> Error {
    Error::conflict(
        "import.at_work",
        "An import of this board is at work; wait for its end.",
    )
}
