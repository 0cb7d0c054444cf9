//! Streams, one for each queue and priority, and what is read from them.

use blimp_cache::redis::Redis;
use blimp_store::JobId;

/// The group that all workers read as: each entry goes to one of them.
pub(super) const GROUP: &str = "workers";

/// Priorities, and so streams, of a queue.
pub(super) const PRIOS: usize = 4;

/// The jobs of one queue and priority that are on their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stream {
    pub(super) queue: String,
    pub(super) prio: i64,
    pub(super) key: String,
}

/// The streams of these queues: queue after queue, the most urgent first.
pub(super) fn of(redis: &Redis, queues: &[(String, u32)]) -> Vec<Stream> {
    let stream = |queue: &str, prio: i64| Stream {
        queue: queue.to_owned(),
        prio,
        key: redis.key(format_args!("q:{queue}:{prio}")),
    };
    queues
        .iter()
        .flat_map(|(queue, _)| (0..=3).map(move |prio| stream(queue, prio)))
        .collect()
}

/// An entry of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The stream's place.
    pub(super) stream: usize,
    pub(super) id: String,
    /// `None` where somebody else wrote it.
    pub(super) job: Option<JobId>,
}

impl Entry {
    /// The job that is due.
    pub(crate) const fn job(&self) -> Option<JobId> {
        self.job
    }
}

/// An entry as a script returns it: the place of its key among those asked, its id, its job.
pub(super) type Raw = (usize, String, String);

/// Makes sense of what a script returned; `places` says which stream each of its keys is.
pub(super) fn entries(raw: Vec<Raw>, places: &[usize]) -> Vec<Entry> {
    let entry = |(key, id, job): Raw| {
        Some(Entry {
            stream: *places.get(key.checked_sub(1)?)?,
            id,
            job: job.parse().ok().map(JobId),
        })
    };
    raw.into_iter().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use blimp_store::JobId;

    use super::{Entry, entries};

    #[test]
    fn what_cannot_be_a_job_is_kept_as_an_entry_without_one() {
        for (raw, expected) in [
            ((1, "1-0", "7"), Some((4, Some(JobId(7))))),
            ((2, "1-0", "7"), Some((5, Some(JobId(7))))),
            ((2, "1-0", ""), Some((5, None))),
            ((2, "1-0", "x"), Some((5, None))),
            ((0, "1-0", "7"), None),
            ((3, "1-0", "7"), None),
        ] {
            let (key, id, job) = raw;
            let got = entries(vec![(key, id.to_owned(), job.to_owned())], &[4, 5]).pop();
            let expected = expected.map(|(stream, job)| Entry {
                stream,
                id: id.to_owned(),
                job,
            });
            assert_eq!(got, expected, "{raw:?}");
        }
    }
}
