//! How a process works through its jobs.

use std::collections::HashMap;
use std::time::Duration;

use blimp_kit::settings::BadSetting;
use blimp_kit::{Setting, Settings};

/// What carries jobs to the workers.
pub const BROKER_URL: Setting = Setting {
    name: "BROKER_URL",
    default: "",
    secret: true,
    help: "`redis://host:6379/0` or `rediss://…` has Redis Streams carry due jobs to many workers. Not set: workers ask the database. Either way the job is a row there, and Redis may lose all it has.",
};

/// How long a job may be on its way.
pub const BROKER_SWEEP: Setting = Setting {
    name: "BROKER_SWEEP",
    default: "10",
    secret: false,
    help: "Seconds by which a job starts late at most that Redis has lost; at least 1.",
};

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
    help: "Seconds after which the jobs of a process that fell silent go to others; at least 2.",
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

/// Which kinds wait in another queue.
pub const JOB_ROUTES: Setting = Setting {
    name: "JOB_ROUTES",
    default: "",
    secret: false,
    help: "Kinds of job that wait in another queue than their own, such as `mail.send=mail,thumbnail=slow`; the same for every process.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[
    BROKER_URL,
    BROKER_SWEEP,
    BLIMP_WORKER_CONCURRENCY,
    JOB_QUEUES,
    JOB_LEASE,
    JOB_POLL,
    JOB_GRACE,
    JOB_KEEP_DAYS,
    JOB_ROUTES,
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
    /// Queues by kind of job, where it is not the kind's own; `Db::route_jobs` must know them too.
    pub routes: HashMap<String, String>,
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
            routes: HashMap::new(),
        }
    }
}

impl Options {
    /// What the settings say.
    pub fn from_settings(settings: &Settings) -> Result<Self, BadSetting> {
        let lease: u64 = settings.get(&JOB_LEASE)?;
        let poll: u64 = settings.get(&JOB_POLL)?;
        let days: u32 = settings.get(&JOB_KEEP_DAYS)?;
        if lease < 2 {
            return Err(bad(&JOB_LEASE, "at least 2 seconds"));
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
            routes: routes(settings)?,
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

/// Which kinds of job wait in which other queue.
pub fn routes(settings: &Settings) -> Result<HashMap<String, String>, BadSetting> {
    let parts = settings.text(&JOB_ROUTES).split(',').map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(|part| match part.split_once('=') {
            Some((kind, queue)) if !kind.trim().is_empty() && !queue.trim().is_empty() => {
                Ok((kind.trim().to_owned(), queue.trim().to_owned()))
            }
            _ => Err(bad(
                &JOB_ROUTES,
                "expected kind=queue, such as mail.send=mail",
            )),
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
            ("JOB_ROUTES", "mail.send=mail, thumbnail = slow", "0 queues"),
            (
                "JOB_ROUTES",
                "mail.send",
                "JOB_ROUTES: expected kind=queue, such as mail.send=mail",
            ),
            ("JOB_LEASE", "1", "JOB_LEASE: at least 2 seconds"),
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
