//! The file: the fields of Trello's export that mean something here, and no other.

use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::loose::{loose, loose_list};

/// A board as its export tells it.
///
/// Written out again it holds what this module reads and nothing else, so that is what is kept
/// while an import waits.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Board {
    /// Its id there.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is about, Markdown.
    pub desc: String,
    /// Whether the file is the export of one card, not of a board.
    pub one_card: bool,
    pub(super) lists: Vec<List>,
    pub(super) cards: Vec<Card>,
    pub(super) labels: Vec<Label>,
    pub(super) checklists: Vec<Checklist>,
    pub(super) members: Vec<Member>,
    pub(super) actions: Vec<Action>,
    pub(super) custom_fields: Vec<CustomField>,
    /// Elements that could not be read.
    pub flaws: Vec<Flaw>,
}

/// An element of the file that could not be taken over, and why. Never quotes the element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportError)]
pub struct Flaw {
    /// What it was, such as `card`.
    pub kind: String,
    /// Its id there, or its place in the file.
    pub source_id: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Flaw {
    /// An element of this kind that could not be taken over.
    pub fn new(kind: &str, source_id: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            kind: kind.to_owned(),
            source_id: source_id.into(),
            reason: reason.into(),
        }
    }
}

/// A file that is no export of Trello's; the sentence says why, without quoting it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

macro_rules! elements {
    ($($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty = $how:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default, rename_all = "camelCase")]
        pub(super) struct $name {
            $($(#[$fmeta])* #[serde(deserialize_with = $how)] pub(super) $field: $type,)*
        }
    )*};
}

elements! {
    List { id: String = "loose", name: String = "loose", closed: bool = "loose", pos: f64 = "loose", }
    Label { id: String = "loose", name: String = "loose", color: Option<String> = "loose", }
    Member { id: String = "loose", full_name: String = "loose", username: String = "loose", }
    Checklist {
        id: String = "loose", id_card: String = "loose", name: String = "loose",
        pos: f64 = "loose", check_items: Vec<CheckItem> = "loose_list",
    }
    CheckItem {
        id: String = "loose", name: String = "loose", state: String = "loose", pos: f64 = "loose",
        due: Option<String> = "loose", id_member: Option<String> = "loose",
    }
    Card {
        id: String = "loose", id_short: Option<i64> = "loose", name: String = "loose",
        desc: String = "loose", closed: bool = "loose", is_template: bool = "loose",
        id_list: String = "loose", id_board: String = "loose", pos: f64 = "loose",
        id_members: Vec<String> = "loose_list", id_labels: Vec<String> = "loose_list",
        labels: Vec<Label> = "loose_list", id_members_voted: Vec<String> = "loose_list",
        due: Option<String> = "loose", due_complete: bool = "loose", start: Option<String> = "loose",
        date_last_activity: Option<String> = "loose", date_completed: Option<String> = "loose",
        cover: Cover = "loose", badges: Badges = "loose",
        attachments: Vec<Attachment> = "loose_list",
        custom_field_items: Vec<CustomFieldItem> = "loose_list",
        plugin_data: Vec<Mark> = "loose_list", stickers: Vec<Mark> = "loose_list",
        #[serde(rename = "cardRole")]
        role: Option<String> = "loose",
        recurrence_rule: Option<Mark> = "loose",
    }
    #[derive(Copy)]
    Badges { comments: i64 = "loose", votes: i64 = "loose", }
    Cover { id_attachment: Option<String> = "loose", color: Option<String> = "loose", id_uploaded_background: Option<String> = "loose", }
    /// Something that is only counted.
    Mark {}
    Attachment {
        id: String = "loose", name: String = "loose", url: String = "loose",
        is_upload: bool = "loose", date: Option<String> = "loose",
        id_member: Option<String> = "loose", pos: f64 = "loose",
    }
    CustomField {
        id: String = "loose", name: String = "loose",
        #[serde(rename = "type")]
        kind: String = "loose",
        pos: f64 = "loose", options: Vec<FieldOption> = "loose_list",
    }
    FieldOption { id: String = "loose", value: FieldValue = "loose", }
    CustomFieldItem {
        id_custom_field: String = "loose", id_value: Option<String> = "loose",
        value: FieldValue = "loose",
    }
    /// Strings, whatever the field's type.
    FieldValue {
        text: Option<String> = "loose", number: Option<String> = "loose",
        date: Option<String> = "loose", checked: Option<String> = "loose",
    }
    Action {
        id: String = "loose",
        #[serde(rename = "type")]
        kind: String = "loose",
        date: Option<String> = "loose", data: ActionData = "loose",
        id_member_creator: String = "loose", member_creator: Option<Member> = "loose",
    }
    ActionData { text: String = "loose", card: Reference = "loose", board: Reference = "loose", list: Reference = "loose", }
    Reference { id: String = "loose", name: String = "loose", }
}

