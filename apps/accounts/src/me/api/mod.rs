//! The caller's own profile and picture over HTTP.

mod avatar;
mod profile;

use axum::extract::DefaultBodyLimit;
use blimp_app::Blimp;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use profile::{MeBody, MembershipBody, MembershipCompany};

/// The routes of me.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    let picture = OpenApiRouter::new()
        .routes(routes!(avatar::set_my_avatar, avatar::remove_my_avatar))
        .layer(DefaultBodyLimit::max(avatar::MAX_FORM));
    OpenApiRouter::new()
        .routes(routes!(profile::get_me, profile::change_me))
        .merge(picture)
        .routes(routes!(avatar::get_avatar))
}
