//! Sign-ups over HTTP.

use axum::extract::State;
use axum::response::Response;
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Problem, Reply, Result, write};
use blimp_kit::{Email, Error, Fields, Secret};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::{Actor, Scope};
use crate::companies;
use crate::companies::api::{CompanyBody, parse_slug, tag};
use crate::hasher;
use crate::members;
use crate::names;
use crate::passwords;
use crate::sessions::{Origin, set_cookie};
use crate::signups::actions::{self, Newcomer};
use crate::throttles::{self, SIGN_UP_IP};
use crate::users::api::UserBody;

/// The routes of sign-ups.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(sign_up))
        .routes(routes!(create_company))
}

/// A company and its owner.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "company": "Acme", "name": "Ana Example", "email": "ana@example.com",
    "password": "a long sentence"
}))]
pub struct SignUp {
    /// What the company is called.
    #[schema(min_length = 1, max_length = 100)]
    company: String,
    /// What you are called.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Your address.
    #[schema(value_type = Email)]
    email: String,
    /// Your password.
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    password: Secret<String>,
    /// An IANA name, such as `Europe/Berlin`; UTC where nothing is said.
    time_zone: Option<String>,
    /// The language you read; `en` where nothing is said.
    #[schema(pattern = "^(en|es)$")]
    language: Option<String>,
}

impl SignUp {
    /// All that is wrong at once, field by field.
    fn checked(self) -> Result<(Newcomer, Secret<String>), Error> {
        let mut fields = Fields::default();
        let company = names::tidy(&mut fields, "company", &self.company);
        let name = names::tidy(&mut fields, "name", &self.name);
        let email = self.email.parse::<Email>();
        if let Err(error) = &email {
            fields.add("email", "invalid", error.to_string());
        }
        let own = [self.email.trim(), &name, &company];
        passwords::check(&mut fields, "password", self.password.expose(), &own);
        let time_zone = self.time_zone.unwrap_or_else(|| "UTC".to_owned());
        names::check_time_zone(&mut fields, &time_zone);
        let language = self.language.unwrap_or_else(|| "en".to_owned());
        names::check_language(&mut fields, &language);
        match email {
            Ok(email) if fields.0.is_empty() => {
                let newcomer = Newcomer {
                    company,
                    name,
                    email,
                    time_zone,
                    language,
                };
                Ok((newcomer, self.password))
            }
            _ => Err(Error::Invalid(fields)),
        }
    }
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedUpBody {
    /// You.
    user: UserBody,
    /// Your company.
    company: CompanyBody,
}

/// A company to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "Acme" }))]
pub struct CompanyForm {
    /// What it is called.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Its name in web addresses; made from the name where nothing is said.
    #[schema(value_type = Option<blimp_kit::Slug>)]
    slug: Option<String>,
}

/// Sign up: make an account and a company that is yours. Answers with a session cookie.
#[utoipa::path(post, path = "/signup", tag = "sessions", security(()), request_body = SignUp,
    responses((status = 201, body = SignedUpBody), Problem))]
async fn sign_up(
    State(blimp): State<Blimp>,
    caller: Caller,
    Json(form): Json<SignUp>,
) -> Result<Response> {
    let (newcomer, password) = form.checked()?;
    check_open(&blimp).await?;
    count(&blimp, &caller).await?;
    let hash = hasher::hash(password).await?;
    let (origin, https) = (Origin::from(&caller), blimp.site.https());
    write(&blimp.db, caller, move |tx| {
        let made = actions::sign_up(tx, &newcomer, hash, &origin)?;
        let body = SignedUpBody {
            user: UserBody::from(&made.user),
            company: CompanyBody::from(&made.company),
        };
        Ok(Reply::created("/api/v1/me", &body)?.cookie(&set_cookie(https, &made.secret)))
    })
    .await
}

/// Refuses where sign-ups are closed, unless it is the first company.
async fn check_open(blimp: &Blimp) -> Result<(), Error> {
    if blimp.site.sign_up || !blimp.db.read(companies::queries::any).await? {
        return Ok(());
    }
    Err(Error::forbidden(
        "Sign-ups are closed here; ask somebody who is in a company to invite you.",
    ))
}

/// Counts a sign-up of this network, unless limits are off.
async fn count(blimp: &Blimp, caller: &Caller) -> Result<(), Error> {
    if !blimp.site.rate_limits {
        return Ok(());
    }
    let network = throttles::network(caller.ip);
    blimp
        .db
        .write(move |tx| throttles::actions::take(tx, &SIGN_UP_IP, &network))
        .await
}

/// Make another company. You own it.
#[utoipa::path(post, path = "/companies", tag = "companies", request_body = CompanyForm,
    responses((status = 201, body = CompanyBody), Problem))]
async fn create_company(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(form): Json<CompanyForm>,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        actor.needs(Scope::Admin)?;
        let mut fields = Fields::default();
        let name = names::tidy(&mut fields, "name", &form.name);
        let slug = form.slug.and_then(|slug| parse_slug(&mut fields, &slug));
        fields.check()?;
        let company = members::actions::found(tx, actor.user, &name, slug.as_ref())?;
        let actor = Actor::acting_for(tx, actor.user, actor.via)?;
        let location = format!("/api/v1/companies/{}", company.id);
        let reply = Reply::created(&location, &CompanyBody::from(&company))?;
        Ok(reply.etag(&tag(&company, &actor)))
    })
    .await
}
