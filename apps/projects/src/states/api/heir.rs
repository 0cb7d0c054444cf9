//! Who inherits the tasks of a state.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::states::StateId;

/// Where the tasks of a removed state go.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Heir {
    /// A state of the same project that closes tasks if this one does.
    pub(super) to: StateId,
}
