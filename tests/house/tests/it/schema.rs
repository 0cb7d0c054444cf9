//! Every table that the code declares is in the migrated database, just so.
//!
//! Diesel trusts `table!`: a column of another type, or one that may be null where the code says
//! it may not, would show itself only in front of a user.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use blimp_tests::{Database, on_postgres};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text};

/// Columns that no code reads, with the reason.
const EXTRA_COLUMNS: &[(&str, &str)] = &[
    (
        "search_docs.scope",
        "made by the database, for its index on SQLite",
    ),
    (
        "search_docs.words",
        "made by the database, for its index on Postgres",
    ),
];

/// Tables that no `table!` declares, with the reason.
const EXTRA_TABLES: &[(&str, &str)] = &[
    ("__diesel_schema_migrations", "Diesel's own"),
    ("sqlite_sequence", "SQLite's own"),
    ("sqlite_stat1", "SQLite's own"),
    ("search_fts", "the index behind search_docs"),
    ("search_fts_", "what FTS5 keeps"),
];

/// A column: its type in the words of `table!`, and whether it may be null.
type Column = (String, bool);
type Table = BTreeMap<String, Column>;
type Tables = BTreeMap<String, Table>;

#[test]
fn the_migrated_database_is_what_the_code_declares() {
    let (declared, there) = (declared(), there());
    assert!(declared.len() > 30, "found {} tables only", declared.len());
    let mut wrong = Vec::new();
    for (name, columns) in &declared {
        match there.get(name) {
            None => wrong.push(format!("{name} is declared and not there")),
            Some((is_view, found)) => compare(name, (columns, found), *is_view, &mut wrong),
        }
    }
    for name in there.keys().filter(|name| !declared.contains_key(*name)) {
        let known = |(extra, _): &&(&str, &str)| {
            extra == name || extra.ends_with('_') && name.starts_with(*extra)
        };
        if !EXTRA_TABLES.iter().any(|extra| known(&extra)) {
            wrong.push(format!("{name} is there and not declared"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn compare(
    name: &str,
    (declared, found): (&Table, &Table),
    is_view: bool,
    wrong: &mut Vec<String>,
) {
    for (column, (kind, nullable)) in declared {
        let Some((is, may)) = found.get(column) else {
            wrong.push(format!("{name}.{column} is declared and not there"));
            continue;
        };
        // SQLite knows no types for what a view computes, nor any database its nulls.
        let fits = is_view && is.is_empty() || is.split('|').any(|one| one == kind);
        if !fits || !is_view && may != nullable {
            wrong.push(format!(
                "{name}.{column}: declared {kind} null={nullable}, is {is} null={may}"
            ));
        }
    }
    for column in found
        .keys()
        .filter(|column| !declared.contains_key(*column))
    {
        let full = format!("{name}.{column}");
        if !EXTRA_COLUMNS.iter().any(|(extra, _)| *extra == full) {
            wrong.push(format!("{full} is there and not declared"));
        }
    }
}

/// What every `schema.rs` says.
fn declared() -> Tables {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for floor in ["tools", "apps"] {
        find(&root.join(floor), &mut files);
    }
    let mut tables = Tables::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (name, columns) in parse(&text) {
            assert!(
                tables.insert(name.clone(), columns).is_none(),
                "{name} is declared twice"
            );
        }
    }
    tables
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, files);
        } else if path.ends_with("schema.rs") && path.parent().is_some() {
            files.push(path);
        }
    }
}

/// Reads `table! { name (key) { column -> Type, } }`.
fn parse(text: &str) -> Tables {
    let mut tables = Tables::new();
    for block in text.split("table! {").skip(1) {
        let lines = block
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("//"));
        let mut name = String::new();
        for line in lines {
            if name.is_empty() && line.contains('(') && line.ends_with('{') {
                name = line.split([' ', '(']).next().unwrap_or_default().to_owned();
                tables.entry(name.clone()).or_default();
            } else if let Some((column, kind)) = line.split_once("->") {
                let kind = kind.trim().trim_end_matches(',');
                let plain = kind
                    .strip_prefix("Nullable<")
                    .map(|kind| kind.trim_end_matches('>'));
                let column = column.trim().to_owned();
                let entry = (plain.unwrap_or(kind).to_owned(), plain.is_some());
                tables.get_mut(&name).unwrap().insert(column, entry);
            } else if line == "}" && !name.is_empty() {
                break;
            }
        }
    }
    tables
}

#[derive(Debug, QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    tab: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    col: String,
    #[diesel(sql_type = Text)]
    typ: String,
    #[diesel(sql_type = BigInt)]
    may_be_null: i64,
}

const ON_SQLITE: &str = "SELECT m.name AS tab, m.type AS kind, p.name AS col, p.type AS typ, \
    CASE WHEN p.\"notnull\" OR p.pk > 0 THEN 0 ELSE 1 END AS may_be_null \
    FROM sqlite_master m JOIN pragma_table_xinfo(m.name) p \
    WHERE m.type IN ('table', 'view') AND p.hidden <> 1";

const ON_POSTGRES: &str = "SELECT t.table_name::text AS tab, \
    CASE t.table_type WHEN 'VIEW' THEN 'view' ELSE 'table' END AS kind, \
    c.column_name::text AS col, c.data_type::text AS typ, \
    CASE c.is_nullable WHEN 'YES' THEN 1 ELSE 0 END::bigint AS may_be_null \
    FROM information_schema.tables t JOIN information_schema.columns c \
    ON c.table_schema = t.table_schema AND c.table_name = t.table_name \
    WHERE t.table_schema = 'public'";

/// What the database says, with whether it is a view.
fn there() -> BTreeMap<String, (bool, Table)> {
    let database = Database::new();
    let rows: Vec<Row> = database.load(if on_postgres() {
        ON_POSTGRES
    } else {
        ON_SQLITE
    });
    let mut tables = BTreeMap::new();
    for row in rows {
        let (_, columns) = tables
            .entry(row.tab)
            .or_insert_with(|| (row.kind == "view", Table::new()));
        columns.insert(row.col, (words(&row.typ).to_owned(), row.may_be_null == 1));
    }
    tables
}

/// The words of `table!` that a type of the database may go by.
fn words(typ: &str) -> &'static str {
    match typ {
        "INTEGER" | "INT" => "BigInt|Bool",
        "TEXT" | "text" => "Text",
        "bigint" => "BigInt",
        "boolean" => "Bool",
        _ => "",
    }
}
