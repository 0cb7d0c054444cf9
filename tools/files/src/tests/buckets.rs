//! Files in a bucket: the same promises as on a disk, and straight uploads.

use std::time::Duration;

use blimp_kit::{Error, Result};
use futures::StreamExt as _;
use image::ImageFormat;

use super::server::{Answer, is_strict, put};
use super::{ACME, begin, chunks, in_buckets, new_upload};
use crate::jobs::sweep;
use crate::serving::Blob;
use crate::thumbnail::tests::picture;
use crate::uploads::{self, NewUpload, Part, Plan, Sending, SentPart};
use crate::{Files, HashBlob};

async fn stored(files: &Files) -> usize {
    files.list("u").count().await + files.list("p").count().await
}

async fn send(plan: &Plan, bytes: &[u8], with: &[(&str, &str)]) -> Answer {
    let Sending::Whole { url, headers, .. } = plan.sending() else {
        panic!("{plan:?}")
    };
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| {
            let other = with.iter().find(|(other, _)| other == name);
            (
                *name,
                other.map_or(value.clone(), |(_, other)| (*other).to_owned()),
            )
        })
        .collect();
    put(url, &headers, bytes.to_vec()).await
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent() {
    for house in in_buckets().await {
        for size in [0, 5, 5 << 20, (11 << 20) + 7] {
            let sent: Vec<u8> = (0..size)
                .map(|i: u32| i.to_le_bytes()[i as usize % 3])
                .collect();
            let received = house.receive(&sent).await;
            assert_eq!(received.bytes, i64::from(size));
            assert!(house.read(&received.key, None).await == sent, "{size}");
            if size > 5 {
                let part = house.read(&received.key, Some(3..70_000)).await;
                assert!(part == sent[3..70_000], "{size}");
            }
            let (sum, bytes) = house.files.hash(&received.key).await.unwrap();
            assert_eq!((sum, bytes), (received.sha256, u64::from(size)));
        }
        let key = house.receive(b"gone").await.key;
        house.files.delete(&key).await.unwrap();
        house.files.delete(&key).await.unwrap();
        assert!(matches!(
            house.files.read(&key, None).await,
            Err(Error::NotFound)
        ));
        let much = chunks(&vec![b'x'; 12 << 20], 100_000);
        let refused = house.files.receive(Some(ACME), much, 11 << 20).await;
        assert!(matches!(refused, Err(Error::Invalid(_))));
        assert_eq!(stored(&house.files).await, 4);
    }
}

#[tokio::test]
async fn a_client_sends_exactly_what_it_announced() {
    for house in in_buckets().await {
        let bytes = b"We launch on Monday.";
        let (plan, upload) = begin(&house, new_upload(bytes)).await;
        assert_eq!(
            code(house.files.finish(&upload, &[]).await),
            "upload.missing"
        );
        if is_strict(&house.files.options) {
            for (body, with) in [
                (&bytes[..], [("content-type", "text/html")]),
                (&bytes[1..], [("", "")]),
                (b"We launch on Monday, all of us.", [("", "")]),
            ] {
                let refused = send(&plan, body, &with).await;
                assert_eq!(refused.status, 403, "{with:?} {}", refused.text);
            }
        }
        assert_eq!(send(&plan, bytes, &[]).await.status, 200);
        let received = house.files.finish(&upload, &[]).await.unwrap();
        assert_eq!((received.bytes, received.content_type), (20, "text/plain"));
        assert_eq!(house.files.finish(&upload, &[]).await.unwrap(), received);

        // Who still has the address does not reach the file.
        assert_eq!(
            send(&plan, b"They launch on Friday", &[]).await.status != 200,
            is_strict(&house.files.options)
        );
        let other = b"We launch on Friday!";
        assert_eq!(send(&plan, other, &[]).await.status, 200);
        assert_eq!(house.read(&received.key, None).await, bytes);

        let file = house.keep(&received, None).await.unwrap();
        assert_eq!(house.jobs::<HashBlob>().await.len(), 1);
        assert!(!Blob::from(&file).tag.is_empty());
        let done = {
            let (upload, id) = (upload.clone(), file.id);
            house.db.write(move |tx| {
                Ok((
                    uploads::done(tx, &upload, id)?,
                    uploads::done(tx, &upload, id)?,
                ))
            })
        };
        assert_eq!(done.await.unwrap(), (true, false));
        let work = HashBlob {
            file: file.id,
            company: Some(ACME),
        };
        work.hash(&house.files, &house.db).await.unwrap();
        let known = house.find(&file).await.unwrap().sha256;
        assert_eq!(known, house.files.hash(&file.key).await.unwrap().0);
    }
}

