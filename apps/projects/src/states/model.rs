//! A state.

use blimp_accounts::CompanyId;
use blimp_kit::Instant;
use diesel::prelude::*;

use crate::projects::ProjectId;
use crate::states::schema::states;
use crate::text::Tag;

blimp_kit::id!(
    /// A state.
    StateId
);

blimp_kit::words!(
    /// What it means to be in a state.
    Kind as "StateKind" {
        /// Not begun.
        Plan = "plan",
        /// Being done.
        Doing = "doing",
        /// Done, they say; waits to be approved or sent back.
        Review = "review",
        /// Closed.
        Done = "done",
    }
);

/// A column of a project's board.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = states)]
pub struct State {
    /// Its id.
    pub id: StateId,
    /// Whose it is.
    pub company_id: CompanyId,
    /// The project.
    pub project_id: ProjectId,
    /// What it is called.
    pub name: Tag,
    /// What it means.
    pub kind: Kind,
    /// An order key.
    pub position: String,
    /// When it was made.
    pub created_at: Instant,
    /// Raised by every change.
    pub version: i64,
}

/// A state to be.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = states)]
pub(crate) struct Row<'a> {
    pub(crate) company_id: CompanyId,
    pub(crate) project_id: ProjectId,
    pub(crate) name: &'a Tag,
    pub(crate) kind: Kind,
    pub(crate) position: &'a str,
    pub(crate) created_at: Instant,
}

/// What a new state is.
#[derive(Debug, Clone)]
pub struct NewState {
    /// What it is called.
    pub name: Tag,
    /// What it means.
    pub kind: Kind,
    /// The state it stands behind: none for the first place, `None` for the last.
    pub after: Option<Option<StateId>>,
}

/// What to change; `None` leaves a field as it is.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// What it is called.
    pub name: Option<Tag>,
    /// The state to stand behind; none for the first place.
    pub after: Option<Option<StateId>>,
}

/// The fields of a patch as a row has them.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = states)]
pub(crate) struct Fields {
    pub(crate) name: Option<Tag>,
    pub(crate) position: Option<String>,
}

/// Ids and order keys, in order.
pub(crate) fn places(states: &[State]) -> Vec<(StateId, String)> {
    states
        .iter()
        .map(|state| (state.id, state.position.clone()))
        .collect()
}

/// Whether a project can do without `state`: another of its kind is left, or none is needed.
pub(crate) fn can_do_without(states: &[State], state: &State) -> bool {
    let others = states
        .iter()
        .filter(|s| s.kind == state.kind && s.id != state.id)
        .count();
    others > 0 || !matches!(state.kind, Kind::Plan | Kind::Done)
}

#[cfg(test)]
mod tests {
    use blimp_accounts::CompanyId;
    use blimp_kit::Instant;

    use super::{Kind, State, StateId, can_do_without};
    use crate::projects::ProjectId;
    use crate::text::Tag;

    fn state(id: i64, kind: Kind) -> State {
        State {
            id: StateId(id),
            company_id: CompanyId(1),
            project_id: ProjectId(1),
            name: Tag::fit("x", "x"),
            kind,
            position: String::new(),
            created_at: Instant(0),
            version: 1,
        }
    }

    #[test]
    fn the_last_plan_and_the_last_done_stay() {
        use Kind::{Doing, Done, Plan, Review};
        for (kinds, expected) in [
            (
                vec![Plan, Doing, Review, Done],
                vec![false, true, true, false],
            ),
            (vec![Plan, Plan, Done], vec![true, true, false]),
            (vec![Plan, Done, Done], vec![false, true, true]),
        ] {
            let states: Vec<State> = (1..)
                .zip(&kinds)
                .map(|(id, kind)| state(id, *kind))
                .collect();
            let found: Vec<bool> = states.iter().map(|s| can_do_without(&states, s)).collect();
            assert_eq!(found, expected, "{kinds:?}");
        }
    }
}
