//! The numbers at one moment.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{Counts, Scope};

/// Where numbers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Kept in Redis.
    Redis,
    /// Counted in the tables.
    Database,
}

/// How many there are, by label.
pub type Totals = BTreeMap<String, i64>;

/// The numbers at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snapshot {
    /// Where they come from.
    pub source: Source,
    /// The last event they know of.
    pub seq: i64,
    /// Sums, by statistic and label.
    pub totals: BTreeMap<String, Totals>,
    /// The same, part by part: `company:id`.
    pub parts: BTreeMap<String, BTreeMap<Part, Totals>>,
}

/// A part as JSON knows it: `company:id`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part(pub Scope);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&field(self.0))
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A part's name in Redis.
pub(super) fn field(scope: Scope) -> String {
    format!("{}:{}", scope.company, scope.id)
}

/// The part of this name.
pub(super) fn scope(field: &str) -> Option<Scope> {
    let (company, id) = field.split_once(':')?;
    Some(Scope::new(company.parse().ok()?, id.parse().ok()?))
}

/// Counts as Redis keeps them: `doing=3,plan=1`, none left out.
pub(super) fn pack(counts: &Counts) -> String {
    let mut sums = Totals::new();
    for (label, n) in counts.iter().filter(|(_, n)| *n > 0) {
        *sums.entry((*label).to_owned()).or_default() += n;
    }
    let words: Vec<String> = sums
        .iter()
        .map(|(label, n)| format!("{label}={n}"))
        .collect();
    words.join(",")
}

/// The counts that were packed so.
pub(super) fn unpack(packed: &str) -> Totals {
    let words = packed.split(',').filter_map(|word| {
        let (label, n) = word.split_once('=')?;
        Some((label.to_owned(), n.parse().ok()?))
    });
    words.collect()
}

impl Snapshot {
    pub(super) const fn counted(seq: i64) -> Self {
        Self {
            source: Source::Database,
            seq,
            totals: BTreeMap::new(),
            parts: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, stat: &str, scope: Scope, counts: &Counts) {
        let counts = unpack(&pack(counts));
        let totals = self.totals.entry(stat.to_owned()).or_default();
        for (label, n) in &counts {
            *totals.entry(label.clone()).or_default() += n;
        }
        if !counts.is_empty() {
            let parts = self.parts.entry(stat.to_owned()).or_default();
            parts.insert(Part(scope), counts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{field, pack, scope, unpack};
    use crate::stats::Scope;

    #[test]
    fn counts_and_parts_are_read_as_they_were_written() {
        for (counts, packed) in [
            (vec![], ""),
            (vec![("plan", 0)], ""),
            (vec![("plan", 2), ("doing", 10)], "doing=10,plan=2"),
            (vec![("plan", 2), ("plan", 3)], "plan=5"),
        ] {
            assert_eq!(pack(&counts), packed);
            assert_eq!(
                unpack(packed).len(),
                packed.split(',').filter(|w| !w.is_empty()).count()
            );
        }
        for part in [Scope::new(0, 0), Scope::new(7, -1), Scope::new(i64::MAX, 9)] {
            assert_eq!(scope(&field(part)), Some(part));
        }
        for garbage in ["", "1", "1:", ":", "a:b", "1:2:3"] {
            assert_eq!(scope(garbage), None, "{garbage}");
        }
    }
}
