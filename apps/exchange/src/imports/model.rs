//! An import, what it counts and what it reports.

use std::collections::BTreeMap;

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Date, Instant};
use blimp_projects::projects::ProjectId;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::imports::schema::{import_rows, imports};
use crate::trello::{Flaw, ListsAs, Loss, Plan};

/// The most errors that are kept one by one.
pub const MAX_ERRORS: usize = 1000;

blimp_kit::id!(
    /// An import.
    ImportId
);

blimp_kit::words!(
    /// How an import stands.
    ImportStatus {
        /// Was rehearsed and waits to be confirmed; its report says what would be done.
        Rehearsed = "rehearsed",
        /// Waits for its turn.
        Queued = "queued",
        /// Makes rows.
        Running = "running",
        /// Over; its report says how it went.
        Done = "done",
        /// Over, and nothing or not all came in; its report says why.
        Failed = "failed",
        /// Is being taken back.
        Reversing = "reversing",
        /// Taken back; its reversal says what is gone and what stays.
        Undone = "undone",
    }
);

blimp_kit::words!(
    /// Where things come from.
    ImportSource {
        /// A board's JSON export.
        Trello = "trello",
    }
);

blimp_kit::words!(
    /// What a thing of theirs became.
    ImportKind {
        /// The project.
        Board = "board",
        /// A column of the project.
        State = "state",
        /// A goal.
        Goal = "goal",
        /// A label.
        Label = "label",
        /// A person.
        Member = "member",
        /// A task.
        Card = "card",
        /// An item of a checklist.
        Item = "item",
        /// A comment.
        Comment = "comment",
        /// An attachment.
        Link = "link",
    }
);

/// A file that somebody brought in.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Whose it is.
    pub company_id: CompanyId,
    /// The project that it fills, once there is one.
    pub project_id: Option<ProjectId>,
    /// Where the file comes from.
    pub source: ImportSource,
    /// The board's id there.
    pub board: String,
    /// What it is called there.
    pub name: String,
    /// How it stands.
    pub status: ImportStatus,
    /// What was asked for: [`Asked`] as JSON.
    pub options: String,
    /// What was read of the file; none when the import is over.
    pub file_id: Option<i64>,
    /// 0 before the project is there, then one more than the cards done.
    pub place: i64,
    /// How many cards there are.
    pub total: i64,
    /// What was counted so far: [`Tally`] as JSON.
    pub tally: String,
    /// What came of it: [`Report`] as JSON.
    pub report: Option<String>,
    /// Who brought it in.
    pub created_by: UserId,
    /// When.
    pub created_at: Instant,
    /// When it last got on.
    pub updated_at: Instant,
    /// When it was over.
    pub finished_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
    /// Since when it is rehearsed and waits to be confirmed.
    pub held_at: Option<Instant>,
    /// Since when it is being taken back.
    pub reversing_at: Option<Instant>,
    /// By whom.
    pub reversed_by: Option<UserId>,
    /// What came of that: [`Reversal`] as JSON.
    pub reversal: Option<String>,
}

impl Import {
    /// How it stands, as people are told.
    pub fn standing(&self) -> ImportStatus {
        match self.status {
            ImportStatus::Queued if self.held_at.is_some() => ImportStatus::Rehearsed,
            ImportStatus::Done | ImportStatus::Failed if self.reversing_at.is_some() => {
                ImportStatus::Reversing
            }
            other => other,
        }
    }
}

/// What was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// What lists become; none to let their names decide.
    pub lists: Option<ListsAs>,
    /// The project to fill; none for the one of an earlier import, or a new one.
    pub project: Option<ProjectId>,
}

/// An import row to be.
#[derive(Debug, Insertable)]
#[diesel(table_name = imports)]
pub(crate) struct NewImport<'a> {
    pub(crate) company_id: CompanyId,
    pub(crate) source: ImportSource,
    pub(crate) board: &'a str,
    pub(crate) name: &'a str,
    pub(crate) status: ImportStatus,
    pub(crate) options: &'a str,
    pub(crate) file_id: i64,
    pub(crate) total: i64,
    pub(crate) tally: &'a str,
    pub(crate) created_by: UserId,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
    pub(crate) held_at: Option<Instant>,
    pub(crate) report: Option<&'a str>,
}

/// Which row of ours a thing of theirs became, and what their file said of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = import_rows)]
pub(crate) struct Known {
    pub(crate) kind: ImportKind,
    pub(crate) source_id: String,
    pub(crate) row_id: i64,
    pub(crate) hash: String,
    pub(crate) snapshot: String,
}

/// The same, to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = import_rows, treat_none_as_default_value = false)]
pub(crate) struct NewKnown {
    pub(crate) company_id: CompanyId,
    pub(crate) project_id: ProjectId,
    pub(crate) source: ImportSource,
    pub(crate) kind: ImportKind,
    pub(crate) source_id: String,
    pub(crate) source_ref: Option<String>,
    pub(crate) row_id: i64,
    pub(crate) hash: String,
    pub(crate) snapshot: String,
    pub(crate) import_id: ImportId,
}

