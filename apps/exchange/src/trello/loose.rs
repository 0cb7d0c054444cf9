//! Tolerant reading: what is not of the expected type counts as not there.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Reads a field; anything of another type is the type's default.
pub(super) fn loose<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let raw = <&RawValue>::deserialize(from)?;
    Ok(serde_json::from_str(raw.get()).unwrap_or_default())
}

/// Reads a list; elements of another type are left out.
pub(super) fn loose_list<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let raw = <&RawValue>::deserialize(from)?;
    let elements: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
    let read = |one: &RawValue| serde_json::from_str(one.get()).ok();
    Ok(elements.into_iter().filter_map(read).collect())
}
