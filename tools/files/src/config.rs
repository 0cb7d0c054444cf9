//! Where files are.

use blimp_kit::Setting;

/// Where blobs are kept.
pub const FILES_URL: Setting = Setting {
    name: "FILES_URL",
    default: "file://data/files",
    secret: true,
    help: "Where uploaded files are kept: `file://path`.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[FILES_URL];