/// What a file said of a card the last time. Texts as hashes, labels and people as ids of ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Snapshot {
    pub(crate) title: String,
    pub(crate) notes: String,
    pub(crate) list: String,
    pub(crate) start_on: Option<Date>,
    pub(crate) due_on: Option<Date>,
    pub(crate) closed: bool,
    pub(crate) archived: bool,
    pub(crate) labels: Vec<i64>,
    pub(crate) people: Vec<i64>,
}

/// A short fingerprint of a text.
pub(crate) fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let digits = digest
        .iter()
        .take(12)
        .flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// What was done with things of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sum {
    /// New here.
    pub created: i64,
    /// Brought up to date.
    pub updated: i64,
    /// As before.
    pub unchanged: i64,
    /// Could not be taken over.
    pub failed: i64,
}

/// What was counted so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// By kind.
    pub sums: BTreeMap<ImportKind, Sum>,
    /// What could not be taken over, up to [`MAX_ERRORS`].
    pub errors: Vec<Flaw>,
    /// How many there are in all.
    pub errors_in_all: i64,
}

impl Tally {
    /// The sum of a kind.
    pub fn of(&mut self, kind: ImportKind) -> &mut Sum {
        self.sums.entry(kind).or_default()
    }

    /// Notes something that could not be taken over.
    pub fn fail(&mut self, flaw: Flaw) {
        self.errors_in_all += 1;
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(flaw);
        }
    }

    /// Adds what another has counted.
    pub fn add(&mut self, other: Self) {
        for (kind, sum) in other.sums {
            let mine = self.of(kind);
            mine.created += sum.created;
            mine.updated += sum.updated;
            mine.unchanged += sum.unchanged;
            mine.failed += sum.failed;
        }
        for flaw in other.errors {
            self.fail(flaw);
        }
    }
}

/// What an import did, or would do: counts, losses, errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportReport)]
pub struct Report {
    /// In a sentence.
    pub summary: String,
    /// What lists became.
    pub lists: ListsAs,
    /// Why.
    pub lists_because: String,
    /// Side by side, kind by kind.
    pub counts: Vec<Count>,
    /// What did not come along as it was.
    pub losses: Vec<Loss>,
    /// What could not be taken over, the first thousand.
    pub errors: Vec<Flaw>,
    /// How many errors there are beyond these.
    pub errors_left_out: i64,
}

/// Counts of one kind, theirs and ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportCount)]
pub struct Count {
    /// What they count.
    pub kind: ImportKind,
    /// In the file.
    pub in_file: i64,
    /// New here.
    pub created: i64,
    /// Brought up to date.
    pub updated: i64,
    /// As before.
    pub unchanged: i64,
    /// Could not be taken over.
    pub failed: i64,
    /// Found here afterwards; null where nothing was done.
    #[schema(required)]
    pub in_blimp: Option<i64>,
}

/// How many things of each kind a plan has.
pub(crate) fn in_file(plan: &Plan) -> [(ImportKind, usize); 8] {
    [
        (ImportKind::State, plan.columns.len()),
        (ImportKind::Goal, plan.goals.len()),
        (ImportKind::Label, plan.labels.len()),
        (ImportKind::Member, plan.people.len()),
        (ImportKind::Card, plan.cards.len()),
        (
            ImportKind::Item,
            plan.cards.iter().map(|card| card.items.len()).sum(),
        ),
        (
            ImportKind::Comment,
            plan.cards.iter().map(|card| card.comments.len()).sum(),
        ),
        (
            ImportKind::Link,
            plan.cards.iter().map(|card| card.links.len()).sum(),
        ),
    ]
}

/// What is gone of an import that was taken back, and what stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ImportReversal)]
pub struct Reversal {
    /// How many things of each kind are gone.
    pub removed: BTreeMap<String, i64>,
    /// What stays, the first thousand.
    pub kept: Vec<Kept>,
    /// How many things stay in all.
    pub kept_in_all: i64,
    /// How far it has come: the kind of things, and the last of them.
    #[schema(ignore)]
    pub(crate) step: (usize, i64),
}

/// Something that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportKept)]
pub struct Kept {
    /// What it is.
    pub kind: ImportKind,
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Why it stays.
    pub why: String,
}

impl Reversal {
    /// Notes that things are gone.
    pub(crate) fn remove(&mut self, kind: ImportKind, count: usize) {
        if count > 0 {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            *self.removed.entry(kind.as_str().to_owned()).or_default() += count;
        }
    }

    /// Notes that something stays.
    pub(crate) fn keep(&mut self, kept: Kept) {
        self.kept_in_all += 1;
        if self.kept.len() < MAX_ERRORS {
            self.kept.push(kept);
        }
    }
}
