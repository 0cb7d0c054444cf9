//! Losses: what the file does not hold, or Blimp cannot keep, in numbers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most examples of one loss.
const EXAMPLES: usize = 5;

/// Something that does not come along as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportLoss)]
pub struct Loss {
    /// A stable word, such as `comments_beyond_cap`.
    pub kind: String,
    /// How many.
    pub count: i64,
    /// For people.
    pub sentence: String,
    /// Some of the cards concerned.
    pub examples: Vec<String>,
}

/// Counts losses while a plan is made.
#[derive(Debug, Default)]
pub(super) struct Losses(Vec<(Kind, i64, Vec<String>)>);

/// What can get lost, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    CommentsBeyondCap,
    CommentsOfOtherCards,
    UploadsAsLinks,
    BadLinks,
    People,
    PeopleWhoLeft,
    CustomFields,
    DueTimes,
    BadDates,
    ItemDates,
    TooManyItems,
    ArchivedLists,
    EmptyLists,
    CardsWithoutList,
    LongTexts,
    Templates,
    Recurrences,
    Mirrors,
    Votes,
    Covers,
    Stickers,
    PowerUps,
    History,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::CommentsBeyondCap => "comments_beyond_cap",
            Self::CommentsOfOtherCards => "comments_of_other_cards",
            Self::UploadsAsLinks => "uploads_as_links",
            Self::BadLinks => "bad_links",
            Self::People => "members_without_email",
            Self::PeopleWhoLeft => "people_who_left",
            Self::CustomFields => "custom_fields_as_text",
            Self::DueTimes => "due_times",
            Self::BadDates => "start_after_due",
            Self::ItemDates => "checklist_item_details",
            Self::TooManyItems => "checklist_items",
            Self::ArchivedLists => "archived_lists",
            Self::EmptyLists => "empty_archived_lists",
            Self::CardsWithoutList => "cards_without_list",
            Self::LongTexts => "long_texts",
            Self::Templates => "templates",
            Self::Recurrences => "recurrences",
            Self::Mirrors => "mirror_cards",
            Self::Votes => "votes",
            Self::Covers => "covers",
            Self::Stickers => "stickers",
            Self::PowerUps => "power_ups",
            Self::History => "history",
        }
    }

    /// What is behind the number.
    const fn words(self) -> &'static str {
        match self {
            Self::CommentsBeyondCap => {
                "comments are missing from the file: Trello exports the newest 1000 actions only"
            }
            Self::CommentsOfOtherCards => {
                "comments belong to cards that are not in the file; they are left out"
            }
            Self::UploadsAsLinks => {
                "uploaded files are kept as links to Trello: the file does not hold their contents"
            }
            Self::BadLinks => "attachments have no web address; they are left out",
            Self::People => {
                "people of the board have no e-mail address in the file: who is not found by name becomes a placeholder, to be invited"
            }
            Self::PeopleWhoLeft => {
                "assignments name people the file says nothing of; they are left out"
            }
            Self::CustomFields => "values of custom fields are kept as text behind the notes",
            Self::DueTimes => {
                "due dates have a time of day; the day (in UTC) is kept, the time is not"
            }
            Self::BadDates => "cards start after they are due; the start is left out",
            Self::ItemDates => {
                "checklist items have a due date or a person of their own; these are left out"
            }
            Self::TooManyItems => {
                "checklist items are beyond the 500 that a task can have; they are left out"
            }
            Self::ArchivedLists => {
                "lists are archived in Trello; they come along, and their open cards stay open"
            }
            Self::EmptyLists => "archived lists without cards are left out",
            Self::CardsWithoutList => {
                "cards stand in lists that are not in the file; they go to the first column"
            }
            Self::LongTexts => "texts are longer than Blimp keeps and are cut",
            Self::Templates => "cards are templates; they come along as plain tasks",
            Self::Recurrences => "cards repeat; they come along once",
            Self::Mirrors => "cards mirror cards of other boards; they come along as plain tasks",
            Self::Votes => "votes are left out",
            Self::Covers => "covers of cards are left out",
            Self::Stickers => "stickers are left out",
            Self::PowerUps => "values of Power-Ups are left out",
            Self::History => "entries of the board's history (moves, changes) are left out",
        }
    }
}

impl Losses {
    /// Counts `count` more of a kind; `example` names where.
    pub(super) fn add(&mut self, kind: Kind, count: usize, example: &str) {
        if count == 0 {
            return;
        }
        let at = self
            .0
            .iter()
            .position(|(known, ..)| *known == kind)
            .unwrap_or_else(|| {
                self.0.push((kind, 0, Vec::new()));
                self.0.len() - 1
            });
        if let Some((_, total, examples)) = self.0.get_mut(at) {
            *total += i64::try_from(count).unwrap_or(i64::MAX);
            if !example.is_empty() && examples.len() < EXAMPLES {
                examples.push(example.chars().take(80).collect());
            }
        }
    }

    /// The report, weightiest first.
    pub(super) fn report(mut self) -> Vec<Loss> {
        self.0.sort_by_key(|(kind, ..)| *kind);
        let told = |(kind, count, examples): (Kind, i64, Vec<String>)| Loss {
            kind: kind.word().to_owned(),
            count,
            sentence: format!("{count} {}.", kind.words()),
            examples,
        };
        self.0.into_iter().map(told).collect()
    }
}
