//! Small pictures, and what only pretends to be one.

use image::ImageFormat;

use super::House;
use crate::MakeThumbnail;
use crate::serving::{Asked, serve};
use crate::thumbnail::tests::{bomb, picture};

#[tokio::test]
async fn a_disguise_is_served_as_a_download() {
    let house = House::new();
    for sent in [
        "<svg onload=alert(1)>",
        "<!DOCTYPE html><script>",
        "<?xml version='1.0'?>",
    ] {
        let file = house.file(sent.as_bytes()).await;
        assert!(file.name.contains(".png") && house.jobs::<MakeThumbnail>().await.is_empty());
        let serving = serve(&(&file).into(), &Asked::default());
        assert_eq!(serving.content_type, "application/octet-stream", "{sent}");
        assert!(serving.disposition.starts_with("attachment;"), "{sent}");
    }
}

#[tokio::test]
async fn a_picture_gets_one_small_picture() {
    for house in House::each() {
        let file = house.file(&picture(ImageFormat::Jpeg, 640, 480, 255)).await;
        assert_eq!(house.jobs::<MakeThumbnail>().await.len(), 1);
        tokio::join!(house.make_thumbnail(&file), house.make_thumbnail(&file));
        house.make_thumbnail(&file).await;
        let seen = house.find(&file).await.unwrap();
        assert_eq!(
            (seen.width, seen.height, seen.version),
            (Some(640), Some(480), 2)
        );
        let small = house.files.thumbnail(&seen).await.unwrap().unwrap();
        let serving = serve(&small.blob(&seen), &Asked::default());
        assert_eq!((serving.status, serving.content_type), (200, "image/jpeg"));
        assert_eq!(serving.body, Some(0..small.bytes.len() as u64));
        assert_eq!(house.files.thumbnail(&file).await.unwrap(), None);
        assert_eq!(house.on_disk(), 2);
    }
}

#[tokio::test]
async fn a_bomb_or_a_broken_picture_goes_without() {
    let house = House::new();
    for bytes in [
        bomb(60_000, 60_000),
        b"\x89PNG\r\n\x1a\n".to_vec(),
        b"\xff\xd8\xff\xe0".to_vec(),
    ] {
        let file = house.file(&bytes).await;
        house.make_thumbnail(&file).await;
        assert_eq!(house.find(&file).await.unwrap().thumb_key, None);
    }
    let removed = house.file(&picture(ImageFormat::Png, 9, 9, 255)).await;
    house.remove(&removed).await;
    house.make_thumbnail(&removed).await;
    assert_eq!(house.on_disk(), 4);
}
