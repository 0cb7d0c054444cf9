//! `blimp import`: the same import, from the command line.

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;
use std::time::Duration;

use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::{Blimp, Run};
use blimp_kit::{Error, Result, Slug};
use blimp_projects::projects::{self, ProjectId};
use serde_json::json;

use crate::imports::actions::{self, Brought};
use crate::imports::jobs::{self, MAX_BYTES, RunImport};
use crate::imports::{Asked, Import, ImportStatus, Report, policy};
use crate::trello::{Board, ListsAs};

/// If this process is killed, the background work takes the import up after so long.
const SAFETY: Duration = Duration::from_hours(1);

/// Brings in what other tools export.
#[derive(Debug, clap::Subcommand)]
pub enum ImportCommand {
    /// Brings in a Trello board, from its JSON export.
    Trello(Trello),
}

/// Brings in a Trello board, from its JSON export.
#[derive(Debug, clap::Args)]
pub struct Trello {
    /// The file: board menu, Print, export and share, Export as JSON.
    file: PathBuf,
    /// The company's slug, as in its web address.
    #[arg(long)]
    company: Slug,
    /// What lists become: state or goal. Without it, their names decide.
    #[arg(long)]
    lists: Option<ListsAs>,
    /// The slug of the project to fill. Without it, that of an earlier import, or a new one.
    #[arg(long)]
    project: Option<Slug>,
    /// Says what would be done, and does nothing.
    #[arg(long)]
    dry_run: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Run for ImportCommand {
    async fn run(self, blimp: &Blimp, out: &mut dyn Write) -> Result {
        let Self::Trello(args) = self;
        trello(args, blimp, out).await
    }
}

async fn trello(args: Trello, blimp: &Blimp, out: &mut dyn Write) -> Result {
    let (actor, company, asked) = who(blimp, &args).await?;
    let bytes = read(&args.file)?;
    let board = jobs::read_file(blimp, &actor, (company, asked), bytes).await?;
    if args.dry_run {
        let name = board.name.clone();
        let (report, _) = jobs::rehearse(blimp, &actor, (company, asked), board).await?;
        return said(out, args.json, (&name, None, &report));
    }
    let import = carry_out(blimp, &actor, (company, asked), board).await?;
    let report = import
        .report
        .as_deref()
        .ok_or_else(|| Error::fault("an import without report"))?;
    let report: Report = serde_json::from_str(report)?;
    said(out, args.json, (&import.name, Some(&import), &report))?;
    if import.status == ImportStatus::Done {
        return Ok(());
    }
    Err(Error::conflict("import.failed", report.summary))
}

/// The company, its owner as the one who acts, and what is asked for.
async fn who(blimp: &Blimp, args: &Trello) -> Result<(Actor, CompanyId, Asked)> {
    let (slug, project, lists) = (args.company.clone(), args.project.clone(), args.lists);
    let found = blimp.db.read(move |conn| {
        let company = companies::queries::find_by_slug(conn, &slug)?;
        let company = company.ok_or_else(|| nobody("company", &slug))?;
        let actor = Actor::owner_of(conn, company.id)?;
        let project: Option<ProjectId> = match project {
            None => None,
            Some(slug) => {
                let found = projects::queries::find_by_slug(conn, &actor, company.id, &slug)?;
                Some(found.ok_or_else(|| nobody("project", &slug))?.id)
            }
        };
        Ok((actor, company.id, Asked { lists, project }))
    });
    found.await
}

/// Says what is not there, which "not found" alone does not.
fn nobody(what: &str, slug: &Slug) -> Error {
    drop(writeln!(
        std::io::stderr(),
        "There is no {what} with the slug {slug}."
    ));
    Error::NotFound
}

fn read(file: &PathBuf) -> Result<Vec<u8>> {
    let refuse =
        |why: String| Error::invalid("file", "unreadable", format!("{}: {why}", file.display()));
    let size = std::fs::metadata(file)
        .map_err(|e| refuse(e.to_string()))?
        .len();
    if size > MAX_BYTES {
        return Err(refuse("more than 200 MB".to_owned()));
    }
    std::fs::read(file).map_err(|e| refuse(e.to_string()))
}

async fn carry_out(
    blimp: &Blimp,
    actor: &Actor,
    (company, asked): (CompanyId, Asked),
    board: Board,
) -> Result<Import> {
    let brought: Brought = jobs::store(blimp, (company, asked), board).await?;
    let actor = actor.clone();
    let begun = blimp.db.write(move |tx| {
        let company = policy::begin(tx, &actor, company)?;
        let import = actions::begin(tx, &actor, &company, &brought)?;
        tx.enqueue_in(
            &RunImport {
                import: import.id,
                company: company.id,
            },
            SAFETY,
        )?;
        Ok(import)
    });
    let import = begun.await?;
    let shown = std::io::stderr().is_terminal();
    let told = move |import: &Import| {
        if shown {
            let (done, total) = (import.place.saturating_sub(1), import.total);
            drop(write!(std::io::stderr(), "\r{done} of {total} cards"));
        }
        std::future::ready(Ok(()))
    };
    let over = jobs::carry_out(blimp, company, import.id, told).await;
    if shown {
        drop(writeln!(std::io::stderr()));
    }
    over
}

/// Writes the report, for people or for programs.
fn said(out: &mut dyn Write, as_json: bool, told: (&str, Option<&Import>, &Report)) -> Result {
    let text = if as_json {
        in_json(told)?
    } else {
        in_words(told)
    };
    out.write_all(text.as_bytes())
        .map_err(anyhow::Error::from)?;
    Ok(())
}

fn in_json((name, import, report): (&str, Option<&Import>, &Report)) -> Result<String> {
    let body = json!({
        "dry_run": import.is_none(),
        "name": name,
        "import_id": import.map(|import| import.id),
        "status": import.map(|import| import.status),
        "project_id": import.and_then(|import| import.project_id),
        "report": report,
    });
    Ok(serde_json::to_string_pretty(&body)? + "\n")
}

fn in_words((name, import, report): (&str, Option<&Import>, &Report)) -> String {
    let place = import.and_then(|import| import.project_id);
    let place = place.map_or(String::new(), |id| format!(" (project {id})"));
    let mut lines = vec![format!("{}{place}: {}", printable(name), report.summary)];
    let kind = if report.lists == ListsAs::State {
        "states"
    } else {
        "goals"
    };
    lines.push(format!(
        "Lists became {kind}: {}.",
        printable(&report.lists_because)
    ));
    lines.push(String::new());
    lines.push(format!(
        "{:<10}{:>9}{:>9}{:>9}{:>11}{:>8}{:>10}",
        "", "in file", "new", "updated", "unchanged", "failed", "in Blimp"
    ));
    for count in &report.counts {
        let here = count
            .in_blimp
            .map_or_else(|| "-".to_owned(), |count| count.to_string());
        lines.push(format!(
            "{:<10}{:>9}{:>9}{:>9}{:>11}{:>8}{here:>10}",
            format!("{}s", count.kind),
            count.in_file,
            count.created,
            count.updated,
            count.unchanged,
            count.failed
        ));
    }
    if !report.losses.is_empty() {
        lines.push("\nWhat does not come along as it was:".to_owned());
    }
    for loss in &report.losses {
        lines.push(format!("- {}", loss.sentence));
    }
    if !report.errors.is_empty() {
        lines.push("\nWhat could not be taken over:".to_owned());
    }
    for flaw in report.errors.iter().take(20) {
        lines.push(format!(
            "- {} {}: {}",
            flaw.kind,
            flaw.source_id,
            printable(&flaw.reason)
        ));
    }
    let more = report.errors.len().saturating_sub(20);
    let more = i64::try_from(more).unwrap_or(0) + report.errors_left_out;
    if more > 0 {
        lines.push(format!("- and {more} more"));
    }
    lines.join("\n") + "\n"
}

/// A text that comes from a file, without what would command a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
