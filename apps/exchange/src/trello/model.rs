//! What a plan consists of. People, lists and labels are named by their ids in the file.

use blimp_kit::{Date, Instant};

use super::file::Flaw;
use super::losses::Loss;
use super::words::Kind;

blimp_kit::words!(
    /// What the lists of a board become.
    ListsAs {
        /// Columns of the project.
        State = "state",
        /// Goals of the project.
        Goal = "goal",
    }
);

/// What to make of a board.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The board's id there.
    pub board: String,
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub notes: String,
    /// What its lists become.
    pub lists_as: ListsAs,
    /// Why, in a sentence.
    pub because: String,
    /// Its people.
    pub people: Vec<Person>,
    /// Its lists as columns, where they become columns.
    pub columns: Vec<Column>,
    /// Its lists as goals, where they become goals.
    pub goals: Vec<Goal>,
    /// Its labels.
    pub labels: Vec<Label>,
    /// Its cards, in the order of the board.
    pub cards: Vec<Card>,
    /// What does not come along as it was.
    pub losses: Vec<Loss>,
    /// What could not be read.
    pub flaws: Vec<Flaw>,
}

/// Somebody the file speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id there.
    pub source_id: String,
    /// What they sign in as there.
    pub username: String,
    /// What they are called.
    pub name: String,
}

/// A list that becomes a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its id there.
    pub source_id: String,
    /// What it is called.
    pub name: String,
    /// What it means.
    pub kind: Kind,
}

/// A list that becomes a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Its id there.
    pub source_id: String,
    /// What it is called.
    pub title: String,
    /// Whether it is archived.
    pub closed: bool,
}

/// A label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its id there.
    pub source_id: String,
    /// What it is called; its colour, where it has no name.
    pub name: String,
    /// Such as `#4bce97`.
    pub colour: Option<&'static str>,
}

/// A card that becomes a task. People, lists and labels are named by their ids there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id there.
    pub source_id: String,
    /// Its number on the board.
    pub number: Option<i64>,
    /// What to do.
    pub title: String,
    /// Markdown, with the custom fields behind it.
    pub notes: String,
    /// The list it stands in.
    pub list: String,
    /// Whether it is done.
    pub done: bool,
    /// When it was done, as far as the file tells.
    pub done_at: Option<Instant>,
    /// Whether it is archived.
    pub archived: bool,
    /// When it last changed, as far as the file tells.
    pub changed_at: Option<Instant>,
    /// The day to begin.
    pub start_on: Option<Date>,
    /// The day to be done.
    pub due_on: Option<Date>,
    /// When it was made.
    pub created_at: Option<Instant>,
    /// Who made it.
    pub created_by: Option<String>,
    /// Its labels.
    pub labels: Vec<String>,
    /// Who is responsible.
    pub members: Vec<String>,
    /// Its checklists.
    pub items: Vec<Item>,
    /// Its attachments.
    pub links: Vec<Link>,
    /// What was said, oldest first.
    pub comments: Vec<Comment>,
}

/// An item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id there.
    pub source_id: String,
    /// The checklist's name; empty where the card has one that nobody named.
    pub section: String,
    /// What to do.
    pub title: String,
    /// Whether it is ticked.
    pub done: bool,
}

/// An attachment, as a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id there.
    pub source_id: String,
    /// What it is called.
    pub name: String,
    /// A web address.
    pub url: String,
    /// Who attached it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Instant>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The action's id there.
    pub source_id: String,
    /// Who said it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Instant>,
    /// Markdown.
    pub text: String,
}
