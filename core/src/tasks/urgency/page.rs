//! The formula as a page of Markdown.

use super::UrgencyTerm;

/// `docs/urgency.md`.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for term in UrgencyTerm::ALL {
        let (name, about, coefficient) = term.words();
        page.push_str(&format!("| {name} | `{}` | {coefficient} | {about} |\n", term.word()));
    }
    page.push_str(FOOT);
    page
}

const HEAD: &str = "# Urgency

Every open task has an urgency: the sum of the terms below, each a coefficient times a value from 0 to 1. *Next* on the
Today page is in this order, and any list can be (sort by *Urgency*). The panel of a task shows its terms. The coefficients can be
tuned in Settings, and set back. Done and dropped tasks have no urgency.

| term | key | coefficient | value |
|---|---|---|---|
";

const FOOT: &str = "
The sum is rounded to two decimals.

## What others wait for

A task that others wait for is at least as urgent as the most urgent of them: it inherits that urgency, also along a chain. So a blocked task never stands above
its blocker; of two that are equally urgent the blocker comes first. A task that waits inherits nothing from what it waits for.

## From the command line

    almanac call tasks.urgency 12
    almanac call urgency.formula
    almanac call urgency.tune '{\"coefficients\": {\"deadline\": 14, \"age\": 0}}'
    almanac call urgency.reset
";
