//! How a process works through its jobs.

use std::time::Duration;

use blimp_kit::settings::BadSetting;
use blimp_kit::{Setting, Settings};

/// Jobs that one process runs at once.
pub const BLIMP_WORKER_CONCURRENCY: Setting = Setting {
    name: "BLIMP_WORKER_CONCURRENCY",
    default: "16",
    secret: false,
    help: "Jobs that one process runs at once; 0 for none.",
};

/// Which queues, and how often each.
pub const JOB_QUEUES: Setting = Setting {
    name: "JOB_QUEUES",
    default: "",
    secret: false,
    help: "The queues this process serves, with weights: `default=4,mail=1`. By default all, alike.",
};

/// How long a silent process keeps its jobs.
pub const JOB_LEASE: Setting = Setting {
    name: "JOB_LEASE",
    default: "20",
    secret: false,
    help: "Seconds after which the jobs of a process that fell silent go to others; at least 4.",
};

/// How often to look for work unasked.
pub const JOB_POLL: Setting = Setting {
    name: "JOB_POLL",
    default: "1000",
    secret: false,
    help: "Milliseconds between two looks at the job table where no wake-up comes; at least 10.",
};

/// How long jobs may go on after the signal to stop.
pub const JOB_GRACE: Setting = Setting {
    name: "JOB_GRACE",
    default: "25",
    secret: false,
    help: "Seconds that running jobs get to finish when the process is told to stop.",
};

/// How long finished jobs are remembered.
pub const JOB_KEEP_DAYS: Setting = Setting {
    name: "JOB_KEEP_DAYS",
    default: "7",
    secret: false,
    help: "Days for which finished jobs are remembered.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[
    BLIMP_WORKER_CONCURRENCY,
    JOB_QUEUES,
    JOB_LEASE,
    JOB_POLL,
    JOB_GRACE,
    JOB_KEEP_DAYS,
];

/// How a [`Runner`](crate::Runner) works.
#[derive(Debug, Clone)]
pub struct Options {
    /// Queues and their weights; empty for all that have a registered kind, alike.
    pub queues: Vec<(String, u32)>,
    /// Jobs at once; 0 for a process that only fires schedules.
    pub concurrency: usize,
    /// How long a silent process keeps its jobs, by the database's clock.
    pub lease: Duration,
    /// Between two looks at the job table where no wake-up comes.
    pub poll: Duration,
    /// How long running jobs may go on after the signal to stop.
    pub grace: Duration,
    /// How long finished jobs are remembered.
    pub keep: Duration,
    /// Whether this process fires schedules. Any number may: each tick fires once.
    pub beat: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            queues: Vec::new(),
            concurrency: 16,
            lease: Duration::from_secs(20),
            poll: Duration::from_secs(1),
            grace: Duration::from_secs(25),
            keep: Duration::from_hours(7 * 24),
            beat: true,
        }
    }
}

impl Options {
    /// What the settings say.
    pub fn from_settings(settings: &Settings) -> Result<Self, BadSetting> {
        let lease: u64 = settings.get(&JOB_LEASE)?;
        let poll: u64 = settings.get(&JOB_POLL)?;
        let days: u32 = settings.get(&JOB_KEEP_DAYS)?;
        if lease < 4 {
            return Err(bad(&JOB_LEASE, "at least 4 seconds"));
        }
        if poll < 10 {
            return Err(bad(&JOB_POLL, "at least 10 milliseconds"));
        }
        Ok(Self {
            queues: queues(settings.text(&JOB_QUEUES))?,
            concurrency: settings.get(&BLIMP_WORKER_CONCURRENCY)?,
            lease: Duration::from_secs(lease),
            poll: Duration::from_millis(poll),
            grace: Duration::from_secs(settings.get(&JOB_GRACE)?),
            keep: Duration::from_hours(u64::from(days) * 24),
            beat: true,
        })
    }
}

fn queues(text: &str) -> Result<Vec<(String, u32)>, BadSetting> {
    let parts = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, weight) = part.split_once('=').unwrap_or((part, "1"));
            match weight.trim().parse() {
                Ok(weight @ 1..=1000) => Ok((name.trim().to_owned(), weight)),
                _ => Err(bad(
                    &JOB_QUEUES,
                    "expected name=weight, with weights from 1 to 1000",
                )),
            }
        })
        .collect()
}

fn bad(setting: &Setting, reason: &str) -> BadSetting {
    BadSetting {
        name: setting.name,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use blimp_kit::Settings;
    use blimp_kit::settings::Source;

    use super::Options;

    #[test]
    fn settings_are_read_and_bad_ones_named() {
        for (name, value, expected) in [
            ("JOB_QUEUES", "", "0 queues"),
            ("JOB_QUEUES", "default=4, mail", "2 queues"),
            (
                "JOB_QUEUES",
                "mail=0",
                "JOB_QUEUES: expected name=weight, with weights from 1 to 1000",
            ),
            ("JOB_LEASE", "3", "JOB_LEASE: at least 4 seconds"),
            ("JOB_POLL", "1", "JOB_POLL: at least 10 milliseconds"),
            (
                "BLIMP_WORKER_CONCURRENCY",
                "x",
                "BLIMP_WORKER_CONCURRENCY: \"x\" will not do: invalid digit found in string",
            ),
        ] {
            let mut settings = Settings::default();
            settings.set(name, value, Source::Environment);
            let got = match Options::from_settings(&settings) {
                Ok(options) => format!("{} queues", options.queues.len()),
                Err(error) => error.to_string(),
            };
            assert_eq!(got, expected, "{name}={value}");
        }
    }
}
