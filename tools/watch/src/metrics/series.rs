//! Counters, gauges and histograms: atomics behind their rendered labels.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once, PoisonError, RwLock};

/// Bucket limits for times, in seconds.
pub const SECONDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0,
];

/// Bucket limits for sizes of batches.
pub const SIZES: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// A metric has at most so many combinations of label values; the rest is counted as `other`, so
/// that no mistake of a caller grows the memory without end.
const MOST_SERIES: usize = 2_000;

static JOINED: Mutex<Vec<&'static dyn Family>> = Mutex::new(Vec::new());

/// A metric with all its label values.
pub trait Family: Sync {
    /// Makes it part of what is rendered; the second time does nothing.
    fn join(&'static self);

    /// Writes it in the text format of Prometheus.
    fn render(&self, out: &mut String);
}

/// Writes every metric that has joined, by name.
pub(super) fn render_all(out: &mut String) {
    let joined = JOINED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    for family in joined {
        family.render(out);
    }
}

struct Series<const N: usize, V> {
    name: &'static str,
    help: &'static str,
    labels: [&'static str; N],
    once: Once,
    /// By rendered labels, such as `route="/tasks",method="GET"`.
    values: RwLock<BTreeMap<String, Arc<V>>>,
}

impl<const N: usize, V> Series<N, V> {
    const fn new(name: &'static str, help: &'static str, labels: [&'static str; N]) -> Self {
        let values = RwLock::new(BTreeMap::new());
        Self {
            name,
            help,
            labels,
            once: Once::new(),
            values,
        }
    }

    fn join(&self, family: &'static dyn Family) {
        self.once.call_once(|| {
            JOINED
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(family);
        });
    }

    fn at(&self, values: [&str; N], make: impl Fn() -> V) -> Arc<V> {
        let key = self.key(values);
        let known = self.values.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.get(&key) {
            return value.clone();
        }
        let full = known.len() >= MOST_SERIES;
        drop(known);
        let key = if full { self.key(["other"; N]) } else { key };
        let mut known = self.values.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| Arc::new(make())).clone()
    }

    fn key(&self, values: [&str; N]) -> String {
        let mut key = String::with_capacity(24 * N);
        for (i, (label, value)) in self.labels.iter().zip(values).enumerate() {
            key.push_str(if i == 0 { "" } else { "," });
            key.push_str(label);
            key.push_str("=\"");
            for c in value.chars() {
                match c {
                    '\\' => key.push_str("\\\\"),
                    '"' => key.push_str("\\\""),
                    '\n' => key.push_str("\\n"),
                    c => key.push(c),
                }
            }
            key.push('"');
        }
        key
    }

    fn head(&self, kind: &str, out: &mut String) -> Vec<(String, Arc<V>)> {
        let (name, help) = (self.name, self.help);
        // Writing to a string cannot fail.
        let _ = write!(out, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
        let known = self.values.read().unwrap_or_else(PoisonError::into_inner);
        known
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }

    fn line(&self, out: &mut String, suffix: &str, labels: &str, value: impl std::fmt::Display) {
        let name = self.name;
        let _ = match labels {
            "" => writeln!(out, "{name}{suffix} {value}"),
            _ => writeln!(out, "{name}{suffix}{{{labels}}} {value}"),
        };
    }
}

/// A number that only grows.
pub struct Counter<const N: usize>(Series<N, AtomicU64>);

impl<const N: usize> Counter<N> {
    /// A counter; by custom its name ends in `_total`.
    pub const fn new(name: &'static str, help: &'static str, labels: [&'static str; N]) -> Self {
        Self(Series::new(name, help, labels))
    }

    /// Adds `n`.
    pub fn add(&'static self, values: [&str; N], n: u64) {
        self.join();
        self.0
            .at(values, AtomicU64::default)
            .fetch_add(n, Ordering::Relaxed);
    }
}

impl<const N: usize> Family for Counter<N> {
    fn join(&'static self) {
        self.0.join(self);
    }

    fn render(&self, out: &mut String) {
        for (labels, value) in self.0.head("counter", out) {
            self.0.line(out, "", &labels, value.load(Ordering::Relaxed));
        }
    }
}

/// A number that goes up and down.
pub struct Gauge<const N: usize>(Series<N, AtomicI64>);

impl<const N: usize> Gauge<N> {
    /// A gauge.
    pub const fn new(name: &'static str, help: &'static str, labels: [&'static str; N]) -> Self {
        Self(Series::new(name, help, labels))
    }

    /// Says what it is now.
    pub fn set(&'static self, values: [&str; N], n: i64) {
        self.join();
        self.0
            .at(values, AtomicI64::default)
            .store(n, Ordering::Relaxed);
    }

    /// Sets whatever was ever set to nought: what is not set anew is gone.
    pub fn clear(&'static self) {
        let known = self.0.values.read().unwrap_or_else(PoisonError::into_inner);
        for value in known.values() {
            value.store(0, Ordering::Relaxed);
        }
    }

    /// Changes it by `n`.
    pub fn add(&'static self, values: [&str; N], n: i64) {
        self.join();
        self.0
            .at(values, AtomicI64::default)
            .fetch_add(n, Ordering::Relaxed);
    }
}

impl<const N: usize> Family for Gauge<N> {
    fn join(&'static self) {
        self.0.join(self);
    }

