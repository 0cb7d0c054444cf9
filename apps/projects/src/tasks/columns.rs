//! Columns: which state a task goes to when it is closed, reopened, sent back or moved.

use crate::states::{Kind, State, StateId};

/// The state that closing leads to: the first of kind `done`.
pub fn state_to_close(states: &[State]) -> Option<&State> {
    first_of(states, Kind::Done)
}

/// The state that reopening leads to: the one before, else the first that is not `done`.
pub fn state_to_reopen(states: &[State], before: Option<StateId>) -> Option<&State> {
    let open = |state: &&State| state.kind != Kind::Done;
    let back = states
        .iter()
        .find(|state| Some(state.id) == before)
        .filter(open);
    back.or_else(|| states.iter().find(open))
}

/// The state that a task sent back goes to: the one before if work is done there, else the first
/// of kind `doing`, else the one before or the first that is open.
pub fn state_to_return(states: &[State], before: Option<StateId>) -> Option<&State> {
    let back = states.iter().find(|state| Some(state.id) == before);
    back.filter(|state| state.kind == Kind::Doing)
        .or_else(|| first_of(states, Kind::Doing))
        .or_else(|| back.filter(|state| state.kind == Kind::Plan))
        .or_else(|| {
            states
                .iter()
                .find(|s| !matches!(s.kind, Kind::Done | Kind::Review))
        })
}

/// The state of another project that stands for one of kind `kind`: a project has at least one
/// of kind `plan` and one of kind `done`.
pub fn state_like(states: &[State], kind: Kind) -> Option<&State> {
    let kinds: &[Kind] = match kind {
        Kind::Plan => &[Kind::Plan],
        Kind::Doing => &[Kind::Doing, Kind::Plan],
        Kind::Review => &[Kind::Review, Kind::Doing, Kind::Plan],
        Kind::Done => &[Kind::Done],
    };
    kinds.iter().find_map(|kind| first_of(states, *kind))
}

fn first_of(states: &[State], kind: Kind) -> Option<&State> {
    states.iter().find(|state| state.kind == kind)
}

#[cfg(test)]
mod tests {
    use blimp_accounts::CompanyId;
    use blimp_kit::Instant;

    use super::{state_like, state_to_close, state_to_reopen, state_to_return};
    use crate::projects::ProjectId;
    use crate::states::Kind::{self, Doing, Done, Plan, Review};
    use crate::states::{State, StateId};
    use crate::text::Tag;

    fn states(kinds: &[Kind]) -> Vec<State> {
        let state = |(id, kind): (i64, &Kind)| State {
            id: StateId(id),
            company_id: CompanyId(1),
            project_id: ProjectId(1),
            name: Tag::fit("x", "x"),
            kind: *kind,
            position: String::new(),
            created_at: Instant(0),
            version: 1,
        };
        (1..).zip(kinds).map(state).collect()
    }

    #[test]
    fn closing_reopening_and_sending_back_lead_to_the_right_column() {
        let all = [Plan, Doing, Doing, Review, Done, Done];
        let no_doing = [Plan, Plan, Review, Done];
        for (kinds, before, close, reopen, back) in [
            (&all[..], None, 5, 1, 2),
            (&all, Some(3), 5, 3, 3),
            (&all, Some(4), 5, 4, 2),
            (&all, Some(1), 5, 1, 2),
            // The state before is gone, or would close it again.
            (&all, Some(9), 5, 1, 2),
            (&all, Some(6), 5, 1, 2),
            (&no_doing, Some(2), 4, 2, 2),
            (&no_doing, Some(3), 4, 3, 1),
            (&no_doing, None, 4, 1, 1),
        ] {
            let states = states(kinds);
            let before = before.map(StateId);
            let found = [
                state_to_close(&states),
                state_to_reopen(&states, before),
                state_to_return(&states, before),
            ];
            let found = found.map(|state| state.unwrap().id.0);
            assert_eq!(found, [close, reopen, back], "{kinds:?} from {before:?}");
        }
    }

    #[test]
    fn another_project_has_a_state_of_the_same_kind_or_the_next_before() {
        for (kinds, kind, expected) in [
            (&[Plan, Doing, Review, Done][..], Review, 3),
            (&[Plan, Doing, Done], Review, 2),
            (&[Plan, Done], Review, 1),
            (&[Plan, Done], Doing, 1),
            (&[Done, Plan], Done, 1),
        ] {
            assert_eq!(
                state_like(&states(kinds), kind).unwrap().id.0,
                expected,
                "{kinds:?}"
            );
        }
    }
}
