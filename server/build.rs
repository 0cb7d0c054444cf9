//! Watches the built web client, which release builds embed. Builds nothing: `./run` does.

#![expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script by the environment"
)]

use std::env;
use std::path::Path;

const DIST: &str = "../client/dist";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Debug builds read the folder when they run.
    let embeds = env::var_os("CARGO_FEATURE_UI").is_some()
        && env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if !embeds {
        return;
    }
    println!("cargo:rerun-if-changed={DIST}");
    if !Path::new(DIST).join("index.html").is_file() {
        println!(
            "cargo:warning=client/dist has no web client, so this binary serves the API only. \
             ./run builds both; --no-default-features is for the API alone"
        );
    }
}
