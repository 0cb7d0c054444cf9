//! S3 gone: uploads say so at once, and nothing else notices.

use std::time::{Duration, Instant};

use blimp_faults::{Ask, S3, S3_KEYS, Wire, pause, wait_for};

use crate::ground::{Ground, House, at_least};

/// The longest an upload may take to be refused.
const REFUSED_WITHIN: Duration = Duration::from_secs(10);

/// Up, gone, up again.
pub(crate) fn run(ground: &Ground) -> Result<String, String> {
    let folder = tempfile::tempdir_in(&ground.scratch).expect("a folder");
    let folder = folder.path().canonicalize().expect("its path");
    let mut s3 = S3::start(&ground.weed, &folder);
    let (key, secret) = S3_KEYS;
    let url = s3.url();
    let house = ground.on_postgres(&[
        ("FILES_URL", "s3://blimp"),
        ("AWS_ENDPOINT_URL", &url),
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", key),
        ("AWS_SECRET_ACCESS_KEY", secret),
    ])?;
    let task = task(&house)?;
    if upload(&house, task) != 201 {
        return Err(format!("no upload works\n{}", house.place.log_tail()));
    }
    let uploads = ground.pick(10, 2);
    let (slowest, tally) = house.load("s3", || {
        s3.kill();
        let mut slowest = Duration::ZERO;
        for _ in 0..uploads {
            let begun = Instant::now();
            match upload(&house, task) {
                503 => slowest = slowest.max(begun.elapsed()),
                status => return Err(format!("an upload answers {status}, not 503")),
            }
        }
        pause(Duration::from_secs(1));
        Ok(slowest)
    });
    let slowest = slowest?;
    if slowest > REFUSED_WITHIN {
        return Err(format!(
            "an upload was refused after {} s",
            slowest.as_secs()
        ));
    }
    let words = at_least(10_000, "all else meanwhile", &tally)?;
    s3.restart(&ground.weed);
    let again = wait_for("an upload", Duration::from_secs(30), || {
        (upload(&house, task) == 201).then_some(())
    });
    again.map_err(|words| format!("{words}\n{}", house.place.log_tail()))?;
    house.settle()?;
    Ok(format!(
        "{uploads} uploads refused with 503, the slowest after {} ms; {words}; the next upload after its return worked",
        slowest.as_millis()
    ))
}

fn task(house: &House) -> Result<i64, String> {
    let path = format!("/projects/{}/tasks", house.cast.project);
    let body = serde_json::json!({ "title": "With a file", "labels": ["load"] });
    let reply = Wire::new(house.place.port, house.cookie()).send(&Ask::post(path, body));
    let reply = reply.map_err(|error| error.to_string())?;
    reply.body["id"].as_i64().ok_or("no task".to_owned())
}

/// The status that an upload gets; 0 for no answer.
fn upload(house: &House, task: i64) -> u16 {
    let url = format!(
        "http://127.0.0.1:{}/api/v1/tasks/{task}/attachments",
        house.place.port
    );
    let done = std::process::Command::new("curl")
        .args(["-s", "-m", "30", "-o", "/dev/null", "-w", "%{http_code}"])
        .args(["-H", &format!("cookie: {}", house.cookie())])
        .args([
            "-F",
            "file=@/etc/hostname;filename=note.txt;type=text/plain",
            &url,
        ])
        .output();
    let words = done.map(|done| String::from_utf8_lossy(&done.stdout).into_owned());
    words
        .ok()
        .and_then(|code| code.parse().ok())
        .unwrap_or_default()
}