/// What the parts of the file are checked by.
trait Element: DeserializeOwned {
    const KIND: &'static str;
    fn id(&self) -> &str;
}

macro_rules! element {
    ($($name:ident = $kind:literal),*) => {$(
        impl Element for $name {
            const KIND: &'static str = $kind;
            fn id(&self) -> &str {
                &self.id
            }
        }
    )*};
}

element!(
    List = "list",
    Label = "label",
    Member = "member",
    Checklist = "checklist",
    Card = "card",
    Action = "action",
    CustomField = "custom field"
);

/// The file from far away: its parts are looked at one by one later.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outline<'a> {
    #[serde(default, deserialize_with = "loose")]
    id: String,
    #[serde(default, deserialize_with = "loose")]
    id_board: String,
    #[serde(default, deserialize_with = "loose")]
    id_list: String,
    #[serde(default, deserialize_with = "loose")]
    name: String,
    #[serde(default, deserialize_with = "loose")]
    desc: String,
    #[serde(default, deserialize_with = "loose")]
    one_card: bool,
    #[serde(borrow)]
    lists: Option<&'a RawValue>,
    #[serde(borrow)]
    cards: Option<&'a RawValue>,
    #[serde(borrow)]
    labels: Option<&'a RawValue>,
    #[serde(borrow)]
    checklists: Option<&'a RawValue>,
    #[serde(borrow)]
    members: Option<&'a RawValue>,
    #[serde(borrow)]
    actions: Option<&'a RawValue>,
    #[serde(borrow)]
    custom_fields: Option<&'a RawValue>,
    #[serde(default, deserialize_with = "loose_list")]
    flaws: Vec<Flaw>,
}

