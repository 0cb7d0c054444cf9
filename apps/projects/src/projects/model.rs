//! A project.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Instant, Slug};
use diesel::prelude::*;

use crate::markdown::Written;
use crate::projects::schema::{project_counts, projects};
use crate::text::{Body, Colour, Name};

blimp_kit::id!(
    /// A project.
    ProjectId
);

/// What a company works on.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = projects)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Whose it is.
    pub company_id: CompanyId,
    /// Its name in web addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Name,
    /// Its colour.
    pub colour: Colour,
    /// What it is about, Markdown.
    pub notes: Body,
    /// The same as safe HTML.
    pub notes_html: String,
    /// Hidden from members who were not added.
    pub private: bool,
    /// When it was put away; it is read-only since.
    pub archived_at: Option<Instant>,
    /// When it was thrown away.
    pub trashed_at: Option<Instant>,
    /// Who made it.
    pub created_by: UserId,
    /// When.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// A project to be.
#[derive(Debug, Clone)]
pub struct NewProject {
    /// What it is called.
    pub name: Name,
    /// Its name in web addresses; without one, the name suggests it.
    pub slug: Option<Slug>,
    /// Its colour; without one, the name chooses it.
    pub colour: Option<Colour>,
    /// What it is about.
    pub notes: Written,
    /// Hidden from members who were not added.
    pub private: bool,
}

impl NewProject {
    /// A project of this name and nothing else.
    pub fn called(name: Name) -> Self {
        Self {
            name,
            slug: None,
            colour: None,
            notes: Written::default(),
            private: false,
        }
    }
}

/// What to change; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// What it is called.
    pub name: Option<Name>,
    /// Its name in web addresses.
    pub slug: Option<Slug>,
    /// Its colour.
    pub colour: Option<Colour>,
    /// What it is about.
    pub notes: Option<Written>,
    /// Hidden from members who were not added.
    pub private: Option<bool>,
}

/// The fields of a patch as a row has them.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = projects)]
pub(crate) struct Fields {
    pub(crate) name: Option<Name>,
    pub(crate) slug: Option<Slug>,
    pub(crate) colour: Option<Colour>,
    pub(crate) notes: Option<Body>,
    pub(crate) notes_html: Option<String>,
    pub(crate) private: Option<bool>,
}

impl From<Patch> for Fields {
    fn from(patch: Patch) -> Self {
        let (notes, notes_html) = match patch.notes {
            Some(written) => (Some(written.text), Some(written.html)),
            None => (None, None),
        };
        let Patch {
            name,
            slug,
            colour,
            private,
            ..
        } = patch;
        Self {
            name,
            slug,
            colour,
            notes,
            notes_html,
            private,
        }
    }
}

/// A project row to be.
#[derive(Debug, Insertable)]
#[diesel(table_name = projects)]
pub(crate) struct Row<'a> {
    pub(crate) company_id: CompanyId,
    pub(crate) slug: &'a Slug,
    pub(crate) name: &'a Name,
    pub(crate) colour: &'a Colour,
    pub(crate) notes: &'a Body,
    pub(crate) notes_html: &'a str,
    pub(crate) private: bool,
    pub(crate) created_by: UserId,
    pub(crate) created_at: Instant,
    pub(crate) updated_at: Instant,
}

/// How many tasks there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = project_counts)]
pub struct Counts {
    /// All but those in the trash or put away.
    pub total: i64,
    /// Those of them that are not closed.
    pub open: i64,
}

blimp_kit::words!(
    /// Which projects to list.
    Shown as "ProjectsShown" {
        /// Those people work on.
        Active = "false",
        /// Those that were put away.
        Archived = "true",
        /// Both.
        All = "all",
    }
);

blimp_kit::words!(
    /// How to sort projects.
    Sort as "ProjectSort" {
        /// By name, A to Z.
        Name = "name",
        /// Newest first.
        Newest = "-created_at",
        /// Last changed first.
        Changed = "-updated_at",
    }
);

/// Which projects to list, and how.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Put away or not.
    pub shown: Shown,
    /// A part of the name, in any case.
    pub q: Option<String>,
    /// The order.
    pub sort: Sort,
}
