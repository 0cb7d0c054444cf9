//! Permission as a value.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// Proof that the caller may do `A` to the `T` inside.
///
/// Only a noun's `policy.rs` makes one (a test keeps [`May::granted`] there); the action that
/// does `A` asks for it, so a route that forgot to ask does not compile.
pub struct May<A, T> {
    thing: T,
    action: PhantomData<fn() -> A>,
}

impl<A, T> May<A, T> {
    /// Grants `A` on `thing`.
    pub const fn granted(thing: T) -> Self {
        Self {
            thing,
            action: PhantomData,
        }
    }

    /// The thing itself, when the permission has been used.
    pub fn into_inner(self) -> T {
        self.thing
    }
}

impl<A, T> Deref for May<A, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.thing
    }
}

impl<A, T: fmt::Debug> fmt::Debug for May<A, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("May").field(&self.thing).finish()
    }
}