impl Board {
    /// Takes a file apart. A byte-order mark at its start is skipped.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let no_text = "This is no JSON file: it is not text in UTF-8.";
        let text = str::from_utf8(bytes).or(Err(Unreadable(no_text.to_owned())))?;
        let outline: Outline<'_> = serde_json::from_str(text).map_err(|e| misread(text, &e))?;
        if outline.lists.is_none() && outline.cards.is_none() {
            return Self::of_one_card(outline, text);
        }
        let mut flaws = outline.flaws;
        Ok(Self {
            lists: elements(outline.lists, &mut flaws),
            cards: elements(outline.cards, &mut flaws),
            labels: elements(outline.labels, &mut flaws),
            checklists: elements(outline.checklists, &mut flaws),
            members: elements(outline.members, &mut flaws),
            actions: elements(outline.actions, &mut flaws),
            custom_fields: elements(outline.custom_fields, &mut flaws),
            id: if usable(&outline.id) {
                outline.id
            } else {
                "board".to_owned()
            },
            name: outline.name,
            desc: outline.desc,
            one_card: outline.one_card,
            flaws,
        })
    }

    /// The export of one card has the card at the top, and its actions and checklists inside.
    fn of_one_card(outline: Outline<'_>, text: &str) -> Result<Self, Unreadable> {
        if !usable(&outline.id) || outline.id_list.is_empty() {
            let what =
                "This is JSON, but no export of a Trello board: it has neither lists nor cards.";
            return Err(Unreadable(what.to_owned()));
        }
        let card: Card = serde_json::from_str(text).map_err(|e| misread(text, &e))?;
        let mut flaws = Vec::new();
        let mut checklists: Vec<Checklist> = elements(outline.checklists, &mut flaws);
        for list in &mut checklists {
            card.id.clone_into(&mut list.id_card);
        }
        let actions: Vec<Action> = elements(outline.actions, &mut flaws);
        let named = |of: fn(&ActionData) -> &Reference| {
            let name =
                |action: &Action| Some(of(&action.data).name.clone()).filter(|n| !n.is_empty());
            actions.iter().find_map(name)
        };
        let list = named(|data| &data.list).unwrap_or_else(|| "To Do".to_owned());
        let name = named(|data| &data.board).unwrap_or_else(|| card.name.clone());
        let id = if usable(&outline.id_board) {
            outline.id_board
        } else {
            outline.id
        };
        let lists = vec![List {
            id: outline.id_list,
            name: list,
            ..List::default()
        }];
        Ok(Self {
            id,
            name,
            one_card: true,
            lists,
            labels: card.labels.clone(),
            members: elements(outline.members, &mut flaws),
            custom_fields: elements(outline.custom_fields, &mut flaws),
            cards: vec![card],
            checklists,
            actions,
            flaws,
            desc: String::new(),
        })
    }

    /// The same as bytes: what may be kept of the file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    /// How many cards can be read.
    pub fn card_count(&self) -> usize {
        self.cards.len()
    }
}

/// The elements of one part of the file; what cannot be read becomes a flaw.
fn elements<T: Element>(raw: Option<&RawValue>, flaws: &mut Vec<Flaw>) -> Vec<T> {
    let Some(raw) = raw.filter(|raw| raw.get() != "null") else {
        return Vec::new();
    };
    let Ok(all) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
        flaws.push(Flaw::new(
            T::KIND,
            "all",
            "This part of the file is not a list.",
        ));
        return Vec::new();
    };
    let mut seen = HashSet::with_capacity(all.len());
    let mut good = Vec::with_capacity(all.len());
    for (index, one) in all.into_iter().enumerate() {
        let place = || format!("no. {}", index + 1);
        match serde_json::from_str::<T>(one.get()) {
            Err(_) => flaws.push(Flaw::new(T::KIND, place(), "It is not an object.")),
            Ok(it) if !usable(it.id()) => {
                flaws.push(Flaw::new(T::KIND, place(), "It has no usable id."));
            }
            Ok(it) if !seen.insert(it.id().to_owned()) => {
                flaws.push(Flaw::new(
                    T::KIND,
                    it.id(),
                    "Its id stands in the file twice.",
                ));
            }
            Ok(it) => good.push(it),
        }
    }
    good
}

/// Ids of theirs are kept and compared, so they are held to a plain form.
pub(super) fn usable(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
    (1..=64).contains(&id.len()) && id.bytes().all(plain)
}

fn misread(text: &str, error: &serde_json::Error) -> Unreadable {
    let place = format!("line {}, column {}", error.line(), error.column());
    Unreadable(if text.trim().is_empty() {
        "The file is empty.".to_owned()
    } else if text.trim_start().starts_with('<') {
        "This is a web page, not the JSON file of a board.".to_owned()
    } else if error.is_eof() {
        format!("The JSON ends in the middle, at {place}: the download was cut off.")
    } else if error.is_syntax() {
        format!("This is not JSON: it stops making sense at {place}.")
    } else {
        "This is JSON, but no export of a Trello board: it is not an object.".to_owned()
    })
}
