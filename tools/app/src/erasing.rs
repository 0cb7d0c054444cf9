//! Erasing a tenant: what each room deletes of its own.

use blimp_kit::Result;
use blimp_store::Tx;

/// Deletes up to about `limit` rows of a tenant and says how many; 0 where none is left.
pub type Erase = fn(tx: &mut Tx, company: i64, limit: i64) -> Result<usize>;

/// What one room deletes.
#[derive(Debug, Clone, Copy)]
pub struct Eraser {
    /// The room.
    pub name: &'static str,
    /// How.
    pub erase: Erase,
}