    fn render(&self, out: &mut String) {
        for (labels, value) in self.0.head("gauge", out) {
            self.0.line(out, "", &labels, value.load(Ordering::Relaxed));
        }
    }
}

/// How often values fell into each bucket.
struct Spread {
    /// One for each limit, and one for what lies above the last.
    buckets: Vec<AtomicU64>,
    /// The bits of an `f64`.
    sum: AtomicU64,
}

/// A spread of values over buckets.
pub struct Histogram<const N: usize> {
    series: Series<N, Spread>,
    limits: &'static [f64],
}

impl<const N: usize> Histogram<N> {
    /// A histogram whose bucket limits ascend, such as [`SECONDS`].
    pub const fn new(
        name: &'static str,
        help: &'static str,
        labels: [&'static str; N],
        limits: &'static [f64],
    ) -> Self {
        Self {
            series: Series::new(name, help, labels),
            limits,
        }
    }

    /// Counts a value.
    pub fn observe(&'static self, values: [&str; N], value: f64) {
        self.join();
        let spread = self.series.at(values, || Spread {
            buckets: (0..=self.limits.len()).map(|_| AtomicU64::new(0)).collect(),
            sum: AtomicU64::new(0),
        });
        let place = self.limits.partition_point(|limit| *limit < value);
        if let Some(bucket) = spread.buckets.get(place) {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        let add = |sum| Some((f64::from_bits(sum) + value).to_bits());
        // The closure never gives up, so neither does the update.
        let _ = spread
            .sum
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

impl<const N: usize> Family for Histogram<N> {
    fn join(&'static self) {
        self.series.join(self);
    }

    fn render(&self, out: &mut String) {
        for (labels, spread) in self.series.head("histogram", out) {
            let comma = if labels.is_empty() { "" } else { "," };
            let mut count = 0;
            for (i, bucket) in spread.buckets.iter().enumerate() {
                count += bucket.load(Ordering::Relaxed);
                let limit = self
                    .limits
                    .get(i)
                    .map_or("+Inf".to_owned(), ToString::to_string);
                let labels = format!("{labels}{comma}le=\"{limit}\"");
                self.series.line(out, "_bucket", &labels, count);
            }
            let sum = f64::from_bits(spread.sum.load(Ordering::Relaxed));
            self.series.line(out, "_sum", &labels, sum);
            self.series.line(out, "_count", &labels, count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counter, Family, Gauge, Histogram, MOST_SERIES};

    fn text(family: &impl Family) -> String {
        let mut out = String::new();
        family.render(&mut out);
        out
    }

    #[test]
    fn a_counter_keeps_its_labels_apart_and_escapes_them() {
        static SEEN: Counter<2> = Counter::new("seen_total", "Seen.", ["route", "how"]);
        SEEN.add(["/a", "x"], 2);
        SEEN.add(["/a", "x"], 1);
        SEEN.add(["/\"b\"\\\n", "y"], 1);
        let expected = "# HELP seen_total Seen.\n# TYPE seen_total counter\n\
            seen_total{route=\"/\\\"b\\\"\\\\\\n\",how=\"y\"} 1\n\
            seen_total{route=\"/a\",how=\"x\"} 3\n";
        assert_eq!(text(&SEEN), expected);
    }

    #[test]
    fn a_gauge_goes_both_ways() {
        static OPEN: Gauge<0> = Gauge::new("open", "Open.", []);
        OPEN.set([], 5);
        OPEN.add([], -7);
        assert_eq!(
            text(&OPEN),
            "# HELP open Open.\n# TYPE open gauge\nopen -2\n"
        );
    }

    #[test]
    fn buckets_add_up_and_include_their_limit() {
        static TOOK: Histogram<1> = Histogram::new("took", "Took.", ["k"], &[0.1, 1.0]);
        for value in [0.05, 0.1, 0.5, 7.0] {
            TOOK.observe(["a"], value);
        }
        let expected = "# HELP took Took.\n# TYPE took histogram\n\
            took_bucket{k=\"a\",le=\"0.1\"} 2\ntook_bucket{k=\"a\",le=\"1\"} 3\n\
            took_bucket{k=\"a\",le=\"+Inf\"} 4\ntook_sum{k=\"a\"} 7.65\ntook_count{k=\"a\"} 4\n";
        assert_eq!(text(&TOOK), expected);
    }

    #[test]
    fn too_many_label_values_end_up_as_other() {
        static MANY: Counter<1> = Counter::new("many_total", "Many.", ["id"]);
        for i in 0..MOST_SERIES + 3 {
            MANY.add([&i.to_string()], 1);
        }
        let text = text(&MANY);
        assert!(text.contains("many_total{id=\"other\"} 3\n"));
        assert_eq!(text.lines().count(), 2 + MOST_SERIES + 1);
    }
}
