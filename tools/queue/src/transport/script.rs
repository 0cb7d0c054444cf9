//! What Redis is asked to do in one go.

use blimp_cache::redis::Script;

macro_rules! lua {
    ($name:ident, $file:literal) => {
        pub(super) static $name: Script = Script::new(concat!(
            include_str!("scripts/prelude.lua"),
            include_str!(concat!("scripts/", $file))
        ));
    };
}

lua!(GLANCE, "glance.lua");
lua!(PUBLISH, "publish.lua");
lua!(READ, "read.lua");
lua!(READY, "ready.lua");
lua!(SETTLE, "settle.lua");
lua!(TEND, "tend.lua");
lua!(RETURN, "return.lua");
