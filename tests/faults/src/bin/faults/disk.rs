//! The disk under SQLite is full: writes are refused, reads go on, and so do writes later.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use blimp_faults::{Ask, Scratch, Wire, pause, wait_for};
use serde_json::json;

use crate::ground::{Ground, House};

/// The disk.
const SIZE: &str = "size=48m";
/// How soon writes must work again.
const BACK_WITHIN: Duration = Duration::from_secs(10);

/// A small disk of its own, gone when it is dropped.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(path: &'a Path) -> Result<Self, String> {
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "blimp-faults"])
            .arg(path)
            .status();
        if done.is_ok_and(|status| status.success()) {
            Ok(Self(path))
        } else {
            Err("no small disk can be mounted here (root can); `cargo test --package blimp-store full` shows the same with max_page_count".to_owned())
        }
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.0).status());
    }
}

/// Fills the disk, writes and reads, frees it, writes again.
pub(crate) fn run(ground: &Ground) -> Result<String, String> {
    let folder = tempfile::tempdir_in(&ground.scratch).expect("a folder");
    let path = folder.path().canonicalize().expect("its path");
    let disk = Disk::mount(&path)?;
    let house = House::open(ground, Scratch::sqlite_on(&ground.scratch, &path), &[])?;
    let mut all = String::new();
    for round in 1..=ground.pick(10, 2) {
        let found = once(&house, &path, round)?;
        all = format!("{round} times; the last: {found}");
    }
    let found = house.settle()?;
    drop(house);
    drop(disk);
    Ok(format!("{all}; afterwards {found}"))
}

fn once(house: &House, disk: &Path, round: u32) -> Result<String, String> {
    let ballast = disk.join("ballast");
    fill(&ballast);
    let mut answers = BTreeMap::new();
    let mut wire = Wire::new(house.place.port, house.cookie());
    // Little room is left in pages that are there already; go on until it is used up.
    let mut refused = 0;
    for number in 0..3000 {
        let status = write(house, &mut wire, &format!("full {round} {number}"));
        *answers.entry(status).or_insert(0) += 1;
        refused += u32::from(status != 201);
        if refused >= 50 {
            break;
        }
    }
    let odd = answers
        .keys()
        .find(|status| !matches!(status, 201 | 503 | 507));
    if let Some(status) = odd {
        return Err(format!(
            "a write answers {status}\n{}",
            house.place.log_tail()
        ));
    }
    if refused == 0 {
        return Err("the disk never was full".to_owned());
    }
    for _ in 0..20 {
        let path = format!("/projects/{}/tasks?limit=20", house.cast.project);
        let reply = wire.send(&Ask::get(path));
        if !reply.is_ok_and(|reply| reply.is_done()) {
            return Err("a read fails".to_owned());
        }
    }
    std::fs::remove_file(&ballast).expect("room again");
    let mut tries = 0;
    let back = wait_for("a write after room was made", BACK_WITHIN, || {
        tries += 1;
        pause(Duration::from_millis(20));
        (write(house, &mut wire, &format!("freed {round} {tries}")) == 201).then_some(())
    });
    back.map_err(|words| format!("{words}\n{}", house.place.log_tail()))?;
    let list = answers.iter().map(|(status, n)| format!("{n} x {status}"));
    Ok(format!(
        "{}, reads 200; freed, it wrote again at try {tries}",
        list.collect::<Vec<_>>().join(", ")
    ))
}

/// Writes zeroes until nothing more goes in.
fn fill(path: &Path) {
    let mut file = File::create(path).expect("a file");
    for size in [1 << 20, 4096, 1] {
        let piece = vec![0; size];
        while file.write_all(&piece).is_ok() {}
    }
}

fn write(house: &House, wire: &mut Wire, title: &str) -> u16 {
    let path = format!("/projects/{}/tasks", house.cast.project);
    let notes = "Long enough that a page is soon full. ".repeat(20);
    let body = json!({ "title": title, "notes": notes, "labels": ["load"] });
    let reply = wire.send(&Ask::post(path, body));
    let status = reply.map_or(0, |reply| reply.status);
    if status == 201 {
        let ledger = house.scratch.path().join("ledger-disk");
        let ledger = OpenOptions::new().create(true).append(true).open(ledger);
        let line = format!("task\t{title}\n");
        ledger
            .and_then(|mut ledger| ledger.write_all(line.as_bytes()))
            .expect("the ledger can be written");
    }
    status
}
