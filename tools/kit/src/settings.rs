//! Settings: each crate says what it reads, one place looks it up.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// One setting, as a crate declares it; `docs/config.md` is made from these.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in the environment and, in lower case, in `blimp.toml`.
    pub name: &'static str,
    /// What holds where nothing is said; empty for "not set".
    pub default: &'static str,
    /// Whether `blimp config check` must hide it.
    pub secret: bool,
    /// A sentence for the operator.
    pub help: &'static str,
}

/// Values by name, each with where it came from.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    values: BTreeMap<String, (String, Source)>,
}

/// Where a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// `blimp.toml`.
    File,
    /// The environment, or the file that a `…_FILE` variable names.
    Environment,
    /// The command line.
    Flag,
}

/// A value that does not fit its setting.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct BadSetting {
    /// The setting.
    pub name: &'static str,
    /// What is wrong with it.
    pub reason: String,
}

impl Settings {
    /// Sets `name`; a later call wins, so call in the order file, environment, flag.
    pub fn set(&mut self, name: &str, value: impl Into<String>, source: Source) {
        self.values.insert(name.to_owned(), (value.into(), source));
    }

    /// The text of a setting: the value given, or its default.
    pub fn text(&self, setting: &Setting) -> &str {
        self.values
            .get(setting.name)
            .map_or(setting.default, |(value, _)| value)
    }

    /// Where the value came from; `None` for the default.
    pub fn source(&self, setting: &Setting) -> Option<Source> {
        self.values.get(setting.name).map(|(_, source)| *source)
    }

    /// The value of a setting; an empty one counts as not set.
    pub fn find<T>(&self, setting: &Setting) -> Result<Option<T>, BadSetting>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text = self.text(setting);
        if text.is_empty() {
            return Ok(None);
        }
        let parsed = text.parse();
        parsed.map(Some).map_err(|e: T::Err| BadSetting {
            name: setting.name,
            reason: if setting.secret {
                e.to_string()
            } else {
                format!("{text:?} will not do: {e}")
            },
        })
    }

    /// The value of a setting that must have one.
    pub fn get<T>(&self, setting: &Setting) -> Result<T, BadSetting>
    where
        T: FromStr,
        T::Err: Display,
    {
        self.find(setting)?.ok_or_else(|| BadSetting {
            name: setting.name,
            reason: "must be set".to_owned(),
        })
    }
}
