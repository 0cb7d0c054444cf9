//! How facts that differ in their name alone are declared.

/// Declares facts that carry the same words, a `$of` with a method `about`, under names of their own.
macro_rules! facts_of {
    ($of:ty; $($(#[$meta:meta])* $name:ident = $wire:literal $(, $arg:literal)*;)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
            #[serde(transparent)]
            pub struct $name(pub $of);

            impl blimp_store::Event for $name {
                const NAME: &'static str = $wire;
                fn about(&self) -> blimp_store::About {
                    self.0.about($($arg),*)
                }
            }
        )+
    };
}

pub(crate) use facts_of;
