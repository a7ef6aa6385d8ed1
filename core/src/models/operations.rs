//! What can be done with models.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::catalogue::{self, CATALOGUE, Purpose};
use super::hardware::Hardware;
use super::library::{Use, lock};
use super::probe::{self, Probe};
use super::{memory, servers};
use crate::db::ReadTx;
use crate::error::{Error, OrNotFound, Result};
use crate::event::Event;
use crate::operations::Call;
use crate::{operations, require, settings, words};

operations! { "models";
    /// The built-in models, those of Ollama when it runs, and those that the servers offered.
    action[read] list(()) -> Vec<ModelState>;
    /// Whether Ollama answers, and where.
    action[read] ollama(()) -> OllamaState;
    /// This computer's memory, cores and free disk.
    action[read] hardware(()) -> Hardware;
    /// Which model does what, and what of yours it is sent.
    action[read] uses(()) -> Vec<ModelUse>;
    /// Fetches a built-in model's weights, or lets Ollama pull a model (`ollama:NAME`); resumes what was begun.
    action[external] pull(ModelName) -> ();
    /// Stops fetching a model; what has come is kept, and fetching goes on there.
    action stop_pull(ModelName) -> ();
    /// Deletes a model's weights from this computer.
    action[destructive] remove(ModelName) -> ();
    /// Tries a chat model once: forms, tools, context, speed.
    action[external] probe(ModelName) -> Probe;
}

words! {
    /// Who runs a model.
    Provider { BuiltIn = "built_in", Ollama = "ollama", Server = "server" }
}

/// A model and its state on this computer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct ModelState {
    /// As the settings name it: `builtin:ID`, `ollama:NAME` or `server:NAME/MODEL`.
    pub id: String,
    pub title: String,
    pub purpose: Purpose,
    pub provider: Provider,
    pub licence: Option<String>,
    /// Size of its weights; 0 when they are elsewhere.
    pub bytes: u64,
    /// What it takes of the data folder, unfinished downloads included.
    pub on_disk: u64,
    pub installed: bool,
    /// Its files are there, but cut short or changed: fetch it again.
    pub damaged: bool,
    /// It is being fetched.
    pub pulling: bool,
    /// The settings use it.
    pub active: bool,
    /// Answers better through its computed path than in its own words.
    pub weak: bool,
    /// Why it cannot be used here: too large, or it is elsewhere and nothing may leave this computer.
    pub refused: Option<String>,
    /// What it could do when it was last tried.
    pub probe: Option<Probe>,
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

/// Who does something, and what it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct ModelUse {
    pub what: Use,
    /// The model by its name; nothing when none is used.
    pub model: Option<String>,
    /// The other computer that it runs on; nothing when it is this one.
    pub leaves_to: Option<String>,
    /// What of the person's it is given.
    pub sends: Vec<String>,
    /// Why it cannot be used now.
    pub refused: Option<String>,
}

/// A model.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ModelName {
    /// `builtin:ID`, a bare ID of a built-in model, `ollama:NAME` or `server:NAME/MODEL`.
    pub id: String,
}

