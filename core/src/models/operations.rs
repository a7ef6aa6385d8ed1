//! What can be done with models.

use std::sync::atomic::AtomicBool;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::catalogue::{self, CATALOGUE, Purpose};
use super::probe::{self, Probe};
use crate::error::{Error, OrNotFound, Result};
use crate::event::Event;
use crate::operations::Call;
use crate::{operations, require, settings, words};

operations! { "models";
    /// The built-in models, and those of Ollama when it runs.
    action[read] list(()) -> Vec<ModelState>;
    /// Whether Ollama answers, and where.
    action[read] ollama(()) -> OllamaState;
    /// Fetches a built-in model's weights, or lets Ollama pull a model (`ollama:NAME`); resumes what was begun.
    action[external] pull(ModelName) -> ();
    /// Deletes a model's weights from this computer.
    action[destructive] remove(ModelName) -> ();
    /// Tries a chat model once: JSON, context, speed.
    action[read] probe(ModelName) -> Probe;
}

words! {
    /// Who runs a model.
    Provider { BuiltIn = "built_in", Ollama = "ollama" }
}

/// A model and its state on this computer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ModelState {
    /// As the settings name it: `builtin:ID` or `ollama:NAME`.
    pub id: String,
    pub title: String,
    pub purpose: Purpose,
    pub provider: Provider,
    pub licence: Option<String>,
    pub bytes: u64,
    pub installed: bool,
    /// The settings use it.
    pub active: bool,
    /// Answers better through its computed path than in its own words.
    pub weak: bool,
    pub note: Option<String>,
}

/// Whether Ollama answers.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
#[ts(rename = "Ollama")]
pub struct OllamaState {
    pub address: String,
    pub running: bool,
    pub version: Option<String>,
    /// What to do when it does not.
    pub note: String,
}

/// A model.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ModelName {
    /// `builtin:ID`, a bare ID of a built-in model, or `ollama:NAME`.
    pub id: String,
}

fn list(call: &Call<'_>, (): ()) -> Result<Vec<ModelState>> {
    let settings = call.app.db.read(settings::read)?;
    let mut models: Vec<ModelState> = CATALOGUE
        .iter()
        .map(|set| {
            let id = format!("builtin:{}", set.id);
            let installed = call.app.models.folders.locate(set.id).is_some();
            ModelState {
                active: settings.embed_model == id || settings.chat_model == id,
                id,
                title: set.title.into(),
                purpose: set.purpose,
                provider: Provider::BuiltIn,
                licence: Some(set.licence.into()),
                bytes: set.bytes(),
                installed,
                weak: set.weak,
                note: (set.weak).then(|| "small: answers are quoted from your documents unless you choose it".into()),
            }
        })
        .collect();
    let found = call.app.models.ollama(&settings).and_then(|ollama| ollama.list()).unwrap_or_default();
    models.extend(found.into_iter().map(|model| {
        let id = format!("ollama:{}", model.name);
        ModelState {
            active: settings.chat_model == id,
            id,
            title: model.name,
            purpose: Purpose::Chat,
            provider: Provider::Ollama,
            licence: None,
            bytes: model.bytes,
            installed: true,
            weak: false,
            note: None,
        }
    }));
    Ok(models)
}

fn ollama(call: &Call<'_>, (): ()) -> Result<OllamaState> {
    let settings = call.app.db.read(settings::read)?;
    let address = settings.ollama_address.clone();
    Ok(match call.app.models.ollama(&settings).and_then(|ollama| ollama.version()) {
        Ok(version) => {
            OllamaState { address, running: true, note: format!("Ollama {version} is running"), version: Some(version) }
        }
        Err(error) => OllamaState { address, running: false, version: None, note: error.to_string() },
    })
}

fn pull(call: &Call<'_>, ModelName { id }: ModelName) -> Result<()> {
    let settings = call.app.db.read(settings::read)?;
    let report = |done, total| call.app.events.send(&Event::Download { model: id.clone(), done, total });
    if let Some(name) = id.strip_prefix("ollama:") {
        let ollama = call.app.models.ollama(&settings)?;
        return ollama.pull(name, &mut |progress| report(progress.done, progress.total), &AtomicBool::new(false));
    }
    let set = catalogue::find(built_in(&id)).or_not_found("model", &id)?;
    let missing = call.app.models.folders.missing(set.id)?;
    if !missing.is_empty() && settings.local_only {
        return Err(Error::Offline(
            "Almanac is set to stay on this computer, so nothing is fetched. Change that in Settings".into(),
        ));
    }
    let total = set.bytes();
    let mut before = total - missing.iter().map(|file| file.bytes).sum::<u64>();
    for file in missing {
        let models = &call.app.models;
        models.folders.download(
            &models.runtime,
            set.id,
            file,
            &mut |progress| report(before + progress.done, total),
            &AtomicBool::new(false),
        )?;
        before += file.bytes;
    }
    // What waited for the model need not wait any longer.
    call.app
        .db
        .write_derived(|tx| tx.execute("update job set run_at = 0 where state = 'queued' and error is not null", []))?;
    Ok(())
}

fn remove(call: &Call<'_>, ModelName { id }: ModelName) -> Result<()> {
    if let Some(name) = id.strip_prefix("ollama:") {
        let settings = call.app.db.read(settings::read)?;
        return call.app.models.ollama(&settings)?.delete(name);
    }
    let set = catalogue::find(built_in(&id)).or_not_found("model", &id)?;
    require!(
        call.app.models.folders.disk_use(set.id) > 0,
        "{} came with the program or lies in a shared folder, so there is nothing to remove here",
        set.title
    );
    call.app.models.unload();
    call.app.models.folders.remove(set.id)
}

fn probe(call: &Call<'_>, ModelName { id }: ModelName) -> Result<Probe> {
    let settings = call.app.db.read(settings::read)?;
    let name = if id.contains(':') { id } else { format!("builtin:{id}") };
    probe::probe(call.app.models.named(&settings, &name)?.as_ref())
}

fn built_in(id: &str) -> &str {
    id.strip_prefix("builtin:").unwrap_or(id)
}
