//! Words: what names of lists and labels tell, and what ids tell of time.

use blimp_kit::{Date, Instant};

blimp_kit::words!(
    /// What a column of a board means.
    Kind as "ColumnKind" {
        /// Not begun.
        Plan = "plan",
        /// Somebody works on it.
        Doing = "doing",
        /// Somebody looks at it.
        Review = "review",
        /// Done.
        Done = "done",
    }
);

const DONE: &[&str] = &[
    "done",
    "complete",
    "completed",
    "finished",
    "closed",
    "shipped",
    "released",
    "live",
    "deployed",
    "archive",
    "archived",
    "resolved",
    "won",
    "fertig",
    "erledigt",
    "hecho",
    "terminado",
    "termine",
    "fait",
    "feito",
    "concluido",
    "fatto",
    "klaar",
];
const REVIEW: &[&str] = &[
    "review",
    "reviewing",
    "reviews",
    "test",
    "testing",
    "qa",
    "verify",
    "verification",
    "approval",
    "approve",
    "feedback",
    "check",
    "validation",
    "pruefung",
    "revision",
];
const DOING: &[&str] = &[
    "doing",
    "progress",
    "wip",
    "working",
    "started",
    "ongoing",
    "active",
    "current",
    "development",
    "today",
    "this week",
    "in work",
    "in arbeit",
    "en cours",
    "en curso",
    "haciendo",
    "bezig",
];
const PLAN: &[&str] = &[
    "to do",
    "todo",
    "todos",
    "backlog",
    "inbox",
    "next",
    "next up",
    "up next",
    "planned",
    "plan",
    "ideas",
    "later",
    "icebox",
    "queue",
    "queued",
    "someday",
    "not started",
    "new",
    "open",
    "ready",
    "offen",
    "zu erledigen",
    "a faire",
    "por hacer",
    "pendiente",
    "a fazer",
    "da fare",
    "te doen",
];

impl Kind {
    /// What the name of a list tells; none where it tells nothing.
    pub fn of(name: &str) -> Option<Self> {
        let plain: String = name
            .chars()
            .flat_map(char::to_lowercase)
            .map(letter)
            .collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let said = format!(" {} ", words.join(" "));
        let says = |list: &[&str]| list.iter().any(|word| said.contains(&format!(" {word} ")));
        if says(&["not done", "not started", "not begun"]) {
            return Some(Self::Plan);
        }
        let kinds = [
            (Self::Done, DONE),
            (Self::Review, REVIEW),
            (Self::Doing, DOING),
            (Self::Plan, PLAN),
        ];
        kinds
            .into_iter()
            .find(|(_, list)| says(list))
            .map(|(kind, _)| kind)
    }
}

fn letter(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'í' | 'ì' => 'i',
        'ó' | 'ò' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        c if c.is_alphanumeric() => c,
        _ => ' ',
    }
}

/// What a label is called: its name, or its colour where it has none.
pub(super) fn label_name(name: &str, colour: Option<&str>) -> String {
    if !name.trim().is_empty() {
        return name.trim().to_owned();
    }
    let colour = colour.unwrap_or("no colour").replace('_', " ");
    let mut letters = colour.chars();
    letters.next().map_or(colour.clone(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// One of Trello's colours in ours: ten, in three shades.
pub(super) fn label_colour(colour: Option<&str>) -> Option<&'static str> {
    let (name, shade) = colour?.split_once('_').unwrap_or((colour?, ""));
    let [plain, dark, light] = match name {
        "green" => ["#4bce97", "#1f845a", "#baf3db"],
        "yellow" => ["#e2b203", "#946f00", "#f8e6a0"],
        "orange" => ["#fea362", "#c25100", "#fedec8"],
        "red" => ["#f87168", "#c9372c", "#ffd5d2"],
        "purple" => ["#9f8fef", "#6e5dc6", "#dfd8fd"],
        "blue" => ["#579dff", "#0c66e4", "#cce0ff"],
        "sky" => ["#6cc3e0", "#227d9b", "#c6edfb"],
        "lime" => ["#94c748", "#5b7f24", "#d3f1a7"],
        "pink" => ["#e774bb", "#ae4787", "#fdd0ec"],
        "black" => ["#8590a2", "#626f86", "#dcdfe4"],
        _ => return None,
    };
    Some(match shade {
        "dark" => dark,
        "light" => light,
        _ => plain,
    })
}

/// When a thing was made, as the first eight digits of its id tell.
pub(super) fn made_at(id: &str) -> Option<Instant> {
    let seconds = i64::from_str_radix(id.get(..8).filter(|_| id.len() == 24)?, 16).ok()?;
    Some(Instant(seconds.checked_mul(1_000_000)?))
}

/// A moment in one of Trello's texts; none where it is none.
pub(super) fn moment(text: Option<&String>) -> Option<Instant> {
    text?.parse().ok()
}

/// The day of a moment, in UTC, or a plain date.
pub(super) fn day(text: Option<&String>) -> Option<Date> {
    moment(text)
        .map(Instant::date)
        .or_else(|| text?.parse().ok())
}

/// Whether a moment has a time of day that a plain date cannot keep.
pub(super) fn has_time(text: Option<&String>) -> bool {
    moment(text).is_some_and(|at| at.micros().rem_euclid(86_400_000_000) != 0)
}
