//! Points and what they buy.

use almanac_core::{App, Result};
use serde_json::{Value, json};

use crate::arguments::Wallet;
use crate::print::{Output, field, safe};
use crate::tasks::local_time;

pub(crate) fn run(app: &App, limit: u32, command: Option<&Wallet>, output: Output) -> Result<()> {
    match command {
        None => show(app, limit, output),
        Some(Wallet::Rewards) => rewards(app, output),
        Some(Wallet::Redeem { reward }) => {
            let reply = app.call("rewards.redeem", json!(reward))?;
            output.answer(&reply.data, |redeemed| {
                let name = safe(field(redeemed, "name"));
                format!("redeemed {name} for {} points; {} are left", redeemed["price"], redeemed["balance"])
            });
            Ok(())
        }
    }
}

fn show(app: &App, limit: u32, output: Output) -> Result<()> {
    let reply = app.call("wallet.show", json!({ "limit": limit, "weeks": 4 }))?;
    output.answer(&reply.data, |wallet| {
        let owed = match wallet["owed"].as_i64() {
            Some(owed) if owed > 0 => format!(", {owed} owed"),
            _ => String::new(),
        };
        let mut lines = vec![format!("{} points{owed}", wallet["balance"])];
        lines.extend(wallet["entries"].as_array().into_iter().flatten().map(entry_line));
        lines.join("\n")
    });
    Ok(())
}

fn entry_line(entry: &Value) -> String {
    format!(
        "{}  {:>+7}  {:>8}  {:<10}  {}",
        local_time(&entry["at"]),
        entry["points"].as_i64().unwrap_or_default(),
        entry["balance"].as_i64().unwrap_or_default(),
        field(entry, "kind").replace('_', " "),
        safe(field(entry, "words"))
    )
}

fn rewards(app: &App, output: Output) -> Result<()> {
    let reply = app.call("rewards.list", Value::Null)?;
    output.answer(&reply.data, |rewards| {
        let lines: Vec<String> = rewards.as_array().into_iter().flatten().map(reward_line).collect();
        if lines.is_empty() { "no rewards yet".into() } else { lines.join("\n") }
    });
    Ok(())
}

fn reward_line(reward: &Value) -> String {
    let missing = reward["missing"].as_i64().unwrap_or_default();
    let when = match (reward["again"].as_str(), missing) {
        (Some(day), _) => format!("again on {day}"),
        (None, 0) => "ready".into(),
        (None, missing) => format!("{missing} missing"),
    };
    format!("{:>5}  {:>8}  {:<16}  {}", reward["id"], reward["price"], when, safe(field(reward, "name")))
}
