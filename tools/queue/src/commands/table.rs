//! Columns of text that line up.

use std::io::Write;

use blimp_kit::Instant;

/// Writes a head and lines below it, each column as wide as its widest cell.
pub(super) fn write<const N: usize>(
    out: &mut dyn Write,
    head: [&str; N],
    lines: impl IntoIterator<Item = [String; N]>,
) -> std::io::Result<()> {
    let head = head.map(str::to_owned);
    let lines: Vec<[String; N]> = std::iter::once(head).chain(lines).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..N).map(|column| width(column).unwrap_or(0)).collect();
    for line in &lines {
        let cells = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

/// To the second.
pub(super) fn time(at: Instant) -> String {
    at.to_chrono().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The first line of an error, and not all of that.
pub(super) fn first_words(text: Option<&str>) -> String {
    let line = text.unwrap_or_default().lines().next().unwrap_or_default();
    line.chars().take(60).collect()
}
