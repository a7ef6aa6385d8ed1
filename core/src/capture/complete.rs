//! Names for a sign that is being typed: `#ki` offers `kitchen`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::ReadTx;
use crate::error::Result;
use crate::{goals, projects, tags, tasks, words};

words! {
    /// What a sign names.
    NameOf { Project = "project", Tag = "tag", Task = "task", Goal = "goal" }
}

/// A name as far as it is typed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    pub of: NameOf,
    pub text: String,
}

/// A name that could be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OfferedName {
    pub name: String,
    /// Saving the line makes it.
    pub is_new: bool,
}

/// More than this is a list to read, not to pick from.
const MOST: usize = 7;

/// Names that begin with the text, then those with a word that does, then those that contain it. A name that is
/// typed in full and not there yet is offered as new.
pub(super) fn complete(tx: &ReadTx<'_>, beginning: &Beginning) -> Result<Vec<OfferedName>> {
    let typed = beginning.text.trim();
    let names = match beginning.of {
        NameOf::Project => projects::all_names(tx)?,
        NameOf::Tag => tags::all_names(tx)?,
        NameOf::Task => tasks::open_titles(tx)?,
        NameOf::Goal => goals::all_names(tx)?,
    };
    let wanted = typed.to_lowercase();
    let rank = |name: &str| {
        let name = name.to_lowercase();
        if name.starts_with(&wanted) {
            Some(0)
        } else if name.split([' ', '-', '_']).any(|word| word.starts_with(&wanted)) {
            Some(1)
        } else {
            name.contains(&wanted).then_some(2)
        }
    };
    let is_there = names.iter().any(|name| name.to_lowercase() == wanted);
    let mut found: Vec<(i32, String)> = names.into_iter().filter_map(|name| Some((rank(&name)?, name))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.truncate(MOST);
    let mut offered: Vec<OfferedName> =
        found.into_iter().map(|(_, name)| OfferedName { name, is_new: false }).collect();
    if !is_there && !typed.is_empty() && beginning.of != NameOf::Task {
        offered.push(OfferedName { name: typed.to_owned(), is_new: true });
    }
    Ok(offered)
}
