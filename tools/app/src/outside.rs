//! The way out of the house, for jobs only.

use blimp_files::Files;
use blimp_mail::Mailer;
use blimp_store::Db;

use crate::Blimp;

/// What a job may use: the house, and what leaves it. The server makes one and gives it to the
/// queue; no handler can come by it.
#[derive(Clone)]
pub struct Outside {
    /// The house.
    pub blimp: Blimp,
    /// The mailer.
    pub mail: Mailer,
}

impl AsRef<Mailer> for Outside {
    fn as_ref(&self) -> &Mailer {
        &self.mail
    }
}

impl AsRef<Files> for Outside {
    fn as_ref(&self) -> &Files {
        &self.blimp.files
    }
}

impl AsRef<Db> for Outside {
    fn as_ref(&self) -> &Db {
        &self.blimp.db
    }
}
