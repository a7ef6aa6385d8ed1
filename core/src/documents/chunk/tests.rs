use proptest::prelude::*;

use super::*;
use crate::documents::{Block, Page, decode};

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// About what a tokenizer does: four letters a token, every sign one of its own.
fn tokens(text: &str) -> usize {
    text.split_whitespace()
        .map(|word| {
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
            letters.div_ceil(4) + word.chars().filter(|c| !c.is_alphanumeric()).count()
        })
        .sum()
}

fn cut(document: &Document, max_tokens: usize, count: &dyn Fn(&str) -> usize) -> Vec<Chunk> {
    chunks(document, &Budget { max_tokens, count })
}

/// What must hold for any document.
fn check(document: &Document, max: usize, count: &dyn Fn(&str) -> usize) -> Vec<Chunk> {
    let made = cut(document, max, count);
    let characters: Vec<char> = document.text.chars().collect();
    let mut covered = vec![false; characters.len()];
    let mut last = 0;
    for chunk in &made {
        assert_eq!(chunk.text, characters[chunk.start..chunk.end].iter().collect::<String>());
        assert_eq!(chunk.tokens, count(&chunk.text));
        assert!(chunk.tokens <= max || chunk.text.chars().count() == 1, "{} > {max}: {:?}", chunk.tokens, chunk.text);
        assert!(chunk.start >= last && !chunk.text.trim().is_empty());
        last = chunk.end;
        covered[chunk.start..chunk.end].fill(true);
    }
    for (at, character) in characters.iter().enumerate() {
        assert!(covered[at] || character.is_whitespace(), "{character:?} at {at} is lost");
    }
    made
}

fn markdown(text: &str) -> Document {
    decode("a.md", text.as_bytes()).unwrap()
}

#[test]
fn headings_begin_chunks_and_name_them() {
    let body = "Some words about the thing at hand. ".repeat(12);
    let text = format!("# Guide\n\n## Setup\n\n{body}\n\n## Use\n\n{body}\n\n### Often\n\n{body}");
    let made = check(&markdown(&text), 200, &words);
    let headings: Vec<_> = made.iter().map(|chunk| chunk.heading.as_deref().unwrap_or("")).collect();
    assert_eq!(headings, ["Guide > Setup", "Guide > Use", "Guide > Use > Often"]);
    assert!(made[0].text.starts_with("# Guide\n\n## Setup"));
}

#[test]
fn small_sections_share_a_chunk_under_their_common_heading() {
    let made = check(&markdown("# List\n\n## One\n\nshort\n\n## Two\n\nshort too\n\n# Other\n\nx"), 100, &words);
    assert_eq!(made.iter().map(|c| c.heading.clone().unwrap()).collect::<Vec<_>>(), ["List", "Other"]);
}

#[test]
fn sentences_are_not_torn_when_they_fit() {
    let sentence = "The quick brown fox jumps over the lazy dog near the river bank. ";
    let made = check(&markdown(&sentence.repeat(100)), 50, &words);
    assert!(made.iter().all(|chunk| chunk.text.ends_with("bank.")));
    assert!(made.iter().rev().skip(1).all(|chunk| chunk.tokens == 39));
}

