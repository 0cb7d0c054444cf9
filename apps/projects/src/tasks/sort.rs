//! Orders of lists of tasks, and places in them.

use std::str::FromStr;

use blimp_kit::{Cursor, Error, PageParams, Result};
use serde::{Deserialize, Serialize};

use super::model::{Priority, Task};
use crate::place::TaskId;
use crate::states::StateId;

blimp_kit::words!(
    /// What a list of tasks is sorted by; tasks that are alike in it are sorted by id.
    Field as "TaskField" {
        /// Their places on the board.
        Position = "position",
        /// The day to be done; tasks without one come last.
        DueOn = "due_on",
        /// How much they press.
        Priority = "priority",
        /// When they were made.
        CreatedAt = "created_at",
        /// When they last changed.
        UpdatedAt = "updated_at",
        /// Their numbers.
        Number = "number",
        /// Their titles.
        Title = "title",
        /// The columns of their project, and their places in these.
        State = "state",
    }
);

/// An order of a list of tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub field: Field,
    /// Whether the last comes first.
    pub descending: bool,
}

impl FromStr for Sort {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (descending, word) = match text.strip_prefix('-') {
            Some(word) => (true, word),
            None => (false, text),
        };
        let field = word
            .parse()
            .map_err(|error: blimp_kit::text::UnknownWord| {
                let message = format!("\"{word}\" is no order; {error}, with - for descending.");
                Error::bad_parameter("sort", message)
            })?;
        Ok(Self { field, descending })
    }
}

/// A task's value of the field that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    /// A number, a time or a date.
    Number(i64),
    /// Words.
    Text(String),
    /// No value: such tasks come last.
    Nothing,
}

impl Key {
    /// The number; zero where it is none.
    pub const fn number(&self) -> i64 {
        match self {
            Self::Number(n) => *n,
            Self::Text(_) | Self::Nothing => 0,
        }
    }

    /// The column, and the order key in it, where a list goes by columns.
    pub fn column(&self) -> Option<(StateId, String)> {
        let Self::Text(words) = self else {
            return None;
        };
        let (column, key) = words.split_once(' ')?;
        Some((column.parse().ok()?, key.to_owned()))
    }

    /// The words; none where it is a number.
    pub fn text(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number(_) | Self::Nothing => String::new(),
        }
    }
}

/// The last task of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What the list was sorted by.
    field: String,
    /// Its value there.
    pub key: Key,
    /// The task.
    pub id: TaskId,
}

impl Sort {
    /// By `field`, the first first.
    pub const fn by(field: Field) -> Self {
        Self {
            field,
            descending: false,
        }
    }

    /// The order as it is spoken.
    fn word(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.field)
    }

    /// Where a task stands in this order.
    pub fn place_of(self, task: &Task) -> Place {
        let key = match self.field {
            Field::Position => Key::Text(task.position.clone()),
            Field::Title => Key::Text(task.title.to_string()),
            Field::DueOn => task.due_on.map_or(Key::Nothing, |day| Key::Number(day.0)),
            Field::Priority => Key::Number(priority_number(task.priority)),
            Field::CreatedAt => Key::Number(task.created_at.micros()),
            Field::UpdatedAt => Key::Number(task.updated_at.micros()),
            Field::Number => Key::Number(task.number),
            Field::State => Key::Text(format!("{} {}", task.state_id, task.position)),
        };
        Place {
            field: self.word(),
            key,
            id: task.id,
        }
    }

    /// The place to read on from; a cursor of another order is refused.
    pub fn after(self, page: &PageParams) -> Result<Option<Place>> {
        let Some(cursor) = page.cursor.as_deref() else {
            return Ok(None);
        };
        let place: Place = Cursor::decode(cursor)?;
        let is_text = matches!(self.field, Field::Position | Field::Title | Field::State);
        let fits = match &place.key {
            Key::Text(text) => is_text && !text.contains('\0'),
            Key::Number(_) => !is_text,
            Key::Nothing => self.field == Field::DueOn,
        };
        if place.field != self.word() || !fits {
            return Err(Error::bad_parameter(
                "cursor",
                "This cursor is of another order.",
            ));
        }
        Ok(Some(place))
    }
}

const fn priority_number(priority: Priority) -> i64 {
    match priority {
        Priority::None => 0,
        Priority::Low => 1,
        Priority::Normal => 2,
        Priority::High => 3,
        Priority::Urgent => 4,
    }
}

#[cfg(test)]
mod tests {
    use blimp_kit::{Cursor, PageParams};

    use super::{Field, Key, Place, Sort};
    use crate::place::TaskId;

    #[test]
    fn an_order_is_a_field_with_or_without_a_minus() {
        for (text, expected) in [
            ("due_on", Some((Field::DueOn, false))),
            ("-updated_at", Some((Field::UpdatedAt, true))),
            ("--title", None),
            ("", None),
            ("-", None),
            ("Title", None),
            ("id", None),
        ] {
            let sort = text.parse::<Sort>().ok().map(|s| (s.field, s.descending));
            assert_eq!(sort, expected, "{text}");
        }
        let error = "colour".parse::<Sort>().unwrap_err().to_string();
        assert!(error.contains("?sort") && error.contains("colour") && error.contains("due_on"));
    }

    #[test]
    fn a_cursor_comes_back_as_it_was_and_only_to_its_own_order() {
        let by = |field, descending| Sort { field, descending };
        for (sort, key) in [
            (by(Field::DueOn, false), Key::Number(-5)),
            (by(Field::DueOn, true), Key::Nothing),
            (by(Field::Title, false), Key::Text("5".to_owned())),
        ] {
            let place = Place {
                field: sort.word(),
                key,
                id: TaskId(9),
            };
            let page = PageParams {
                limit: None,
                cursor: Some(Cursor::encode(&place)),
            };
            assert_eq!(sort.after(&page).unwrap(), Some(place));
            let other = by(sort.field, !sort.descending);
            assert!(other.after(&page).is_err());
        }
    }

    #[test]
    fn a_cursor_whose_value_is_of_the_wrong_sort_is_refused() {
        for (field, key) in [
            (Field::Title, Key::Number(1)),
            (Field::Title, Key::Nothing),
            (Field::Number, Key::Text("a".to_owned())),
            (Field::Number, Key::Nothing),
        ] {
            let place = Place {
                field: field.to_string(),
                key,
                id: TaskId(9),
            };
            let page = PageParams {
                limit: None,
                cursor: Some(Cursor::encode(&place)),
            };
            assert!(Sort::by(field).after(&page).is_err(), "{field}");
        }
    }
}
