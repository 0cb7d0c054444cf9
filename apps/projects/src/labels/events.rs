//! What happens to labels. Facts of the company, which clients do not read.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::labels::{Label, LabelId};

/// A label as facts speak of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Which {
    /// Its company.
    pub company: CompanyId,
    /// The label.
    pub label: LabelId,
    /// The word.
    pub name: String,
    /// Who did it; none where a task's labels made it.
    pub by: Option<UserId>,
}

impl Which {
    /// This label, changed by `by`.
    pub fn of(label: &Label, by: Option<UserId>) -> Self {
        Self {
            company: label.company_id,
            label: label.id,
            name: label.name.to_string(),
            by,
        }
    }

    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            actor: self.by.map(|by| by.0),
            subject: Subject::new("label", self.label),
            ..About::default()
        }
    }
}

/// There is a new label.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LabelCreated(pub Which);

impl Event for LabelCreated {
    const NAME: &'static str = "label.created.v1";
    fn about(&self) -> About {
        self.0.about()
    }
}

/// A label's word or colour changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LabelChanged {
    /// Which.
    #[serde(flatten)]
    pub which: Which,
    /// Old and new values.
    pub changes: Changes,
}

impl Event for LabelChanged {
    const NAME: &'static str = "label.changed.v1";
    fn about(&self) -> About {
        About {
            changes: self.changes.clone(),
            ..self.which.about()
        }
    }
}

/// A label was removed, from all tasks too.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LabelRemoved(pub Which);

impl Event for LabelRemoved {
    const NAME: &'static str = "label.removed.v1";
    fn about(&self) -> About {
        self.0.about()
    }
}
