//! What can be set about projects: nothing yet but limits that the code fixes.

/// The most states of one project.
pub(crate) const MAX_STATES: i64 = 30;

/// The most labels of one company.
pub(crate) const MAX_LABELS: i64 = 1_000;
