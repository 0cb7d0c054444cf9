//! Every operation × every kind of caller: who gets what, and that a refusal changes nothing.

mod fixture;
mod rows;

use std::collections::BTreeSet;

use axum::http::Method;
use blimp_tests::House;

pub(crate) use fixture::PNG;
use fixture::{Fixture, TRELLO, fixture};
use rows::{BOARD, PICTURE, ROWS, Row};

/// The callers, in the order of the letters.
const CALLERS: [&str; 12] = [
    "nobody",
    "expired",
    "stranger",
    "other",
    "ex-member",
    "other client",
    "outsider",
    "client",
    "read-only",
    "member",
    "admin",
    "owner",
];

/// What a row says, taken apart.
struct Case {
    op: &'static str,
    method: Method,
    path: String,
    body: String,
    /// A letter for each caller.
    expected: Vec<char>,
}

impl Case {
    fn new(fixture: &Fixture, (op, at, expected, body): &Row) -> Self {
        let (method, path) = op.split_once(' ').expect("a method and a path");
        let mut path = path.to_owned();
        for word in at.split(',').filter(|word| !word.is_empty()) {
            match word.split_once('=') {
                Some((name, other)) if !word.starts_with('?') => {
                    path = path.replace(&format!("{{{name}}}"), &format!("{{{other}}}"));
                }
                _ => path.push_str(word),
            }
        }
        let expected: Vec<char> = expected.chars().filter(|c| *c != ' ').collect();
        assert_eq!(
            expected.len(),
            CALLERS.len(),
            "{op}: a letter for each caller"
        );
        let (path, body) = (fixture.fill(&path), fixture.fill(body));
        assert!(!path.contains('{'), "{op}: an id is missing in {path}");
        Self {
            op,
            method: method.parse().expect("a method"),
            path,
            body,
            expected,
        }
    }

    fn is_safe(&self) -> bool {
        self.method == Method::GET
    }

    /// Whether a caller is let through.
    fn lets(&self, caller: usize) -> bool {
        self.expected[caller] == '+'
    }

    /// What a caller is answered, as a letter, with the answer.
    async fn ask(&self, fixture: &Fixture, house: &House, caller: usize) -> (char, String) {
        let user = house.user(&fixture.callers[CALLERS[caller]]);
        let mut request = match self.body.as_str() {
            PICTURE => user.form(
                self.method.clone(),
                &self.path,
                ("dot.png", "image/png", PNG),
            ),
            BOARD => {
                let text =
                    String::from_utf8_lossy(TRELLO).replace("89abcdef01234567", "89abcdef76543210");
                user.form(
                    self.method.clone(),
                    &self.path,
                    ("b.json", "application/json", text.as_bytes()),
                )
            }
            _ => user.request(self.method.clone(), &self.path),
        };
        if self.body.starts_with('{') {
            *request.body_mut() = self.body.clone().into();
            let json = axum::http::HeaderValue::from_static("application/json");
            request.headers_mut().insert("content-type", json);
        }
        let (status, text) = if self.op == "GET /live" {
            (house.open(request).await.status(), String::new())
        } else {
            let answer = house.send(request).await;
            (answer.status, answer.text())
        };
        let letter = match status.as_u16() {
            200..=299 => '+',
            401 => 'u',
            403 => 'f',
            404 => 'n',
            400..=499 => '4',
            _ => '!',
        };
        (letter, format!("{status} {text}"))
    }
}

/// All rows of the document have a line in the table, and no line is left over.
fn check_completeness(house: &House, wrong: &mut Vec<String>) {
    let document: serde_json::Value =
        serde_json::from_str(&house.blimp.api().1.to_json().expect("JSON")).expect("JSON");
    let mut there = BTreeSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        let path = path.trim_start_matches("/api/v1");
        for method in ["get", "post", "put", "patch", "delete"] {
            if item.get(method).is_some() {
                there.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    let lines: BTreeSet<String> = ROWS.iter().map(|(op, ..)| (*op).to_owned()).collect();
    wrong.extend(
        there
            .difference(&lines)
            .map(|op| format!("{op}: no line in the table")),
    );
    wrong.extend(
        lines
            .difference(&there)
            .map(|op| format!("{op}: not in the document")),
    );
}

#[tokio::test]
async fn every_operation_refuses_and_shows_what_the_table_says() {
    let fixture = fixture().await;
    let mut wrong = Vec::new();
    let house = fixture.open().await;
    check_completeness(&house, &mut wrong);
    let cases: Vec<Case> = ROWS.iter().map(|row| Case::new(&fixture, row)).collect();
    refusals(&fixture, &house, &cases, &mut wrong).await;
    reads(&fixture, &house, &cases, &mut wrong).await;
    house.run_jobs().await;
    assert!(
        wrong.is_empty(),
        "{} cells are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[tokio::test]
async fn every_operation_lets_those_change_things_whom_the_table_says() {
    let fixture = fixture().await;
    let mut wrong = Vec::new();
    for row in ROWS {
        let case = Case::new(&fixture, row);
        if !case.is_safe() {
            changes(&fixture, &case, &mut wrong).await;
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cells are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Whoever is refused changes nothing: no row, no fact, no job.
async fn refusals(fixture: &Fixture, house: &House, cases: &[Case], wrong: &mut Vec<String>) {
    let mut before = house.database.contents();
    for case in cases {
        for caller in (0..CALLERS.len()).filter(|caller| !case.lets(*caller)) {
            let (letter, answer) = case.ask(fixture, house, caller).await;
            note(case, caller, (letter, &answer), wrong);
            let after = house.database.contents();
            if after != before && !case.is_safe() {
                let row = after
                    .lines()
                    .find(|line| !before.contains(*line))
                    .unwrap_or_default();
                wrong.push(format!("{} as {}: changed {row}", case.op, CALLERS[caller]));
            }
            before = after;
        }
    }
}

/// Whoever may read reads, and that changes nothing.
async fn reads(fixture: &Fixture, house: &House, cases: &[Case], wrong: &mut Vec<String>) {
    let before = house.database.contents();
    for case in cases.iter().filter(|case| case.is_safe()) {
        for caller in (0..CALLERS.len()).filter(|caller| case.lets(*caller)) {
            let (letter, answer) = case.ask(fixture, house, caller).await;
            note(case, caller, (letter, &answer), wrong);
        }
    }
    if house.database.contents() != before {
        wrong.push("reading changed something".to_owned());
    }
}

/// Whoever may change something does, and what follows works too. Where one caller's change is in
/// the next one's way (a thing is deleted once), the next one gets a house of their own.
async fn changes(fixture: &Fixture, case: &Case, wrong: &mut Vec<String>) {
    let mut house = fixture.open().await;
    let mut is_fresh = true;
    for caller in (0..CALLERS.len()).filter(|caller| case.lets(*caller)) {
        let (mut letter, mut answer) = case.ask(fixture, &house, caller).await;
        if letter != '+' && !is_fresh {
            house.run_jobs().await;
            house = fixture.open().await;
            (letter, answer) = case.ask(fixture, &house, caller).await;
        }
        is_fresh = false;
        note(case, caller, (letter, &answer), wrong);
    }
    house.run_jobs().await;
}

fn note(case: &Case, caller: usize, (letter, answer): (char, &str), wrong: &mut Vec<String>) {
    let expected = case.expected[caller];
    if letter != expected {
        let answer: String = answer.chars().take(200).collect();
        wrong.push(format!(
            "{} as {}: expected {expected}, got {answer}",
            case.op, CALLERS[caller]
        ));
    }
}
