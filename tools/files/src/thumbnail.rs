//! Small pictures: decoded within limits, turned upright, written anew without what the camera
//! noted.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

/// The longer side of a small picture, in pixels.
const SIDE: u32 = 320;

/// Pictures with more pixels are not decoded.
const MOST_PIXELS: u64 = 50_000_000;

/// Memory for one decoder, in bytes: fifty million pixels of three bytes, and some.
const MOST_MEMORY: u64 = 160 << 20;

/// Good enough for a small picture, at a tenth of the size of one without losses.
const QUALITY: u8 = 80;

/// A small picture and the measures of the large one.
#[derive(Debug)]
pub(crate) struct Thumbnail {
    /// Width of the large picture as seen, in pixels.
    pub(crate) width: u32,
    /// Height of the large picture as seen, in pixels.
    pub(crate) height: u32,
    /// The small picture: JPEG, or WebP where parts of it are see-through.
    pub(crate) bytes: Vec<u8>,
}

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoThumbnail {
    #[error("not a sort of picture that we decode")]
    Unknown,
    #[error("{width} x {height} pixels are too many")]
    TooLarge { width: u32, height: u32 },
    #[error("broken picture: {0}")]
    Broken(#[from] ImageError),
}

/// Whether a file of this type can have a small picture.
pub(crate) fn is_picture(content_type: &str) -> bool {
    format(content_type).is_some()
}

fn format(content_type: &str) -> Option<ImageFormat> {
    match content_type {
        "image/png" => Some(ImageFormat::Png),
        "image/jpeg" => Some(ImageFormat::Jpeg),
        "image/gif" => Some(ImageFormat::Gif),
        "image/webp" => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// Makes a small picture. Blocks for as long as decoding takes.
pub(crate) fn make(content_type: &str, bytes: &[u8]) -> Result<Thumbnail, NoThumbnail> {
    let format = format(content_type).ok_or(NoThumbnail::Unknown)?;
    let (picture, orientation) = decode(format, bytes)?;
    let mut small = picture;
    let (width, height) = (small.width(), small.height());
    if width > SIDE || height > SIDE {
        small = small.thumbnail(SIDE, SIDE);
    }
    small.apply_orientation(orientation);
    let (width, height) = if lies(orientation) {
        (height, width)
    } else {
        (width, height)
    };
    Ok(Thumbnail {
        width,
        height,
        bytes: encode(&small)?,
    })
}

/// The header alone decides whether the rest is worth decoding.
fn decode(format: ImageFormat, bytes: &[u8]) -> Result<(DynamicImage, Orientation), NoThumbnail> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(NoThumbnail::TooLarge { width, height });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder)?, orientation))
}

/// Whether the camera was held sideways.
fn lies(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

fn encode(small: &DynamicImage) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    let rgba = small.to_rgba8();
    if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        DynamicImage::from(small.to_rgb8()).write_with_encoder(encoder)?;
    } else {
        DynamicImage::from(rgba).write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?;
    }
    Ok(bytes)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Cursor;

    use image::codecs::jpeg::JpegEncoder;
    use image::{DynamicImage, ImageDecoder, ImageEncoder as _, ImageFormat, ImageReader};

    use super::{NoThumbnail, make};
    use crate::sniff::sniff;

    /// A picture of one colour.
    pub(crate) fn picture(format: ImageFormat, width: u32, height: u32, alpha: u8) -> Vec<u8> {
        let rgba = image::RgbaImage::from_pixel(width, height, image::Rgba([200, 40, 40, alpha]));
        let mut picture = DynamicImage::from(rgba);
        if format == ImageFormat::Jpeg {
            picture = picture.to_rgb8().into();
        }
        let mut bytes = Vec::new();
        picture
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    /// A picture that says of itself, rightly checked, that it is huge.
    pub(crate) fn bomb(width: u32, height: u32) -> Vec<u8> {
        let mut png = picture(ImageFormat::Png, 8, 8, 255);
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let check = crc32(&png[12..29]);
        png[29..33].copy_from_slice(&check.to_be_bytes());
        png
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
            }
        }
        !crc
    }

    fn sizes(content_type: &str, bytes: &[u8]) -> ((u32, u32), (u32, u32), &'static str) {
        let made = make(content_type, bytes).unwrap();
        let small = image::load_from_memory(&made.bytes).unwrap();
        (
            (made.width, made.height),
            (small.width(), small.height()),
            sniff(&made.bytes),
        )
    }

    #[test]
    fn large_pictures_shrink_and_small_ones_stay() {
        for (format, content_type) in [
            (ImageFormat::Png, "image/png"),
            (ImageFormat::Jpeg, "image/jpeg"),
            (ImageFormat::Gif, "image/gif"),
            (ImageFormat::WebP, "image/webp"),
        ] {
            let large = sizes(content_type, &picture(format, 640, 400, 255));
            assert_eq!(
                large,
                ((640, 400), (320, 200), "image/jpeg"),
                "{content_type}"
            );
            let small = sizes(content_type, &picture(format, 20, 10, 255));
            assert_eq!(small, ((20, 10), (20, 10), "image/jpeg"), "{content_type}");
        }
        let seen_through = sizes("image/png", &picture(ImageFormat::Png, 640, 400, 100));
        assert_eq!(seen_through, ((640, 400), (320, 200), "image/webp"));
    }

    #[test]
    fn a_photo_is_turned_upright_and_forgets_its_camera() {
        // One entry: orientation (0x112), a short, 6: the camera was held sideways.
        let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        let mut photo = Vec::new();
        let mut encoder = JpegEncoder::new(&mut photo);
        encoder.set_exif_metadata(exif).unwrap();
        encoder
            .write_image(
                &vec![128; 400 * 600 * 3],
                600,
                400,
                image::ExtendedColorType::Rgb8,
            )
            .unwrap();
        assert_eq!(
            sizes("image/jpeg", &photo),
            ((400, 600), (213, 320), "image/jpeg")
        );
        let made = make("image/jpeg", &photo).unwrap();
        let reader = ImageReader::with_format(Cursor::new(&made.bytes), ImageFormat::Jpeg);
        assert_eq!(
            reader.into_decoder().unwrap().exif_metadata().unwrap(),
            None
        );
    }

    #[test]
    fn a_bomb_is_refused_by_its_header() {
        for (width, height) in [(60_000, 60_000), (1_000_000, 51), (7_000, 7_000)] {
            let refused = make("image/png", &bomb(width, height)).unwrap_err();
            let said = refused.to_string();
            assert!(
                matches!(
                    refused,
                    NoThumbnail::TooLarge { .. } | NoThumbnail::Broken(_)
                ),
                "{said}"
            );
            assert!(
                said.contains("too many") || said.contains("limit"),
                "{said}"
            );
        }
    }

    #[test]
    fn what_is_broken_or_no_picture_is_refused() {
        let png = picture(ImageFormat::Png, 64, 64, 255);
        for (content_type, bytes) in [
            ("image/png", &png[..png.len() / 2]),
            ("image/png", &b"\x89PNG\r\n\x1a\n"[..]),
            ("image/jpeg", &png[..]),
            ("image/jpeg", b"\xff\xd8\xff"),
            ("image/webp", b"RIFF\x24\0\0\0WEBPVP8 "),
            ("image/gif", b"GIF89a\xff\xff\xff\xff\0\0\0"),
            ("application/pdf", b"%PDF"),
        ] {
            assert!(
                make(content_type, bytes).is_err(),
                "{content_type} {}",
                bytes.len()
            );
        }
    }
}
