//! A made-up life.

use almanac_core::{App, Result};
use serde_json::Value;

use crate::print::Output;

pub(crate) fn run(app: &App, life: Value, output: Output) -> Result<()> {
    let reply = app.call("samples.life", life)?;
    output.answer(&reply.data, |made| {
        let lines =
            made.as_object().into_iter().flatten().map(|(what, count)| format!("{:>7}  {what}", count.to_string()));
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(())
}
