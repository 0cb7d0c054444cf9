//! Texts, friendly and hostile.

use crate::dice::Dice;

const WORDS: &[&str] = &[
    "page",
    "invoice",
    "logo",
    "shop",
    "photo",
    "release",
    "meeting",
    "price list",
    "newsletter",
    "contract",
    "booth",
    "landing page",
    "budget",
    "search",
    "report",
    "map",
    "menu",
    "survey",
];
const VERBS: &[&str] = &[
    "Write",
    "Check",
    "Send",
    "Draw",
    "Plan",
    "Fix",
    "Ask about",
    "Order",
    "Test",
];
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE tasks; --",
    "\u{0}NUL \u{0} inside",
    "مرحبا بالعالم",
    "\u{202e}gnp.exe",
    "👩‍👩‍👧‍👦 🇪🇺 ✅",
    "a\u{300}\u{301}\u{302}\u{303} zalgo",
    "line\nbreak\r\nand\ttab",
    "   ",
    "",
    "{{ 7 * 7 }} ${7*7}",
    "\u{feff}\u{200b}unseen",
    "%s%n%00 \\u0000",
];

/// What a card is called.
pub(crate) fn title(dice: &mut Dice) -> String {
    if dice.happens(4) {
        return dice.of(HOSTILE).to_owned();
    }
    if dice.happens(1) {
        return "A very long title ".repeat(100);
    }
    format!("{} the {}", dice.of(VERBS), dice.of(WORDS))
}

/// Markdown of a few lines; often nothing.
pub(crate) fn notes(dice: &mut Dice) -> String {
    if dice.happens(50) {
        return String::new();
    }
    if dice.happens(5) {
        return format!("{}\n\n[click](javascript:alert(1))", dice.of(HOSTILE));
    }
    let mut text = format!("The **{}** is for the {}.", dice.of(WORDS), dice.of(WORDS));
    for _ in 0..dice.below(4) {
        text.push_str("\n- ");
        text.push_str(dice.of(WORDS));
    }
    text
}

/// What somebody says.
pub(crate) fn remark(dice: &mut Dice) -> String {
    if dice.happens(5) {
        return format!("Look: {}", dice.of(HOSTILE));
    }
    format!(
        "The {} needs a {}. @ana what do you think?",
        dice.of(WORDS),
        dice.of(WORDS)
    )
}

/// What a step is called.
pub(crate) fn step(dice: &mut Dice) -> String {
    format!("{} {}", dice.of(VERBS), dice.of(WORDS))
}

/// A moment as Trello writes it, from seconds since 1970.
pub(crate) fn moment(second: i64) -> String {
    let (days, rest) = (second.div_euclid(86_400), second.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.678Z")
}

/// Days since 1970 as a date of the Gregorian calendar (Hinnant's algorithm).
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (
        yoe + era * 400 + i64::from(month <= 2),
        month,
        doy - (153 * mp + 2) / 5 + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_are_dates_of_the_calendar() {
        assert_eq!(moment(0), "1970-01-01T00:00:00.678Z");
        assert_eq!(moment(1_709_251_199), "2024-02-29T23:59:59.678Z");
    }
}
