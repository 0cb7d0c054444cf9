//! What the API's document says of itself.

use utoipa::openapi::{InfoBuilder, OpenApi};

/// Completes the document that the routes made.
pub(crate) fn complete(mut openapi: OpenApi) -> OpenApi {
    openapi.info = InfoBuilder::new()
        .title("Blimp")
        .version("1")
        .description(Some(
            "Project management for companies: company > project > goal > task. \
             Sign in with a session cookie or a personal token; errors are problem+json; \
             lists are paged by cursor.",
        ))
        .license(Some(utoipa::openapi::License::new("Apache-2.0")))
        .build();
    blimp_http::openapi::complete(&mut openapi);
    openapi
}
