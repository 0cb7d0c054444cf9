//! Tidy: the rules of the house that Cargo and clippy cannot keep.
//!
//! Each module is one rule: what it forbids, a `check` over the [`tree`], a test over the real
//! tree, and a test with a good and a bad snippet. A rule reads [`tokens`] and [`paths`], never
//! types, so it is fast and needs no dependency. Start with [`floors`].
//!
//! **Invariant:** an offence names its file, its line and the way out.

pub mod offence;
pub mod tokens;
pub mod tree;
pub mod paths;

pub mod circles;
pub mod floors;
pub mod length;
pub mod migrations;
pub mod module_docs;
pub mod names;
pub mod nouns;
pub mod permission;
pub mod schemas;
pub mod sql;
pub mod steps;
pub mod waiting;
pub mod web;
