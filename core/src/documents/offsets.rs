//! Character offsets to byte offsets and back, many at once, in one walk over the text.

/// The byte offset of each character offset. `chars` must ascend; what lies beyond the end becomes the end.
pub(crate) fn to_bytes(text: &str, chars: &[usize]) -> Vec<usize> {
    if text.is_ascii() {
        return chars.iter().map(|&at| at.min(text.len())).collect();
    }
    let mut places = text.char_indices().map(|(byte, _)| byte);
    let (mut at, mut byte) = (0, places.next().unwrap_or(text.len()));
    chars
        .iter()
        .map(|&wanted| {
            while at < wanted && byte < text.len() {
                byte = places.next().unwrap_or(text.len());
                at += 1;
            }
            byte
        })
        .collect()
}

/// The character offset of each byte offset. `bytes` must ascend and stand on character boundaries.
pub(crate) fn to_chars(text: &str, bytes: &[usize]) -> Vec<usize> {
    if text.is_ascii() {
        return bytes.iter().map(|&at| at.min(text.len())).collect();
    }
    let (mut at, mut byte) = (0, 0);
    bytes
        .iter()
        .map(|&wanted| {
            let wanted = text.floor_char_boundary(wanted);
            if wanted > byte {
                at += text[byte..wanted].chars().count();
                byte = wanted;
            }
            at
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = "aé漢😀z";
        assert_eq!(to_bytes(text, &[0, 1, 2, 2, 3, 4, 5, 9]), [0, 1, 3, 3, 6, 10, 11, 11]);
        assert_eq!(to_chars(text, &[0, 1, 3, 3, 6, 10, 11]), [0, 1, 2, 2, 3, 4, 5]);
        assert_eq!(to_bytes("", &[0, 3]), [0, 0]);
    }
}
