//! Counting and reporting, at the end and before the beginning.

use std::collections::HashSet;

use blimp_accounts::{Actor, CompanyId};
use blimp_files::FileId;
use blimp_kit::{Instant, Result};
use blimp_projects::projects::ProjectId;
use blimp_store::{Conn, Tx};

use super::context::Context;
use super::prepare::prepare;
use super::{people, ready};
use crate::imports::events::{ImportFinished, ProjectImported};
use crate::imports::model::{
    Asked, Count, Import, ImportId, ImportKind, ImportStatus, Report, Sum, Tally, hash, in_file,
};
use crate::imports::queries;
use crate::trello::{ListsAs, Plan};

/// Things looked at together in a rehearsal.
const AT_ONCE: usize = 500;

/// What lists became in an earlier import of the board, if there was one: `but` is the one asking.
pub(crate) fn lists_before(
    conn: &mut Conn,
    actor: &Actor,
    asked: Asked,
    here: (CompanyId, &str),
    but: Option<ImportId>,
) -> Result<Option<ListsAs>> {
    let Some(project) = ready::target(conn, actor, asked, here)? else {
        return Ok(None);
    };
    let here = (here.0, project);
    let columns = queries::has_before(conn, here, ImportKind::State, but)?;
    let goals = queries::has_before(conn, here, ImportKind::Goal, but)?;
    Ok(match (columns, goals) {
        (true, false) => Some(ListsAs::State),
        (false, true) => Some(ListsAs::Goal),
        _ => None,
    })
}

/// Says what would be done, and does nothing.
pub(crate) fn rehearse(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    (plan, asked): (&Plan, Asked),
) -> Result<Report> {
    let mut tally = Tally::default();
    for flaw in &plan.flaws {
        tally.fail(flaw.clone());
    }
    match ready::target(conn, actor, asked, (company, &plan.board))? {
        None => all_new(&mut tally, plan),
        Some(project) => compare(conn, actor, (company, project), plan, &mut tally)?,
    }
    let people = people::known(conn, company, &plan.people)?.len();
    let mut report = report(plan, tally, None);
    let tasks = report
        .counts
        .iter()
        .find(|count| count.kind == ImportKind::Card);
    let (new, changed) = tasks.map_or((0, 0), |count| (count.created, count.updated));
    report.summary = format!(
        "Nothing was done. {new} tasks would be new, {changed} brought up to date; {people} of {} people are known here.",
        plan.people.len()
    );
    Ok(report)
}

fn all_new(tally: &mut Tally, plan: &Plan) {
    for (kind, count) in in_file(plan) {
        tally.of(kind).created = i64::try_from(count).unwrap_or(i64::MAX);
    }
}

fn compare(
    conn: &mut Conn,
    actor: &Actor,
    here: (CompanyId, ProjectId),
    plan: &Plan,
    tally: &mut Tally,
) -> Result {
    let kinds = [
        ImportKind::State,
        ImportKind::Goal,
        ImportKind::Label,
        ImportKind::Member,
    ];
    let known = queries::list_known(conn, here, &kinds)?;
    let goal = |goal: &crate::trello::Goal| format!("{}|{}", goal.closed, goal.title);
    let columns = plan
        .columns
        .iter()
        .map(|c| (ImportKind::State, &c.source_id, c.name.clone()));
    let goals = plan
        .goals
        .iter()
        .map(|g| (ImportKind::Goal, &g.source_id, goal(g)));
    let labels = plan
        .labels
        .iter()
        .map(|l| (ImportKind::Label, &l.source_id, l.name.clone()));
    let people = plan
        .people
        .iter()
        .map(|p| (ImportKind::Member, &p.source_id, p.name.clone()));
    for (kind, id, said) in columns.chain(goals).chain(labels).chain(people) {
        let before = known
            .iter()
            .find(|row| row.kind == kind && row.source_id == *id);
        let sum = tally.of(kind);
        match before {
            None => sum.created += 1,
            Some(row) if row.hash == hash(&said) => sum.unchanged += 1,
            Some(_) => sum.updated += 1,
        }
    }
    // What has no time of its own is compared without it, so any will do.
    let context = Context::load(conn, here, (actor.user, Instant(0)), plan)?;
    for some in plan.cards.chunks(AT_ONCE) {
        for todo in prepare(conn, &context, some)? {
            tally.add(todo.tally);
        }
    }
    Ok(())
}

/// Ends an import: compares what the file has with what is here, and reports.
pub(crate) fn finish(tx: &mut Tx, import: &Import, plan: &Plan) -> Result<Import> {
    let Some(project) = import.project_id else {
        return fail(tx, import, "The project was not made.");
    };
    let arrived = queries::list_arrived(tx, import.company_id, project)?;
    let tally: Tally = serde_json::from_str(&import.tally)?;
    let mut report = report(plan, tally, Some(&arrived));
    let lacks = |count: &&Count| count.in_blimp.is_some_and(|here| here < count.in_file);
    let missing: i64 = report
        .counts
        .iter()
        .filter(lacks)
        .map(|c| c.in_file - c.in_blimp.unwrap_or(0))
        .sum();
    let cards = report
        .counts
        .iter()
        .find(|count| count.kind == ImportKind::Card)
        .copied();
    let here = cards.and_then(|count| count.in_blimp).unwrap_or(0);
    let sum = |of: fn(&Count) -> i64| cards.as_ref().map_or(0, of);
    let (created, updated, unchanged) =
        (sum(|c| c.created), sum(|c| c.updated), sum(|c| c.unchanged));
    let status = if here == 0 {
        ImportStatus::Failed
    } else {
        ImportStatus::Done
    };
    report.summary = match (status, missing) {
        (ImportStatus::Failed, _) => "Nothing came in.".to_owned(),
        (_, 0) => format!(
            "{created} tasks are new, {updated} were brought up to date, {unchanged} are as before."
        ),
        (_, n) => format!(
            "{created} tasks are new, {updated} were brought up to date, {unchanged} are as before; {n} things did not arrive."
        ),
    };
    if status == ImportStatus::Done {
        let comments = report
            .counts
            .iter()
            .find(|count| count.kind == ImportKind::Comment);
        tx.record(&ProjectImported {
            import: import.id,
            company: import.company_id,
            project,
            by: import.created_by,
            tasks: created,
            updated,
            comments: comments.map_or(0, |count| count.created),
        })?;
    }
    end(tx, import, status, &report)
}

