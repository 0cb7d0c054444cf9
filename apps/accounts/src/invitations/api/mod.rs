//! Invitations over HTTP: for those who invite, and for those who are invited.

mod accept;
mod manage;

use blimp_app::Blimp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of invitations.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(manage::list_invitations, manage::invite_person))
        .routes(routes!(manage::get_invitation, manage::cancel_invitation))
        .routes(routes!(manage::resend_invitation))
        .routes(routes!(accept::read_invitation))
        .routes(routes!(accept::accept_invitation))
}
