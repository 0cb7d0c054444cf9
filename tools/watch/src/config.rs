//! How much is logged, and in which form.

use blimp_kit::Setting;

/// What is logged.
pub const LOG: Setting = Setting {
    name: "LOG",
    default: "info",
    secret: false,
    help: "What is logged: a level (`error`, `warn`, `info`, `debug`, `trace`), or levels by module such as `info,blimp_queue=debug`.",
};

/// The form of the log.
pub const LOG_FORMAT: Setting = Setting {
    name: "LOG_FORMAT",
    default: "auto",
    secret: false,
    help: "`human` or `json` (one object a line); `auto` is human on a terminal and JSON elsewhere.",
};

/// Every setting of this crate.
pub const SETTINGS: &[Setting] = &[LOG, LOG_FORMAT];
