//! The [`Actor`] of a request.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use blimp_app::Blimp;
use blimp_http::Problem;
use blimp_kit::{Error, Result};

use crate::actor::{Actor, Scope};
use crate::credentials::lookup::{self, Credential};
use crate::sessions::find_cookie;

/// Who acts, or nobody: a browser that is not signed in, or not any more. A bad token is still
/// refused.
#[derive(Debug, Clone)]
pub struct MaybeActor(pub Option<Actor>);

impl FromRequestParts<Blimp> for Actor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, blimp: &Blimp) -> Result<Self, Problem> {
        let found = find(parts, blimp).await?;
        let actor = found.ok_or(Error::Unauthenticated)?;
        Ok(allowed(actor, &parts.method)?)
    }
}

impl FromRequestParts<Blimp> for MaybeActor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, blimp: &Blimp) -> Result<Self, Problem> {
        let Some(actor) = find(parts, blimp).await? else {
            return Ok(Self(None));
        };
        Ok(Self(Some(allowed(actor, &parts.method)?)))
    }
}

/// Refuses a read-only token that comes with an unsafe method.
fn allowed(actor: Actor, method: &Method) -> Result<Actor> {
    if !method.is_safe() {
        actor.needs(Scope::Write)?;
    }
    Ok(actor)
}

/// The actor, looked up once a request. A bad token is refused, an old cookie is nobody.
async fn find(parts: &mut Parts, blimp: &Blimp) -> Result<Option<Actor>> {
    if let Some(actor) = parts.extensions.get::<Actor>() {
        return Ok(Some(actor.clone()));
    }
    let Some(credential) = credential(&parts.headers, blimp.site.https())? else {
        return Ok(None);
    };
    let bearer = matches!(credential, Credential::Bearer(_));
    let found = lookup::find(&blimp.db, credential).await?;
    match &found {
        Some(actor) => drop(parts.extensions.insert(actor.clone())),
        None if bearer => return Err(Error::Unauthenticated),
        None => {}
    }
    Ok(found)
}

/// What the request carries; where it carries both, the token counts.
fn credential(headers: &HeaderMap, https: bool) -> Result<Option<Credential>> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let (scheme, secret) = value
            .to_str()
            .ok()
            .and_then(|v| v.split_once(' '))
            .ok_or(Error::Unauthenticated)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Error::Unauthenticated);
        }
        return Ok(Some(Credential::Bearer(secret.trim().to_owned())));
    }
    let mut cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok());
    let secret = cookies.find_map(|header| find_cookie(https, header));
    Ok(secret.map(|secret| Credential::Cookie(secret.to_owned())))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::credential;
    use crate::credentials::lookup::Credential;

    #[test]
    fn a_token_counts_before_a_cookie_and_an_odd_header_counts_as_a_bad_one() {
        let bearer = Credential::Bearer("t".to_owned());
        let cookie = Credential::Cookie("c".to_owned());
        for (authorization, cookies, expected) in [
            (None, None, Ok(None)),
            (None, Some("blimp=c"), Ok(Some(cookie))),
            (Some("Bearer t"), Some("blimp=c"), Ok(Some(bearer.clone()))),
            (Some("bearer  t"), None, Ok(Some(bearer))),
            (Some("Basic t"), Some("blimp=c"), Err(())),
            (Some("t"), None, Err(())),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in [
                (header::AUTHORIZATION, authorization),
                (header::COOKIE, cookies),
            ] {
                if let Some(value) = value {
                    headers.insert(name, HeaderValue::from_static(value));
                }
            }
            let found = credential(&headers, false).or(Err(()));
            assert_eq!(found, expected, "{authorization:?} {cookies:?}");
        }
    }
}
