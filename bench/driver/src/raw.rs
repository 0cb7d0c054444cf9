//! SQLite without Blimp: the very statements of our pages, prepared once, every column read.
//!
//! The statements are caught while the real router answers the real requests, so they cannot
//! differ from what is measured over HTTP.

use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use axum::body::Body;
use axum::http::Request;
use blimp::{House, router};
use blimp_kit::settings::Source;
use blimp_kit::{Clock, Settings};
use clap::Args;
use diesel::connection::{InstrumentationEvent, set_default_instrumentation};
use rusqlite::types::Value as Bind;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::target::{self, Target};

/// Run the statements of Blimp's own pages on the SQLite file, with nothing around them.
#[derive(Debug, Args)]
pub(crate) struct Raw {
    /// The SQLite file.
    #[arg(long)]
    file: PathBuf,
    /// The file of requests; reads only.
    #[arg(long)]
    targets: PathBuf,
    /// For how long.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Threads, each with a connection of its own.
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

/// A statement with its values.
#[derive(Debug, Clone)]
struct Statement {
    sql: String,
    binds: Vec<Bind>,
}

/// What Diesel was asked for since somebody last took it away.
static CAUGHT: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl Raw {
    pub(crate) async fn run(self) -> Result<Value> {
        let pages = self.pages().await?;
        let statements: usize = pages.iter().map(Vec::len).sum();
        let until = Instant::now() + Duration::from_secs(self.seconds);
        let start = Instant::now();
        let (mut done, mut rows) = (0_u64, 0_u64);
        thread::scope(|scope| {
            let open = |n| {
                let (file, pages) = (&self.file, &pages);
                scope.spawn(move || read(file, pages, n, until))
            };
            let threads: Vec<_> = (0..self.threads).map(open).collect();
            for one in threads {
                let ended = one.join().ok().context("a thread panicked")?;
                let (pages, read) = ended?;
                (done, rows) = (done + pages, rows + read);
            }
            anyhow::Ok(())
        })?;
        Ok(json!({
            "pages": done,
            "rows": rows,
            "seconds": start.elapsed().as_secs_f64(),
            "statements": statements / pages.len().max(1),
        }))
    }

    /// Asks the house for each page and keeps what it asked the database for.
    async fn pages(&self) -> Result<Vec<Vec<Statement>>> {
        set_default_instrumentation(|| {
            Some(Box::new(|event: InstrumentationEvent<'_>| catch(&event)))
        })?;
        let mut settings = Settings::default();
        let url = format!("sqlite://{}", self.file.display());
        settings.set("DATABASE_URL", url, Source::Flag);
        settings.set("RATE_LIMITS", "off", Source::Flag);
        let house = House::open(&settings, Clock::system()).await?;
        let router = router::build(&house)?;
        let mut pages = Vec::new();
        for target in target::read(&self.targets)? {
            // Once before, so that what happens once a minute is not caught.
            for _ in 0..2 {
                taken();
                let answer = router.clone().oneshot(request(&target)?).await?;
                anyhow::ensure!(
                    answer.status() == 200,
                    "{}: {}",
                    target.path,
                    answer.status()
                );
            }
            let page = taken()
                .iter()
                .filter(|text| is_read(text))
                .map(|text| parse(text))
                .collect::<Result<_>>()?;
            pages.push(page);
        }
        Ok(pages)
    }
}

fn catch(event: &InstrumentationEvent<'_>) {
    if let InstrumentationEvent::StartQuery { query, .. } = event
        && let Ok(mut caught) = CAUGHT.lock()
    {
        caught.push(query.to_string());
    }
}

/// Whether a statement belongs to a page: when a token was last used is written beside it.
fn is_read(text: &str) -> bool {
    text.starts_with("SELECT") || text.starts_with('(')
}

fn taken() -> Vec<String> {
    CAUGHT
        .lock()
        .map(|mut caught| std::mem::take(&mut *caught))
        .unwrap_or_default()
}

fn request(target: &Target) -> Result<Request<Body>> {
    Ok(Request::builder()
        .method(target.method.as_str())
        .uri(&target.path)
        .header("authorization", &target.authorization)
        .body(Body::empty())?)
}

/// Pages and rows that one thread read.
fn read(file: &PathBuf, pages: &[Vec<Statement>], n: usize, until: Instant) -> Result<(u64, u64)> {
    let conn = Connection::open(file)?;
    conn.execute_batch("PRAGMA cache_size = -8192; PRAGMA query_only = ON;")?;
    conn.set_prepared_statement_cache_capacity(200);
    let (mut done, mut rows) = (0, 0);
    for page in pages.iter().cycle().skip(n * pages.len() / 2) {
        for statement in page {
            let mut prepared = conn.prepare_cached(&statement.sql)?;
            let columns = prepared.column_count();
            let mut found = prepared.query(params_from_iter(&statement.binds))?;
            while let Some(row) = found.next()? {
                for column in 0..columns {
                    std::hint::black_box(row.get_ref(column)?);
                }
                rows += 1;
            }
        }
        done += 1;
        if Instant::now() >= until {
            break;
        }
    }
    Ok((done, rows))
}

/// `SELECT … -- binds: [UserId(3), "a", None]`, taken apart.
fn parse(text: &str) -> Result<Statement> {
    let (sql, binds) = text
        .rsplit_once(" -- binds: ")
        .context("a statement without binds")?;
    Ok(Statement {
        sql: sql.to_owned(),
        binds: values(binds)?,
    })
}

/// The values in a list as Rust prints it; lists in it and newtypes around them are looked through.
fn values(text: &str) -> Result<Vec<Bind>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches('[');
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => string_end(rest).with_context(|| format!("an open string: {text}"))?,
            '-' | '0'..='9' => rest
                .find(|c: char| c != '-' && !c.is_ascii_digit())
                .unwrap_or(rest.len()),
            'a'..='z' | 'A'..='Z' => rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len()),
            other => other.len_utf8(),
        };
        let (word, after) = rest.split_at(end);
        match first {
            '"' => found.push(Bind::Text(serde_json::from_str(word)?)),
            '-' | '0'..='9' => found.push(Bind::Integer(word.parse()?)),
            'a'..='z' | 'A'..='Z' if !after.starts_with('(') => found.push(named(word)),
            _ => {}
        }
        rest = after;
    }
    Ok(found)
}

fn named(word: &str) -> Bind {
    match word {
        "None" | "null" | "Null" => Bind::Null,
        "true" => Bind::Integer(1),
        "false" => Bind::Integer(0),
        variant => Bind::Text(variant.to_lowercase()),
    }
}

/// The length of the string literal that `text` begins with.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use rusqlite::types::Value as Bind;

    use super::values;

    #[test]
    fn values_are_read_out_of_what_rust_prints() {
        let text = |word: &str| Bind::Text(word.to_owned());
        for (printed, expected) in [
            ("[]", vec![]),
            ("[UserId(3), -4]", vec![Bind::Integer(3), Bind::Integer(-4)]),
            (r#"["a, \"b\"", None]"#, vec![text("a, \"b\""), Bind::Null]),
            (
                "[[TaskId(1), TaskId(2)], Some(true)]",
                vec![Bind::Integer(1), Bind::Integer(2), Bind::Integer(1)],
            ),
            ("[Client]", vec![text("client")]),
        ] {
            assert_eq!(values(printed).unwrap(), expected, "{printed}");
        }
    }
}