fn list(call: &Call<'_>, (): ()) -> Result<Vec<ModelState>> {
    let (settings, servers) = call.app.db.read(|tx| Ok((settings::read(tx)?, servers::list(tx, ())?)))?;
    let models = &call.app.models;
    let hardware = Hardware::look(models.folders.data());
    let mut list: Vec<ModelState> = CATALOGUE
        .iter()
        .map(|set| {
            let installed = models.folders.locate(set.id).is_some();
            let on_disk = models.folders.disk_use(set.id);
            let missing = if installed { 0 } else { set.bytes().saturating_sub(on_disk) };
            ModelState {
                purpose: set.purpose,
                licence: Some(set.licence.into()),
                bytes: set.bytes(),
                on_disk,
                installed,
                damaged: !installed && models.folders.is_damaged(set.id),
                weak: set.weak,
                refused: hardware.refuses(memory::needed(set.bytes()), missing),
                note: set.weak.then(|| "small: answers are quoted from your documents unless you choose it".into()),
                ..state(format!("builtin:{}", set.id), set.title, Provider::BuiltIn)
            }
        })
        .collect();
    let found = models.ollama(&settings).and_then(|ollama| ollama.list()).unwrap_or_default();
    list.extend(found.into_iter().map(|model| ModelState {
        bytes: model.bytes,
        on_disk: model.bytes,
        ..state(format!("ollama:{}", model.name), &model.name, Provider::Ollama)
    }));
    for server in servers {
        list.extend(server.models.iter().map(|model| ModelState {
            refused: server.refused.clone(),
            ..state(format!("server:{}/{model}", server.name), model, Provider::Server)
        }));
    }
    let pulls = lock(&models.pulls);
    let mut probes = call.app.db.read(probes)?;
    let auto = models.strongest().map(|id| format!("builtin:{id}"));
    for model in &mut list {
        model.pulling = pulls.contains_key(&model.id);
        model.probe = probes.remove(&model.id);
        let chats =
            settings.chat_model == model.id || settings.chat_model == "auto" && auto.as_ref() == Some(&model.id);
        model.active = chats || [&settings.embed_model, &settings.enrich_model].contains(&&model.id);
    }
    Ok(list)
}

/// A model that is there; servers do not say what theirs are for, so the name tells.
fn state(id: String, title: &str, provider: Provider) -> ModelState {
    let embeds = ["embed", "minilm", "bge-", "e5-"].iter().any(|mark| title.to_lowercase().contains(mark));
    ModelState {
        id,
        title: title.into(),
        purpose: if embeds { Purpose::Embed } else { Purpose::Chat },
        provider,
        licence: None,
        bytes: 0,
        on_disk: 0,
        installed: true,
        damaged: false,
        pulling: false,
        active: false,
        weak: false,
        refused: None,
        probe: None,
        note: None,
    }
}

fn probes(tx: &ReadTx<'_>) -> Result<HashMap<String, Probe>> {
    let rows: Vec<(String, String)> =
        tx.all("select model, probe from model_probe", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.into_iter().filter_map(|(model, probe)| Some((model, serde_json::from_str(&probe).ok()?))).collect())
}

fn hardware(call: &Call<'_>, (): ()) -> Result<Hardware> {
    Ok(Hardware::look(call.app.models.folders.data()))
}

fn uses(call: &Call<'_>, (): ()) -> Result<Vec<ModelUse>> {
    let (app, models) = (call.app, &call.app.models);
    let settings = app.db.read(settings::read)?;
    let auto = || models.strongest().map(|id| format!("builtin:{id}"));
    let one = |what: Use, name: &str| -> Result<ModelUse> {
        let model = match name {
            "extractive" => None,
            "auto" => auto(),
            name => Some(name.to_owned()),
        };
        let leaves = model.as_deref().map(|name| models.leaves(app, &settings, name)).transpose();
        let (leaves_to, mut refused) = match leaves {
            Ok(leaves) => (leaves.flatten(), None),
            Err(why) => (None, Some(why.to_string())),
        };
        if let (true, Some(host)) = (settings.local_only, &leaves_to) {
            refused = Some(servers::stays_here(host));
        }
        let sends = if model.is_some() { sends(what) } else { &[] };
        Ok(ModelUse { what, model, leaves_to, sends: sends.iter().map(ToString::to_string).collect(), refused })
    };
    let enrich = if settings.enrich_model.is_empty() { &settings.chat_model } else { &settings.enrich_model };
    Ok(vec![one(Use::Chat, &settings.chat_model)?, one(Use::Enrich, enrich)?, one(Use::Embed, &settings.embed_model)?])
}

