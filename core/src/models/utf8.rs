//! Text that arrives in pieces of bytes: what is whole is handed on, a torn character waits.

/// Collects bytes and gives out characters.
#[derive(Default)]
pub(super) struct Utf8Pieces {
    pending: Vec<u8>,
}

impl Utf8Pieces {
    /// Adds bytes and returns what is complete by now. Bytes that can never become a character turn
    /// into U+FFFD.
    pub(super) fn push(&mut self, bytes: &[u8]) -> String {
        self.pending.extend_from_slice(bytes);
        let mut out = String::new();
        loop {
            match std::str::from_utf8(&self.pending) {
                Ok(text) => {
                    out.push_str(text);
                    self.pending.clear();
                    return out;
                }
                Err(error) => {
                    let (good, rest) = self.pending.split_at(error.valid_up_to());
                    out.push_str(&String::from_utf8_lossy(good));
                    let Some(bad) = error.error_len() else {
                        self.pending = rest.to_vec();
                        return out;
                    };
                    out.push('\u{fffd}');
                    self.pending = rest[bad..].to_vec();
                }
            }
        }
    }

    /// What is left at the end: a torn character becomes U+FFFD.
    pub(super) fn finish(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.pending)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cut_gives_the_same_text() {
        let text = "a é 日本 🙂\u{301}";
        for cut in 0..text.len() {
            let mut pieces = Utf8Pieces::default();
            let (a, b) = text.as_bytes().split_at(cut);
            assert_eq!(pieces.push(a) + &pieces.push(b) + &pieces.finish(), text);
        }
        let mut pieces = Utf8Pieces::default();
        assert_eq!(pieces.push(b"a\xff\xe6b\xe6"), "a\u{fffd}\u{fffd}b");
        assert_eq!(pieces.finish(), "\u{fffd}");
    }
}