/// Ends an import that cannot go on.
pub(crate) fn fail(tx: &mut Tx, import: &Import, why: &str) -> Result<Import> {
    let tally: Tally = serde_json::from_str(&import.tally)?;
    let asked: Asked = serde_json::from_str(&import.options)?;
    let mut report = of_counts(tally, |_| (0, None), &[]);
    report.lists = asked.lists.unwrap_or(ListsAs::State);
    why.clone_into(&mut report.summary);
    end(tx, import, ImportStatus::Failed, &report)
}

fn end(tx: &mut Tx, import: &Import, status: ImportStatus, report: &Report) -> Result<Import> {
    let text = serde_json::to_string(report)?;
    let at = tx.now();
    let Some(over) = queries::set_over(tx, import, status, (&text, at))? else {
        return Ok(import.clone());
    };
    if let Some(id) = import.file_id {
        let company = Some(import.company_id.0);
        if let Some(file) = blimp_files::queries::find(tx, company, FileId(id))? {
            blimp_files::remove(tx, &file)?;
        }
    }
    tx.record(&ImportFinished {
        import: over.id,
        company: over.company_id,
        project: over.project_id,
        by: over.created_by,
        status,
        summary: report.summary.clone(),
    })?;
    Ok(over)
}

fn report(plan: &Plan, tally: Tally, arrived: Option<&HashSet<(ImportKind, String)>>) -> Report {
    let theirs = in_file(plan);
    let here = |kind: ImportKind| arrived.map(|arrived| count_arrived(plan, kind, arrived));
    let in_file = |kind: ImportKind| {
        let found = theirs.iter().find(|(own, _)| *own == kind);
        let count = found.map_or(0, |(_, count)| i64::try_from(*count).unwrap_or(i64::MAX));
        (count, here(kind))
    };
    let kinds: Vec<ImportKind> = theirs
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(k, _)| *k)
        .collect();
    let mut report = of_counts(tally, in_file, &kinds);
    report.lists = plan.lists_as;
    report.lists_because.clone_from(&plan.because);
    report.losses.clone_from(&plan.losses);
    report
}

fn of_counts(
    mut tally: Tally,
    in_file: impl Fn(ImportKind) -> (i64, Option<i64>),
    kinds: &[ImportKind],
) -> Report {
    let count = |kind: &ImportKind| {
        let Sum {
            created,
            updated,
            unchanged,
            failed,
        } = *tally.of(*kind);
        let (in_file, in_blimp) = in_file(*kind);
        Count {
            kind: *kind,
            in_file,
            created,
            updated,
            unchanged,
            failed,
            in_blimp,
        }
    };
    let counts = kinds.iter().map(count).collect();
    let told = i64::try_from(tally.errors.len()).unwrap_or(0);
    Report {
        summary: String::new(),
        lists: ListsAs::State,
        lists_because: String::new(),
        counts,
        losses: Vec::new(),
        errors_left_out: tally.errors_in_all - told,
        errors: tally.errors,
    }
}

/// How many of the plan's things of a kind are here.
fn count_arrived(plan: &Plan, kind: ImportKind, arrived: &HashSet<(ImportKind, String)>) -> i64 {
    let here = |id: &String| arrived.contains(&(kind, id.clone()));
    let cards = &plan.cards;
    let count = match kind {
        ImportKind::Board => usize::from(here(&plan.board)),
        ImportKind::State => plan
            .columns
            .iter()
            .filter(|one| here(&one.source_id))
            .count(),
        ImportKind::Goal => plan.goals.iter().filter(|one| here(&one.source_id)).count(),
        ImportKind::Label => plan
            .labels
            .iter()
            .filter(|one| here(&one.source_id))
            .count(),
        ImportKind::Member => plan
            .people
            .iter()
            .filter(|one| here(&one.source_id))
            .count(),
        ImportKind::Card => cards.iter().filter(|one| here(&one.source_id)).count(),
        ImportKind::Item => cards
            .iter()
            .flat_map(|card| &card.items)
            .filter(|one| here(&one.source_id))
            .count(),
        ImportKind::Comment => cards
            .iter()
            .flat_map(|card| &card.comments)
            .filter(|one| here(&one.source_id))
            .count(),
        ImportKind::Link => cards
            .iter()
            .flat_map(|card| &card.links)
            .filter(|one| here(&one.source_id))
            .count(),
    };
    i64::try_from(count).unwrap_or(i64::MAX)
}
