//! Pictures: known by their content, kept as they are, described by their size. There is no text in them to read.

use super::{Document, damaged};
use crate::error::Result;

/// A picture with more pixels than this is not drawn: unpacked it would take gigabytes.
pub const LARGEST_PIXELS: usize = 120_000_000;

/// What kind of picture the bytes are, in words; none when they are none that is kept.
pub(super) fn kind(bytes: &[u8]) -> Option<&'static str> {
    let signatures: &[(usize, &[u8], &'static str)] = &[
        (0, b"\x89PNG", "a PNG image"),
        (0, b"\xFF\xD8\xFF", "a JPEG image"),
        (0, b"GIF8", "a GIF image"),
        (8, b"WEBP", "a WebP image"),
        (0, b"II*\0", "a TIFF image"),
        (0, b"MM\0*", "a TIFF image"),
        (4, b"ftypavif", "an AVIF image"),
        (4, b"ftypheic", "a HEIC image"),
        (4, b"ftypheix", "a HEIC image"),
        (4, b"ftypmif1", "a HEIC image"),
    ];
    let known = signatures
        .iter()
        .find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)))
        .map(|(_, _, kind)| *kind);
    // Two letters are no signature: the reserved bytes of a bitmap are.
    known.or_else(|| (bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])).then_some("a BMP image"))
}

/// The media type of a picture that a browser may draw, by its signature and never by its name; none when it cannot be
/// drawn, or would take too much memory.
pub fn drawable(bytes: &[u8]) -> Option<&'static str> {
    let size = imagesize::blob_size(bytes).ok()?;
    let small = size.width.saturating_mul(size.height) <= LARGEST_PIXELS;
    kind(bytes).filter(|_| small).and_then(|kind| match kind {
        "a PNG image" => Some("image/png"),
        "a JPEG image" => Some("image/jpeg"),
        "a GIF image" => Some("image/gif"),
        "a WebP image" => Some("image/webp"),
        "a BMP image" => Some("image/bmp"),
        _ => None,
    })
}

/// Reads how large a picture is, from its header alone: nothing is unpacked.
pub(crate) fn decode(name: &str, bytes: &[u8]) -> Result<Document> {
    let size = imagesize::blob_size(bytes).map_err(|_| damaged(name, "the picture is incomplete"))?;
    let large = size.width.saturating_mul(size.height) > LARGEST_PIXELS;
    let shown = if large { ", too large to be shown" } else { "" };
    let note = format!("a picture of {} × {} pixels{shown}, without text", size.width, size.height);
    Ok(Document { notes: vec![note], ..Document::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_says_how_large_it_is() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0]);
        assert_eq!(kind(&png), Some("a PNG image"));
        let document = decode("bomb.png", &png).unwrap();
        assert_eq!(document.notes, ["a picture of 60000 × 60000 pixels, too large to be shown, without text"]);
        assert!(document.text.is_empty());
        assert_eq!(drawable(&png), None);
        png[18] = 0;
        png[22] = 0;
        assert_eq!(drawable(&png), Some("image/png"));
        assert!(decode("cut.png", &png[..20]).unwrap_err().to_string().contains("“cut.png” is damaged"));
        assert_eq!(kind(b"BM is how this sentence begins"), None);
    }
}
