//! Moving house: there and back, broken off and taken up again, and what is amiss.

use std::fs;

use blimp_kit::Error;
use image::ImageFormat;

use super::House;
use super::server::{bucket, servers};
use crate::moving::{Amiss, Manner, Moved, check, migrate};
use crate::thumbnail::tests::picture;
use crate::{Files, FilesCommand};

const COPY: Manner = Manner {
    dry_run: false,
    delete_source: false,
};

async fn moved(house: &House, from: &Files, to: &Files, manner: Manner) -> Moved {
    migrate(&house.db, (from, to), manner, &mut std::io::sink())
        .await
        .unwrap()
}

/// Another folder, and a bucket on each server.
async fn places(house: &House) -> Vec<Files> {
    let folder = format!("file://{}", house.folder.path().join("other").display());
    let mut places = vec![house.files.elsewhere(&folder).unwrap()];
    for endpoint in servers() {
        places.push(Files::with(bucket(&endpoint).await).unwrap());
    }
    places
}

#[tokio::test]
async fn files_move_there_and_back() {
    let house = House::new();
    let (plan, pixel) = (
        house.file(b"The plan.").await,
        house.file(&picture(ImageFormat::Png, 400, 400, 255)).await,
    );
    house.make_thumbnail(&pixel).await;
    let gone = house.file(b"gone").await;
    let home = house.files.clone();
    home.delete(&gone.key).await.unwrap();
    let bytes = u64::try_from(plan.bytes).unwrap();
    for place in places(&house).await {
        let dry = Manner {
            dry_run: true,
            delete_source: true,
        };
        let would = moved(&house, &home, &place, dry).await;
        assert_eq!(
            (would.files, would.copied, would.there, would.deleted),
            (3, 3, 0, 0)
        );
        assert_eq!(place.length(&plan.key).await.unwrap(), None);

        // Broken off after one file.
        place
            .receive_at(&plan.key, home.read(&plan.key, None).await.unwrap(), 100)
            .await
            .unwrap();
        let done = moved(&house, &home, &place, COPY).await;
        assert_eq!(
            (done.copied, done.there, done.missing),
            (2, 1, vec![gone.key.clone()])
        );
        assert_eq!(place.length(&plan.key).await.unwrap(), Some(bytes));
        let again = moved(&house, &home, &place, COPY).await;
        assert_eq!((again.copied, again.there, again.bytes), (0, 3, 0));

        // And back, with nothing left behind.
        for key in [&plan.key, &pixel.key] {
            home.delete(key).await.unwrap();
        }
        let leave = Manner {
            dry_run: false,
            delete_source: true,
        };
        let back = moved(&house, &place, &home, leave).await;
        assert_eq!((back.copied, back.there, back.deleted), (2, 1, 3));
        assert_eq!(check(&house.db, &place).await.unwrap().blobs, 0);
        assert_eq!(house.read(&plan.key, None).await, b"The plan.");
        let seen = house.find(&pixel).await.unwrap();
        assert!(house.files.thumbnail(&seen).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_damaged_blob_is_named_and_not_deleted() {
    let house = House::new();
    let file = house.file(b"The plan.").await;
    let path = house.folder.path().join("files").join(&file.key);
    let leave = Manner {
        dry_run: false,
        delete_source: true,
    };
    for place in places(&house).await {
        fs::write(&path, b"Thy plan.").unwrap();
        let done = moved(&house, &house.files, &place, leave).await;
        assert_eq!(
            (done.copied, done.deleted, done.damaged),
            (0, 0, vec![file.key.clone()])
        );
        assert_eq!(
            (place.length(&file.key).await.unwrap(), path.exists()),
            (None, true)
        );
        // A copy of the right length that is not the same.
        fs::write(&path, b"The plan.").unwrap();
        let wrong = super::chunks(b"Thy plan.", 3);
        place.receive_at(&file.key, wrong, 100).await.unwrap();
        let done = moved(&house, &house.files, &place, leave).await;
        assert_eq!((done.copied, done.deleted), (1, 1));
        assert_eq!(place.hash(&file.key).await.unwrap().0, file.sha256);
        assert!(!path.exists());
    }
}

#[tokio::test]
async fn what_is_amiss_is_found() {
    for house in House::each() {
        let (kept, gone) = (house.file(b"kept").await, house.file(b"gone").await);
        let lost = house.receive(b"lost!").await;
        house.files.delete(&gone.key).await.unwrap();
        let found = check(&house.db, &house.files).await.unwrap();
        let expected = Amiss {
            files: 2,
            blobs: 2,
            missing: vec![gone.key.clone()],
            orphans: vec![lost.key.clone()],
            orphan_bytes: 5,
        };
        assert_eq!(found, expected, "{kept:?}");

        let mut said = Vec::new();
        let answer = FilesCommand::Check { json: false }
            .run(&house.db, &house.files, &mut said)
            .await;
        assert!(
            matches!(answer, Err(Error::Fault(_))),
            "scripts must notice"
        );
        let said = String::from_utf8(said).unwrap();
        assert!(
            said.starts_with("2 files, 2 blobs: 1 missing, 1 without a file (0 MB)\nmissing  u/7/"),
            "{said}"
        );
    }
}