#[test]
fn pages_are_not_crossed() {
    let text = "First page ends. \n\nSecond page begins here.";
    let second = text.find("Second").unwrap();
    let length = text.len();
    let document = Document {
        text: text.into(),
        blocks: vec![Block { kind: BlockKind::Paragraph, start: 0, end: length }],
        pages: vec![
            Page { number: 1, start: 0, end: second - 2, has_text: true },
            Page { number: 2, start: second, end: length, has_text: true },
        ],
        ..Document::default()
    };
    let made = check(&document, 100, &words);
    assert_eq!(made.iter().map(|chunk| chunk.page).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn words_without_end_are_cut() {
    for text in [
        "漢".repeat(5000),
        "a".repeat(300_000),
        "👨‍👩‍👧‍👦".repeat(900),
        format!("e{}", "\u{301}".repeat(3000)),
        ")(".repeat(20_000),
    ] {
        let made = check(&decode("a.txt", text.as_bytes()).unwrap(), 64, &tokens);
        assert!(made.len() > 1);
        // A tokenizer that knows no such word must not make one giant chunk.
        check(&decode("a.txt", text.as_bytes()).unwrap(), 64, &words);
    }
    let family = cut(&decode("a.txt", "👨‍👩‍👧‍👦".repeat(300).as_bytes()).unwrap(), 70, &|text| {
        text.chars().count()
    });
    assert!(family.iter().all(|chunk| chunk.text.starts_with('👨') && chunk.text.ends_with('👦')));
}

#[test]
fn a_counter_that_dislikes_joins_is_obeyed() {
    let text = "One two three. Four five six. Seven eight nine. Ten eleven.\n\n".repeat(30);
    check(&markdown(&text), 40, &|text| words(text) + text.matches(". ").count() * 3 + text.matches('\n').count() * 2);
}

#[test]
fn ten_megabytes_on_one_line_take_seconds() {
    // Unoptimised code gets a tenth of it.
    let size = if cfg!(debug_assertions) { 27_000 } else { 270_000 };
    let text = "lorem ipsum dolor sit amet consectetur ".repeat(size);
    let started = std::time::Instant::now();
    let document = decode("big.txt", text.as_bytes()).unwrap();
    let read = started.elapsed();
    let made = cut(&document, 256, &tokens);
    println!("{} bytes: decoded in {read:?}, {} chunks in {:?}", text.len(), made.len(), started.elapsed() - read);
    assert!(started.elapsed().as_secs() < 20);
    assert!(made.iter().all(|chunk| chunk.tokens <= 256));
    let fill = made.iter().map(|chunk| chunk.tokens).sum::<usize>() / made.len();
    assert!(fill > 180, "chunks hold only {fill} tokens");
}

#[test]
fn a_line_without_end_is_counted_about_once() {
    let size = if cfg!(debug_assertions) { 1_000_000 } else { 10_000_000 };
    for unit in ["a", "lorem ipsum dolor sit amet consectetur ", ")(", "x ", "aGVsbG8gd29ybGQ+/", "1,2;", "漢"] {
        // Half of it is as dense as can be, so that what fits changes on the way.
        let text = unit.repeat(size / 2 / unit.len()) + &"%&".repeat(size / 4);
        let document = Document { text, ..Document::default() };
        let asked = std::cell::Cell::new(0);
        let made = check(&document, 208, &|text| {
            asked.set(asked.get() + text.len());
            tokens(text) + 2
        });
        // The check itself counts all of it once.
        let times = asked.get() as f64 / document.text.len() as f64 - 1.0;
        assert!(times < 1.5, "{unit:?} was counted {times:.2} times over");
        let filled = made.iter().filter(|chunk| chunk.tokens > 150 || chunk.end - chunk.start > 2400).count();
        assert!(filled * 3 > made.len() * 2, "{unit:?}: {filled} of {} chunks are filled", made.len());
    }
}

/// With the embedder of the app: the same figures, whatever its tokenizer makes of such a line.
#[test]
fn the_embedders_own_tokenizer_is_asked_about_once() {
    use crate::models::embed::Embedder;
    let Some(folder) = crate::models::test_weights(crate::models::catalogue::MINILM) else { return };
    let model = crate::models::minilm::MiniLm::open(&folder, 1).unwrap();
    let size = if cfg!(debug_assertions) { 300_000 } else { 10_000_000 };
    for (unit, size) in [("a", size), ("lorem ipsum dolor sit amet consectetur ", size), ("漢", size / 2), ("漢", size)]
    {
        let document = Document { text: unit.repeat(size / unit.len()), ..Document::default() };
        let asked = std::cell::Cell::new(0);
        let count = |text: &str| {
            asked.set(asked.get() + text.len());
            model.count_tokens(text)
        };
        let began = std::time::Instant::now();
        let made = cut(&document, 208, &count);
        println!("{unit:?}: {} bytes, {} passages in {:?}", document.text.len(), made.len(), began.elapsed());
        assert!(asked.get() * 2 < document.text.len() * 3, "{} bytes for {}", asked.get(), document.text.len());
        assert!(made.iter().all(|chunk| chunk.tokens <= 208));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost_and_no_chunk_is_too_large(
        parts in prop::collection::vec(
            prop_oneof![
                "[a-zA-Z ,.!?]{0,80}", "#{1,6} [a-z]{1,9}", "- [a-z ]{1,20}", "> [a-z. ]{1,30}", "\\PC{0,30}",
                "```\n[a-z(){}\n ]{0,60}\n```", "\\| [a-z]{1,5} \\| [a-z]{1,5} \\|\n\\|-\\|-\\|", "\n", "[\\u{300}-\\u{36f}]{1,9}", "[漢字。ひらがな]{1,40}",
            ],
            0..14,
        ),
        max in 4usize..80,
    ) {
        let text = parts.join("\n");
        for name in ["a.md", "a.txt"] {
            if let Ok(document) = decode(name, text.as_bytes()) {
                check(&document, max, &tokens);
                check(&document, max, &|text| text.chars().count());
                for pair in document.blocks.windows(2) {
                    prop_assert!(pair[0].end <= pair[1].start);
                }
            }
        }
    }
}
