//! Points of the code at which a debug build kills itself, where it is told to.

use blimp_kit::fault::POINTS;

/// Those that only a house with a broker passes.
const WITH_BROKER: [&str; 3] = ["mid_relay", "after_xadd", "before_xack"];

/// The points that a house passes.
pub(crate) fn all(broker: bool) -> Vec<&'static str> {
    let passed = |point: &&str| broker || !WITH_BROKER.contains(point);
    POINTS.into_iter().filter(passed).collect()
}