/// What of the person's goes to a model, by what it is used for.
fn sends(what: Use) -> &'static [&'static str] {
    match what {
        Use::Chat => &[
            "your question",
            "the last messages of the same conversation",
            "the passages that were found for it, with the titles of where they stand",
        ],
        Use::Enrich => &["the text of an item that comes in, with its title"],
        Use::Embed => &["the text of everything you keep, passage by passage", "the words you search for"],
    }
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
    let id = full_name(&id);
    let stop = Arc::new(AtomicBool::new(false));
    {
        let mut pulls = lock(&call.app.models.pulls);
        if pulls.contains_key(&id) {
            return Err(Error::Conflict(format!("{id} is being fetched already")));
        }
        pulls.insert(id.clone(), Arc::clone(&stop));
    }
    let pulled = fetch(call, &id, &stop);
    lock(&call.app.models.pulls).remove(&id);
    pulled
}

fn fetch(call: &Call<'_>, id: &str, stop: &AtomicBool) -> Result<()> {
    let settings = call.app.db.read(settings::read)?;
    let report = |done, total| call.app.events.send(&Event::Download { model: id.to_owned(), done, total });
    if let Some(name) = id.strip_prefix("ollama:") {
        let ollama = call.app.models.ollama(&settings)?;
        // Ollama itself fetches it from elsewhere.
        require_leave(&settings)?;
        return ollama.pull(name, &mut |progress| report(progress.done, progress.total), stop);
    }
    let set = catalogue::find(built_in(id)).or_not_found("model", id)?;
    let models = &call.app.models;
    let missing = models.folders.missing(set.id)?;
    if !missing.is_empty() {
        require_leave(&settings)?;
        let left: u64 = missing.iter().map(|file| file.bytes).sum();
        let left = left.saturating_sub(models.folders.disk_use(set.id));
        if let Some(why) = Hardware::look(models.folders.data()).refuses(0, left) {
            return Err(Error::Storage(format!("{} was not fetched. {why}", set.title)));
        }
    }
    let total = set.bytes();
    let mut before = total - missing.iter().map(|file| file.bytes).sum::<u64>();
    for file in missing {
        let mut progress = |progress: super::weights::Progress| report(before + progress.done, total);
        models.folders.download(&models.runtime, set.id, file, &mut progress, stop)?;
        before += file.bytes;
    }
    // What waited for the model need not wait any longer.
    call.app
        .db
        .write_derived(|tx| tx.execute("update job set run_at = 0 where state = 'queued' and error is not null", []))?;
    Ok(())
}

fn require_leave(settings: &settings::Settings) -> Result<()> {
    match settings.local_only {
        true => Err(Error::Offline(
            "Almanac is set to stay on this computer, so nothing is fetched. Change that in Settings".into(),
        )),
        false => Ok(()),
    }
}

fn stop_pull(call: &Call<'_>, ModelName { id }: ModelName) -> Result<()> {
    // Nothing to stop is as good as stopped: it may have ended a moment ago.
    if let Some(stop) = lock(&call.app.models.pulls).get(&full_name(&id)) {
        stop.store(true, Ordering::Relaxed);
    }
    Ok(())
}

fn remove(call: &Call<'_>, ModelName { id }: ModelName) -> Result<()> {
    require!(!id.starts_with("server:"), "a server's models are not on this computer, so there is nothing to remove");
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
    let name = full_name(&id);
    let probe = probe::probe(call.app.models.named(call.app, &settings, &name)?.as_ref())?;
    let text = serde_json::to_string(&probe)?;
    call.app.db.write_derived(|tx| {
        let sql = "insert into model_probe (model, probe) values (?1, ?2) on conflict (model) do update set probe = ?2";
        tx.execute(sql, (&name, &text))
    })?;
    Ok(probe)
}

/// The name with its provider.
fn full_name(id: &str) -> String {
    if ["builtin:", "ollama:", "server:"].iter().any(|provider| id.starts_with(provider)) {
        id.to_owned()
    } else {
        format!("builtin:{id}")
    }
}

fn built_in(id: &str) -> &str {
    id.strip_prefix("builtin:").unwrap_or(id)
}
