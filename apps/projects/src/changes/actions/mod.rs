//! What can be done with many tasks at once.

mod apply;
mod ground;
mod tell;
mod weigh;
mod write;

pub use apply::apply;
pub(crate) use ground::ground;
pub(crate) use write::write;
