//! The web: the API, its document and page, health and metrics, and for all else the client, behind
//! the layers of http.

use crate::client::Client;
use crate::house::House;
use crate::{ops, pages, staff};
use axum::Router;
use axum::routing::get;
use blimp_http::layers::{self, Layers};
use blimp_kit::Result;

/// Puts the routes together.
pub fn build(house: &House) -> Result<Router> {
    let (api, document) = house.api();
    let client = Client::from_settings(&house.settings, house.blimp.files.origin())?;
    let pages = pages::routes(&document, &house.blimp.site, client)?;
    let router = api
        .with_state(house.blimp.clone())
        .merge(pages)
        .route("/healthz", get(ops::alive))
        .route("/up", get(ops::alive))
        .merge(ops::routes(house))
        .merge(staff::routes(house));
    let layers = Layers {
        clock: house.blimp.clock.clone(),
        redis: house.redis.clone(),
        ..Layers::from_settings(&house.settings, &house.blimp.site.url)?
    };
    Ok(layers::wrap(router, &layers))
}
