//! Ten thousand cards.

use super::house::{House, counts, made};
use super::queries;
use crate::imports::ImportStatus;
use crate::imports::model::ImportKind;

#[tokio::test]
async fn ten_thousand_cards_come_in() {
    let made = made(10_000);
    let house = House::sqlite().await;
    let (import, report) = house.import(made.to_bytes(false)).await;
    assert_eq!(
        (import.status, import.place),
        (ImportStatus::Done, 10_001),
        "{}",
        report.summary
    );
    assert_eq!(
        counts(&report, ImportKind::Card),
        [10_000, 10_000, 0, 0, 0, 10_000]
    );
    let tasks = house
        .read(|conn| queries::number(conn, "SELECT COUNT(*) AS n FROM tasks"))
        .await;
    assert_eq!(tasks, 10_000);
    let (facts, steps) = house
        .read(|conn| {
            let all = queries::number(conn, "SELECT COUNT(*) AS n FROM event")?;
            let steps = "SELECT COUNT(*) AS n FROM event WHERE name = 'import.progressed.v1'";
            let steps = queries::number(conn, steps)?;
            Ok((all - steps, steps))
        })
        .await;
    assert!(facts < 20, "{facts} facts");
    // How far it is, for those who watch: once for each chunk of a hundred.
    assert!(steps <= 110, "{steps} steps");
}