#[tokio::test]
async fn a_checksum_that_was_announced_is_held() {
    for house in in_buckets().await {
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let new = NewUpload {
            sha256: Some(sum.to_owned()),
            ..new_upload(b"abc")
        };
        let (plan, upload) = begin(&house, new).await;
        if is_strict(&house.files.options) {
            assert_ne!(send(&plan, b"abd", &[]).await.status, 200);
        }
        assert_eq!(send(&plan, b"abc", &[]).await.status, 200);
        house.files.finish(&upload, &[]).await.unwrap();
    }
}

async fn send_parts(parts: &[Part], bytes: &[u8]) -> Vec<SentPart> {
    let mut sent = Vec::new();
    let mut rest = bytes;
    for part in parts {
        let (here, after) = rest.split_at(usize::try_from(part.bytes).unwrap());
        rest = after;
        let answer = put(&part.url, &[], here.to_vec()).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let etag = answer.header("etag").to_owned();
        sent.push(SentPart {
            number: part.number,
            etag,
        });
    }
    sent
}

#[tokio::test]
async fn a_large_file_goes_in_parts() {
    for house in in_buckets().await {
        let bytes: Vec<u8> = (0..(17_u32 << 20))
            .map(|i| i.to_le_bytes()[i as usize % 3])
            .collect();
        let (plan, upload) = begin(&house, new_upload(&bytes)).await;
        let Sending::Parts { parts, .. } = plan.sending() else {
            panic!("{plan:?}")
        };
        assert_eq!(
            parts.iter().map(|part| part.bytes).collect::<Vec<_>>(),
            [16 << 20, 1 << 20]
        );
        if is_strict(&house.files.options) {
            assert_eq!(
                put(&parts[1].url, &[], vec![1; (1 << 20) + 1]).await.status,
                403
            );
        }
        let mut sent = send_parts(parts, &bytes).await;
        assert_eq!(
            code(house.files.finish(&upload, &[]).await),
            "upload.incomplete"
        );
        sent.reverse();
        assert_eq!(
            code(house.files.finish(&upload, &sent[..1]).await),
            "upload.incomplete"
        );
        let received = house.files.finish(&upload, &sent).await.unwrap();
        assert_eq!(house.files.finish(&upload, &sent).await.unwrap(), received);
        assert!(house.read(&received.key, None).await == bytes);
    }
}

#[tokio::test]
async fn what_nobody_finished_is_gone_after_a_day() {
    for house in in_buckets().await {
        let kept = house.file(&picture(ImageFormat::Png, 400, 400, 255)).await;
        house.make_thumbnail(&kept).await;
        house.receive(b"received, then the process died").await;
        let (plan, _) = begin(&house, new_upload(b"sent")).await;
        send(&plan, b"sent", &[]).await;
        let large = vec![7; 7 << 20];
        let (broken, upload) = begin(&house, new_upload(&large)).await;
        let Sending::Parts { parts, .. } = broken.sending() else {
            panic!("{broken:?}")
        };
        let sent = send_parts(parts, &large).await;
        assert_eq!(stored(&house.files).await, 4);

        house.clock.advance(Duration::from_hours(23));
        assert_eq!(sweep(&house.files, &house.db).await.unwrap(), 0);
        house.clock.advance(Duration::from_hours(2));
        // Two rows and the blob without one; what the rows expected goes with them.
        assert_eq!(sweep(&house.files, &house.db).await.unwrap(), 3);
        assert_eq!(sweep(&house.files, &house.db).await.unwrap(), 0);
        assert_eq!(stored(&house.files).await, 2);
        assert!(
            put(&parts[0].url, &[], large).await.status >= 400,
            "it was given up"
        );
        assert!(house.files.finish(&upload, &sent).await.is_err());
        let seen = house.find(&kept).await.unwrap();
        assert!(house.files.thumbnail(&seen).await.unwrap().is_some());
    }
}
