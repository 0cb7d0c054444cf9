//! Custom fields, as text behind a card's notes.

use std::collections::HashMap;

use super::file::{Board, Card, CustomField, CustomFieldItem, FieldValue};

/// The custom fields of a board, by id.
pub(super) struct CustomFields<'a> {
    by_id: HashMap<&'a str, &'a CustomField>,
}

impl<'a> CustomFields<'a> {
    pub(super) fn of(board: &'a Board) -> Self {
        let by_id = board
            .custom_fields
            .iter()
            .map(|field| (field.id.as_str(), field))
            .collect();
        Self { by_id }
    }

    /// A card's notes with its fields behind them, and how many there are.
    pub(super) fn notes(&self, card: &Card) -> (String, usize) {
        let mut lines: Vec<(f64, String)> = card
            .custom_field_items
            .iter()
            .filter_map(|item| self.line(item))
            .collect();
        if lines.is_empty() {
            return (card.desc.clone(), 0);
        }
        lines.sort_by(|a, b| a.0.total_cmp(&b.0));
        let count = lines.len();
        let lines: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
        let gap = if card.desc.trim().is_empty() {
            ""
        } else {
            "\n\n"
        };
        let notes = format!(
            "{}{gap}### Custom fields\n\n{}",
            card.desc.trim_end(),
            lines.join("\n")
        );
        (notes, count)
    }

    fn line(&self, item: &CustomFieldItem) -> Option<(f64, String)> {
        let field = self.by_id.get(item.id_custom_field.as_str())?;
        let value = match &item.id_value {
            Some(chosen) => {
                let option = field.options.iter().find(|option| option.id == *chosen)?;
                option.value.text.clone()?
            }
            None => value(&field.kind, &item.value)?,
        };
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("- **{}:** {}", one_line(&field.name), one_line(&value));
        Some((field.pos, line))
    }
}

/// The value of a field of this type; the file has strings for every type.
fn value(kind: &str, value: &FieldValue) -> Option<String> {
    match kind {
        "checkbox" => {
            let yes = value.checked.as_deref()? == "true";
            Some(if yes { "yes" } else { "no" }.to_owned())
        }
        "date" => value.date.as_ref().map(|at| {
            super::words::day(Some(at)).map_or_else(|| at.clone(), |day| day.to_string())
        }),
        "number" => value.number.clone(),
        _ => value.text.clone().or_else(|| value.number.clone()),
    }
}
