//! Fault: points at which a test may have the process die, as by `kill -9`.
//!
//! `BLIMP_DIE_AT=after_claim:3` kills a process that passes the point `after_claim` for the third
//! time; `:1` may be left out. A release build has no such points and ignores the variable.
//!
//! | point | where the process dies |
//! |---|---|
//! | `after_insert` | a job row is written, its transaction still open |
//! | `after_commit` | a commit that wrote a job is durable, its caller not answered |
//! | `mid_relay` | rows are marked as handed to Redis, and Redis has not heard of them |
//! | `after_xadd` | Redis has them, and the relay has not heard that it does |
//! | `after_claim` | jobs are claimed and none has started |
//! | `before_xack` | jobs that Redis announced are claimed, and Redis not told |
//! | `mid_handler` | a job has begun; a chore has done all it does, uncommitted |
//! | `after_effect` | a job has done what it does, and its end is not written down |
//! | `after_ack_send` | the database was told how jobs ended, and has not answered |

/// Every point, in the order in which a job passes them.
pub const POINTS: [&str; 9] = [
    "after_insert",
    "after_commit",
    "mid_relay",
    "after_xadd",
    "after_claim",
    "before_xack",
    "mid_handler",
    "after_effect",
    "after_ack_send",
];

/// Passes the point `name`: dies here where `BLIMP_DIE_AT` says so.
#[cfg(debug_assertions)]
pub fn point(name: &str) {
    static FATE: std::sync::OnceLock<Option<Fate>> = std::sync::OnceLock::new();
    if let Some(fate) = FATE.get_or_init(Fate::read)
        && fate.is_met_by(name)
    {
        die();
    }
}

/// Nothing, in a release build.
#[cfg(not(debug_assertions))]
#[inline]
pub const fn point(_name: &str) {}

/// Where this process is to die.
#[cfg(debug_assertions)]
struct Fate {
    point: String,
    /// Passes that are left, this one included.
    left: std::sync::atomic::AtomicI64,
}

#[cfg(debug_assertions)]
impl Fate {
    #[expect(
        clippy::disallowed_methods,
        reason = "not a setting: only tests know of it"
    )]
    fn read() -> Option<Self> {
        Self::parse(&std::env::var("BLIMP_DIE_AT").ok()?)
    }

    fn parse(text: &str) -> Option<Self> {
        let (point, nth) = text.split_once(':').unwrap_or((text, "1"));
        let left = nth.parse::<i64>().ok().filter(|nth| *nth > 0)?;
        Some(Self {
            point: point.to_owned(),
            left: left.into(),
        })
    }

    fn is_met_by(&self, name: &str) -> bool {
        name == self.point && self.left.fetch_sub(1, std::sync::atomic::Ordering::SeqCst) == 1
    }
}

#[cfg(debug_assertions)]
fn die() {
    use rustix::process::{Signal, getpid, kill_process};
    if kill_process(getpid(), Signal::KILL).is_err() {
        // Not quite the same to whoever watches, but as sudden.
        std::process::abort();
    }
}

#[cfg(test)]
mod tests {
    use super::Fate;

    #[test]
    fn a_process_dies_at_one_pass_of_one_point() {
        for (text, passed, dies_at) in [
            ("after_claim", "after_claim", Some(1)),
            ("after_claim:3", "after_claim", Some(3)),
            ("after_claim:3", "after_commit", None),
            ("after_claim:0", "after_claim", None),
            ("after_claim:x", "after_claim", None),
            ("", "after_claim", None),
        ] {
            let fate = Fate::parse(text);
            let met = (1..=9).find(|_| fate.as_ref().is_some_and(|f| f.is_met_by(passed)));
            assert_eq!(met, dies_at, "{text:?} at {passed}");
        }
    }
}
