//! Problems: refusals and accidents as `application/problem+json` (RFC 9457).

use std::collections::BTreeMap;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use blimp_kit::{Error, Field, OUTCOME_UNKNOWN};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;
use utoipa::openapi::{
    Content, Ref, RefOr, Response as DocResponse, ResponseBuilder, ResponsesBuilder,
};

/// What a handler answers when it does not do what was asked.
pub type Result<T = Response, E = Problem> = std::result::Result<T, E>;

/// A refusal or an accident, ready to be sent.
#[derive(Debug)]
pub struct Problem {
    body: Box<ProblemBody>,
    retry_after: Option<u64>,
}

/// The body of every answer from 400 on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemBody {
    /// A page about this kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// A stable word, such as `project.archived`.
    pub code: String,
    /// A sentence for people; may change.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// More, where there is more to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What is wrong, field by field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Field>,
    /// The thing as it is now, where the caller's copy is old.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>, nullable = false)]
    pub current: Option<Box<RawValue>>,
    /// Quote it when asking for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// A problem of this status, code and title.
    pub fn new(status: StatusCode, code: &str, title: impl Into<String>) -> Self {
        let body = ProblemBody {
            kind: format!("/api/docs#{code}"),
            code: code.to_owned(),
            title: title.into(),
            status: status.as_u16(),
            detail: None,
            errors: Vec::new(),
            current: None,
            request_id: None,
        };
        Self {
            body: Box::new(body),
            retry_after: None,
        }
    }

    /// 400: not understood, with what is wrong where that is known.
    pub fn bad_request(code: &str, title: impl Into<String>, errors: Vec<Field>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, title).with_errors(errors)
    }

    /// The same problem, with entries for fields.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<Field>) -> Self {
        self.body.errors = errors;
        self
    }

    /// The same problem, with more to say.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.body.detail = Some(detail.into());
        self
    }

    /// The same problem, with the thing as it is now.
    #[must_use]
    pub(crate) fn with_current(mut self, now: Box<RawValue>) -> Self {
        self.body.current = Some(now);
        self
    }

    /// What will be sent.
    #[cfg(test)]
    pub(crate) const fn body(&self) -> &ProblemBody {
        &self.body
    }

    /// The same problem, with the time to come back, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds.max(1));
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.body.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::Unauthenticated => Self::new(
                StatusCode::UNAUTHORIZED,
                "unauthenticated",
                "Sign in first.",
            ),
            Error::Forbidden(detail) => {
                Self::new(StatusCode::FORBIDDEN, "forbidden", "You may not do this.")
                    .with_detail(detail)
            }
            Error::NotFound => Self::new(
                StatusCode::NOT_FOUND,
                "not_found",
                "There is no such thing.",
            ),
            Error::Invalid(fields) => invalid(fields.0),
            Error::Conflict { code, detail } => Self::new(StatusCode::CONFLICT, code, detail),
            Error::Stale => Self::new(
                StatusCode::PRECONDITION_FAILED,
                "stale",
                "Somebody changed this since you read it.",
            )
            .with_detail("Look at it as it is now, then decide."),
            Error::TooMany { retry_after } => Self::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too_many",
                "Too many requests.",
            )
            .retry_after(retry_after.as_secs()),
            Error::Unavailable(part) => {
                tracing::warn!(part, "answered 503");
                let problem = Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "unavailable",
                    "Not now; try again soon.",
                )
                .retry_after(1);
                if part == OUTCOME_UNKNOWN {
                    return problem.with_detail(
                        "It may have been done all the same: look before you ask again.",
                    );
                }
                problem
            }
            Error::Full { code, detail } => {
                Self::new(StatusCode::INSUFFICIENT_STORAGE, code, detail)
            }
            Error::Fault(error) => {
                tracing::error!(error = format!("{error:#}"), "a request failed");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "internal",
                    "Something broke on our side.",
                )
            }
        }
    }
}

/// A query parameter is part of the question (400), a field is part of the matter (422).
fn invalid(fields: Vec<Field>) -> Problem {
    if fields.iter().any(|f| f.pointer.starts_with('?')) {
        return Problem::bad_request("bad_parameter", "A parameter will not do.", fields);
    }
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "invalid",
        "Some fields will not do.",
    )
    .with_errors(fields)
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status();
        let json = serde_json::to_vec(&self.body).unwrap_or_default();
        let mut response = (status, json).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        // The outermost layer puts the request id into the body.
        response.extensions_mut().insert(*self.body);
        response
    }
}

impl utoipa::IntoResponses for Problem {
    fn responses() -> BTreeMap<String, RefOr<DocResponse>> {
        let answer = |words: &str| {
            ResponseBuilder::new().description(words).content(
                "application/problem+json",
                Content::new(Some(RefOr::Ref(Ref::from_schema_name("ProblemBody")))),
            )
        };
        ResponsesBuilder::new()
            .response("4XX", answer("Refused; `code` says why."))
            .response("5XX", answer("Ours, or not now."))
            .build()
            .into()
    }
}
