//! Settings: flag, then environment, then `blimp.toml`, then the default.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use blimp_kit::settings::Source;
use blimp_kit::{Setting, Settings};

/// The port to listen on.
pub const PORT: Setting = Setting {
    name: "PORT",
    default: "8000",
    secret: false,
    help: "The port to listen on.",
};

/// The address to listen on.
pub const BIND: Setting = Setting {
    name: "BIND",
    default: "127.0.0.1",
    secret: false,
    help: "The address to listen on; `0.0.0.0` for every network.",
};

/// Where people reach this installation.
pub const BLIMP_URL: Setting = Setting {
    name: "BLIMP_URL",
    default: "",
    secret: false,
    help: "Where people reach this installation, such as `https://blimp.example.com`; used in mails and for cookies, never taken from a request. By default `http://127.0.0.1:$PORT`.",
};

/// The key that signs links and tokens.
pub const BLIMP_SECRET_KEY: Setting = Setting {
    name: "BLIMP_SECRET_KEY",
    default: "",
    secret: true,
    help: "32 or more random characters that sign mailed links. On SQLite it is made on the first start and kept beside the database; on Postgres it must be set, the same for every process.",
};

/// Who may read `/metrics`.
pub const METRICS_TOKEN: Setting = Setting {
    name: "METRICS_TOKEN",
    default: "",
    secret: true,
    help: "Whoever sends `Authorization: Bearer` with this token may read `/metrics`. Not set: only requests from this machine that passed no proxy.",
};

/// Who may look at the queue and work on it over HTTP.
pub const STAFF_TOKEN: Setting = Setting {
    name: "STAFF_TOKEN",
    default: "",
    secret: true,
    help: "Whoever sends `Authorization: Bearer` with this token may look at queues and jobs under `/staff/api/`, and retry, cancel, pause and limit them. Not set: there is no such API.",
};

/// Where browsers get the web client's scripts and styles.
pub const STATIC_URL: Setting = Setting {
    name: "STATIC_URL",
    default: "",
    secret: false,
    help: "Where browsers get the web client's scripts and styles, such as `https://cdn.example.com/blimp`; `blimp collectstatic` puts them there. Not set: from Blimp itself.",
};

/// Where `blimp collectstatic` puts them.
pub const STATIC_ROOT: Setting = Setting {
    name: "STATIC_ROOT",
    default: "",
    secret: false,
    help: "Where `blimp collectstatic` puts what `STATIC_URL` shows: `s3://bucket/prefix` (then the `AWS_…` settings count) or `file://path`.",
};

/// Another client than the one in the binary.
pub const CLIENT_DIR: Setting = Setting {
    name: "CLIENT_DIR",
    default: "",
    secret: false,
    help: "A folder with a built web client, used in place of the one in the binary.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[
    PORT,
    BIND,
    BLIMP_URL,
    BLIMP_SECRET_KEY,
    METRICS_TOKEN,
    STAFF_TOKEN,
    STATIC_URL,
    STATIC_ROOT,
    CLIENT_DIR,
];

/// The rooms' settings, with a name for each group.
pub type Groups = [(&'static str, &'static [Setting])];

/// Reads `blimp.toml` (where there is one) and the environment.
pub fn load(groups: &Groups, file: &Path) -> anyhow::Result<Settings> {
    let mut settings = Settings::default();
    if file.exists() {
        read_file(&mut settings, groups, file)?;
    }
    read_environment(&mut settings, groups)?;
    Ok(settings)
}

fn read_file(settings: &mut Settings, groups: &Groups, file: &Path) -> anyhow::Result<()> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    let table: toml::Table = text
        .parse()
        .with_context(|| format!("{shown} is not TOML"))?;
    for (key, value) in table {
        let name = key.to_uppercase();
        if !known(groups, &name) {
            bail!(
                "{shown}: there is no setting called {key}{}",
                suggestion(groups, &name)
            );
        }
        let text = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(n) => n.to_string(),
            toml::Value::Boolean(true) => "on".to_owned(),
            toml::Value::Boolean(false) => "off".to_owned(),
            _ => bail!("{shown}: {key} must be text, a whole number, true or false"),
        };
        settings.set(&name, text, Source::File);
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the environment"
)]
fn read_environment(settings: &mut Settings, groups: &Groups) -> anyhow::Result<()> {
    for (name, value) in std::env::vars() {
        if known(groups, &name) {
            settings.set(&name, value, Source::Environment);
        } else if let Some(plain) = name.strip_suffix("_FILE").filter(|n| known(groups, n)) {
            let secret = std::fs::read_to_string(&value)
                .with_context(|| format!("{name}: cannot read {value}"))?;
            settings.set(plain, secret.trim_end(), Source::Environment);
        } else if name.starts_with("BLIMP_") && !ELSEWHERE.iter().any(|p| name.starts_with(p)) {
            bail!(
                "there is no setting called {name}{}",
                suggestion(groups, &name)
            );
        }
    }
    Ok(())
}

