//! The instance over HTTP.

use axum::extract::State;
use blimp_app::Blimp;
use blimp_http::{Json, Problem, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::companies;
use crate::names;
use crate::passwords;

/// The routes of the instance.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(get_instance))
}

/// What this installation is and allows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "name": "Blimp", "version": "0.0.0", "sign_up": true, "has_companies": true,
    "mail": "sent", "password": { "min_length": 8, "max_length": 128 },
    "languages": ["en", "es"], "max_upload_bytes": 104_857_600
}))]
pub struct InstanceBody {
    /// What the software is called.
    name: &'static str,
    /// The version of this build.
    version: &'static str,
    /// Whether you may sign up. Where sign-ups are closed the first company can be made still.
    sign_up: bool,
    /// Whether there is any company here; if not, it is the first time that somebody looks.
    has_companies: bool,
    /// What becomes of mails.
    mail: MailWay,
    /// What a password may be.
    password: PasswordRules,
    /// The languages that mails are written in; one of them is each person's.
    languages: [&'static str; names::LANGUAGES.len()],
    /// The largest upload.
    max_upload_bytes: u64,
}

blimp_kit::words!(
    /// What becomes of mails.
    MailWay {
        /// They are sent.
        Sent = "sent",
        /// They are kept in the operator's mailbox, where `blimp mail list` shows them.
        Mailbox = "mailbox",
    }
);

/// What a password may be. It must not be a common one either, nor your name or address.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasswordRules {
    /// The fewest characters.
    min_length: usize,
    /// The most characters.
    max_length: usize,
}

/// What this installation is and allows: for the page on which people sign in.
#[utoipa::path(get, path = "/instance", tag = "sessions", security(()),
    responses((status = 200, body = InstanceBody), Problem))]
async fn get_instance(State(blimp): State<Blimp>) -> Result<Json<InstanceBody>> {
    let has_companies = blimp.db.read(companies::queries::any).await?;
    let site = &blimp.site;
    Ok(Json(InstanceBody {
        name: "Blimp",
        version: site.version,
        sign_up: site.sign_up || !has_companies,
        has_companies,
        mail: if site.mails_leave {
            MailWay::Sent
        } else {
            MailWay::Mailbox
        },
        password: PasswordRules {
            min_length: passwords::MIN,
            max_length: passwords::MAX,
        },
        languages: names::LANGUAGES,
        max_upload_bytes: site.max_upload_bytes,
    }))
}
