//! Breaking plain text into lines that every mail reader shows well.

/// The longest line, in characters; a word that is longer (an address) stays whole.
pub(crate) const WIDTH: usize = 76;

/// Breaks long lines between words. What stood before the first word (`- `, `> `, spaces) is
/// kept: a list goes on indented, a quotation goes on quoted.
pub(crate) fn wrap(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.trim().lines() {
        wrap_line(line.trim_end(), &mut out);
    }
    out
}

fn wrap_line(line: &str, out: &mut String) {
    let is_lead = |c: char| matches!(c, ' ' | '>' | '-' | '*');
    let words = line.trim_start_matches(is_lead);
    let (lead, words) = line.split_at(line.len() - words.len());
    let next_lead: String = lead
        .chars()
        .map(|c| if c == '>' { '>' } else { ' ' })
        .collect();
    out.push_str(lead);
    let mut width = lead.chars().count();
    let mut first = true;
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let len = word.chars().count();
        if !first && width + 1 + len > WIDTH {
            out.push('\n');
            out.push_str(&next_lead);
            width = next_lead.chars().count();
        } else if !first {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += len;
        first = false;
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrap};

    #[test]
    fn long_lines_are_broken_between_words_and_addresses_stay_whole() {
        let address = format!("https://example.com/{}", "x".repeat(100));
        let long = "word ".repeat(40);
        let text = wrap(&format!(
            "Hello,\n\n{long}\n{address}\n- {long}\n> {long}\n"
        ));
        for line in text.lines() {
            assert!(line.chars().count() <= WIDTH || line == address, "{line}");
        }
        assert!(text.starts_with("Hello,\n\nword word"));
        assert!(text.contains("\n- word"));
        assert!(text.contains("\n  word"));
        assert_eq!(text.matches("\n> word").count(), 3);
        assert_eq!(
            text.split_whitespace().filter(|w| *w == "word").count(),
            120
        );
    }
}
