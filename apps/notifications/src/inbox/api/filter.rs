//! Which notices to list, as a query says it.

use std::str::FromStr;

use blimp_accounts::CompanyId;
use blimp_kit::{Error, PageParams, Result};
use blimp_projects::place::TaskId;
use blimp_projects::projects::ProjectId;
use blimp_store::EventId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::inbox::model::Shelf;
use crate::inbox::queries::Wanted;

/// Which notices to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct NoticeFilter {
    /// Of one company.
    company: Option<CompanyId>,
    /// Of one project.
    project: Option<ProjectId>,
    /// About one task.
    task: Option<TaskId>,
    /// Where they are: `inbox` where nothing is said.
    #[param(inline)]
    state: Option<Shelf>,
    /// Of these kinds, with commas between: `assigned,mentioned`.
    kind: Option<String>,
    /// Told for these reasons, with commas between: `assignee,mentioned`.
    reason: Option<String>,
    /// `true` for unread ones, `false` for read ones.
    unread: Option<bool>,
    /// `task` for the newest notice of each task alone, with how many there are. Of the inbox
    /// only, and not together with `kind`, `reason` or `event`.
    #[param(inline)]
    group: Option<Group>,
    /// `true` for what was considered and kept out of the inbox.
    hidden: Option<bool>,
    /// About one fact.
    event: Option<i64>,
    /// Rows a page.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

blimp_kit::words!(
    /// What to put together.
    Group as "InboxGroup" {
        /// Notices of the same task.
        Task = "task",
    }
);

impl NoticeFilter {
    pub(super) fn split(self) -> Result<(Wanted, PageParams)> {
        let place = self.state.unwrap_or_default();
        let also_hidden = self.hidden.unwrap_or(false);
        let of_some = self.kind.is_some() || self.reason.is_some() || self.event.is_some();
        if self.group.is_some() && (also_hidden || place != Shelf::Inbox || of_some) {
            let message = "Only for the whole inbox: without state, kind, reason, event, hidden.";
            return Err(Error::bad_parameter("group", message));
        }
        let wanted = Wanted {
            company: self.company,
            project: self.project,
            task: self.task,
            kinds: words("kind", self.kind.as_deref())?,
            reasons: words("reason", self.reason.as_deref())?,
            shelf: place,
            by_task: self.group.is_some(),
            unread: self.unread,
            hidden: also_hidden,
            event: self.event.map(EventId),
        };
        let page = PageParams {
            limit: self.limit,
            cursor: self.cursor,
        };
        Ok((wanted, page))
    }
}

/// The words between commas.
fn words<T: FromStr>(name: &str, text: Option<&str>) -> Result<Vec<T>> {
    let parse = |word: &str| {
        let word = word.trim();
        let unknown = || Error::bad_parameter(name, format!("\"{word}\" will not do here."));
        word.parse().ok().ok_or_else(unknown)
    };
    text.into_iter()
        .flat_map(|text| text.split(','))
        .map(parse)
        .collect()
}
