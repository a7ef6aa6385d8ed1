//! The small words of English, which hold a sentence together and say nothing of its subject.

/// Words that carry no content of their own.
pub(crate) const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before", "but", "by",
    "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if",
    "in", "into", "is", "it", "its", "kind", "many", "may", "me", "more", "most", "much", "my", "name", "not", "of",
    "on", "or", "other", "our", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "there",
    "these", "they", "this", "those", "to", "type", "was", "we", "were", "what", "when", "where", "which", "who",
    "whom", "whose", "why", "will", "with", "would", "you", "your",
];
