//! Ranks: decimal fractions written as text, so that there is always room between two of them and nothing else has to
//! move. They sort as text.

/// A rank above `low` and below `high`; without an end, anywhere beyond the other.
pub(in crate::tasks) fn between(low: &str, high: Option<&str>) -> String {
    let digit = |rank: &str, at: usize| rank.as_bytes().get(at).map_or(0, |byte| byte.saturating_sub(b'0').min(9));
    let mut high = high.filter(|high| *high > low);
    let mut rank = String::new();
    for at in 0.. {
        let from = digit(low, at);
        let until = high.map_or(10, |high| digit(high, at));
        if until > from + 1 {
            rank.push(char::from(b'0' + from + (until - from) / 2));
            break;
        }
        rank.push(char::from(b'0' + from));
        if from < until {
            high = None;
        }
        // Only a pair that differs in trailing zeros has no room; no rank ends in one.
        if at > low.len() + 64 {
            break;
        }
    }
    rank
}

/// `count` ranks between two others, in order.
pub(in crate::tasks) fn spread(low: &str, high: Option<&str>, count: usize) -> Vec<String> {
    let mut last = low.to_owned();
    let next = |_| {
        last = between(&last, high);
        last.clone()
    };
    (0..count).map(next).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn there_is_always_room(places in prop::collection::vec(any::<prop::sample::Index>(), 1..300)) {
            let mut ranks = vec![format!("{:012}", 7), format!("{:012}", 10), format!("{:012}", 99_999)];
            for place in places {
                let at = place.index(ranks.len() + 1);
                let low = at.checked_sub(1).map_or("", |at| ranks[at].as_str());
                let made = between(low, ranks.get(at).map(String::as_str));
                prop_assert!(made.as_str() > low && ranks.get(at).is_none_or(|high| made < *high), "{made}");
                ranks.insert(at, made);
            }
        }
    }

    #[test]
    fn many_at_one_place() {
        let ranks = spread("000000000005", Some("000000000006"), 50);
        assert!(ranks.is_sorted() && ranks[49].as_str() < "000000000006");
        assert!(between("", Some("000000000001")).as_str() < "000000000001");
    }
}