/// Names that scripts and tests use around the binary.
const ELSEWHERE: [&str; 5] = [
    "BLIMP_TEST",
    "BLIMP_NO_INSTALL",
    "BLIMP_DIE_AT",
    "BLIMP_BIN",
    "BLIMP_API",
];

fn known(groups: &Groups, name: &str) -> bool {
    groups
        .iter()
        .flat_map(|(_, all)| all.iter())
        .any(|setting| setting.name == name)
}

fn suggestion(groups: &Groups, name: &str) -> String {
    let nearest = groups
        .iter()
        .flat_map(|(_, all)| all.iter())
        .map(|setting| (distance(setting.name, name), setting.name))
        .min();
    match nearest {
        Some((far, near)) if far <= 4 => format!("; did you mean {near}?"),
        _ => "; see docs/config.md".to_owned(),
    }
}

/// Levenshtein's distance: how many letters to add, drop or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// `docs/config.md`.
pub fn page(groups: &Groups) -> String {
    let mut page = String::from(
        "# Settings\n\nMade from the code by `blimp config docs`; a test keeps it so.\n\n\
         Everything has a default that works on a laptop. A setting is read from the environment, \
         then from `blimp.toml` in the working folder (there in lower case, such as \
         `mail_url = \"mailbox\"`), else it has its default. `NAME_FILE` reads the value of `NAME` \
         from a file. `blimp config check` prints what is in force and where it came from.\n",
    );
    for (group, settings) in groups {
        let _ = write!(
            page,
            "\n## {group}\n\n| setting | default | what it says |\n|---|---|---|\n"
        );
        for setting in *settings {
            let default = match setting.default {
                "" => "not set".to_owned(),
                text => format!("`{text}`"),
            };
            let help = setting.help.replace('|', "\\|");
            let _ = writeln!(page, "| `{}` | {default} | {help} |", setting.name);
        }
    }
    page
}

/// What is in force, with secrets hidden: `blimp config check`.
pub fn in_force(groups: &Groups, settings: &Settings) -> String {
    let mut text = String::new();
    for setting in groups.iter().flat_map(|(_, all)| all.iter()) {
        let source = match settings.source(setting) {
            None => "default",
            Some(Source::File) => "blimp.toml",
            Some(Source::Environment) => "environment",
            Some(Source::Flag) => "flag",
        };
        let value = match settings.text(setting) {
            "" => "(not set)",
            _ if setting.secret && settings.source(setting).is_some() => "[secret]",
            value => value,
        };
        let _ = writeln!(text, "{:28} {value:40} {source}", setting.name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{SETTINGS, distance, load, suggestion};

    #[test]
    fn a_misspelt_setting_is_refused_with_a_suggestion() {
        let folder = std::env::temp_dir().join(format!("blimp-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("blimp.toml");
        for (text, expected) in [
            ("prot = 1", "did you mean PORT?"),
            ("port = [1]", "must be text"),
            ("port", "not TOML"),
        ] {
            std::fs::write(&file, text).unwrap();
            let error = load(&[("server", SETTINGS)], &file).unwrap_err();
            assert!(format!("{error:#}").contains(expected), "{error:#}");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(distance("PORT", "PROT"), 2);
        assert_eq!(
            suggestion(&[("server", SETTINGS)], "BLIMP_ULR"),
            "; did you mean BLIMP_URL?"
        );
        assert_eq!(
            suggestion(&[("server", SETTINGS)], "ZZZZZZZZZZZZ"),
            "; see docs/config.md"
        );
    }
}
