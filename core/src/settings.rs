//! Settings: one row a setting, each with a default, so that a missing or senseless value harms nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::{operations, require, words};

operations! { "settings";
    /// Every setting.
    query get(()) -> Settings;
    /// Changes settings; absent ones stay.
    mutation update(SettingsPatch) -> Settings;
}

words! {
    /// Light or dark.
    Theme { System = "system", Light = "light", Dark = "dark" }

    /// How close lines stand.
    Density { Comfortable = "comfortable", Compact = "compact" }

    /// Whether things may move.
    Motion { System = "system", Reduced = "reduced" }

    /// How large everything is written.
    TextSize { Small = "small", Normal = "normal", Large = "large", Larger = "larger" }
}

/// The user's choices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Settings {
    pub theme: Theme,
    pub density: Density,
    pub motion: Motion,
    pub text_size: TextSize,
    /// The hour at which a day begins, 0 to 12.
    pub day_start_hour: u8,
    /// The global shortcut of quick capture.
    pub shortcut: String,
    /// Who puts answers into words: `auto`, `extractive`, `builtin:ID`, `ollama:NAME` or `server:NAME/MODEL`.
    pub chat_model: String,
    /// Who does it when that one cannot, named in the same way; empty for nobody.
    pub chat_fallback: String,
    /// Who works on what comes in (summaries, tags), named in the same way; empty for the one that answers.
    pub enrich_model: String,
    /// `builtin:ID`, `ollama:NAME` or `server:NAME/MODEL`. It has no fall-back: the vectors of two models
    /// cannot be compared.
    pub embed_model: String,
    /// Where Ollama answers.
    pub ollama_address: String,
    /// Nothing may leave this computer, whatever else is set.
    pub local_only: bool,
    /// Pages of this computer and its network may be fetched as well.
    pub fetch_private: bool,
    /// The window program starts with the computer, hidden.
    pub launch_at_login: bool,
    /// Reminders are shown by the desktop.
    pub notifications: bool,
    /// When the desktop tells of the day's digest, `HH:MM`; empty for never.
    pub digest_at: String,
    /// What is put into this folder is taken in; empty for none.
    pub watched_folder: String,
    /// Points and rewards are shown. What is completed counts either way.
    pub rewards: bool,
    /// The morning and the evening of a day are offered on Today.
    pub day_guide: bool,
    /// The first steps were taken or passed over.
    pub welcomed: bool,
    /// Minutes that a day of work holds, 0 to 1440; 0 for what the working hours hold.
    pub day_capacity: u16,
    /// Minutes that stay free between two planned blocks, 0 to 120.
    pub buffer_minutes: u16,
    /// After so many planned minutes comes a break, 0 to 600; 0 for never.
    pub break_after: u16,
    /// How long a break lasts in minutes, 1 to 120.
    pub break_minutes: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            density: Density::Comfortable,
            motion: Motion::System,
            text_size: TextSize::Normal,
            day_start_hour: 4,
            shortcut: "CmdOrCtrl+Shift+Space".into(),
            chat_model: "auto".into(),
            chat_fallback: String::new(),
            enrich_model: String::new(),
            embed_model: "builtin:all-minilm-l6-v2".into(),
            ollama_address: "http://127.0.0.1:11434".into(),
            local_only: false,
            fetch_private: false,
            launch_at_login: false,
            notifications: true,
            digest_at: String::new(),
            watched_folder: String::new(),
            rewards: true,
            day_guide: true,
            welcomed: false,
            day_capacity: 0,
            buffer_minutes: 5,
            break_after: 90,
            break_minutes: 10,
        }
    }
}

/// New values; absent ones stay.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SettingsPatch {
    pub theme: Option<Theme>,
    pub density: Option<Density>,
    pub motion: Option<Motion>,
    pub text_size: Option<TextSize>,
    pub day_start_hour: Option<u8>,
    pub shortcut: Option<String>,
    pub chat_model: Option<String>,
    pub chat_fallback: Option<String>,
    pub enrich_model: Option<String>,
    pub embed_model: Option<String>,
    pub ollama_address: Option<String>,
    pub local_only: Option<bool>,
    pub fetch_private: Option<bool>,
    pub launch_at_login: Option<bool>,
    pub notifications: Option<bool>,
    pub digest_at: Option<String>,
    pub watched_folder: Option<String>,
    pub rewards: Option<bool>,
    pub day_guide: Option<bool>,
    pub welcomed: Option<bool>,
    pub day_capacity: Option<u16>,
    pub buffer_minutes: Option<u16>,
    pub break_after: Option<u16>,
    pub break_minutes: Option<u16>,
}

/// The settings as they stand.
///
/// # Errors
/// The file cannot be read.
pub fn read(tx: &ReadTx<'_>) -> Result<Settings> {
    let mut settings = Settings::default();
    let rows: Vec<(String, String)> =
        tx.all("select key, value from setting", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (key, value) in rows {
        match key.as_str() {
            "theme" => settings.theme = Theme::from_word(&value).unwrap_or(settings.theme),
            "density" => settings.density = Density::from_word(&value).unwrap_or(settings.density),
            "motion" => settings.motion = Motion::from_word(&value).unwrap_or(settings.motion),
            "text_size" => settings.text_size = TextSize::from_word(&value).unwrap_or(settings.text_size),
            "day_start_hour" => {
                settings.day_start_hour =
                    value.parse().ok().filter(|hour| *hour <= 12).unwrap_or(settings.day_start_hour)
            }
            "shortcut" => settings.shortcut = value,
            "chat_model" => settings.chat_model = value,
            "chat_fallback" => settings.chat_fallback = value,
            "enrich_model" => settings.enrich_model = value,
            "embed_model" => settings.embed_model = value,
            "ollama_address" => settings.ollama_address = value,
            "local_only" => settings.local_only = value == "true",
            "fetch_private" => settings.fetch_private = value == "true",
            "launch_at_login" => settings.launch_at_login = value == "true",
            "notifications" => settings.notifications = value != "false",
            "digest_at" => settings.digest_at = value,
            "watched_folder" => settings.watched_folder = value,
            "rewards" => settings.rewards = value != "false",
            "day_guide" => settings.day_guide = value != "false",
            "welcomed" => settings.welcomed = value == "true",
            "day_capacity" => settings.day_capacity = minutes(&value, 0..=1440, settings.day_capacity),
            "buffer_minutes" => settings.buffer_minutes = minutes(&value, 0..=120, settings.buffer_minutes),
            "break_after" => settings.break_after = minutes(&value, 0..=600, settings.break_after),
            "break_minutes" => settings.break_minutes = minutes(&value, 1..=120, settings.break_minutes),
            _ => {}
        }
    }
    Ok(settings)
}

fn minutes(value: &str, bounds: std::ops::RangeInclusive<u16>, usual: u16) -> u16 {
    value.parse().ok().filter(|minutes| bounds.contains(minutes)).unwrap_or(usual)
}

fn get(tx: &ReadTx<'_>, (): ()) -> Result<Settings> {
    read(tx)
}

fn update(tx: &WriteTx<'_>, patch: SettingsPatch) -> Result<Settings> {
    let set = |key: &str, value: Option<String>| -> Result<()> {
        if let Some(value) = value {
            tx.execute(
                "insert into setting (key, value) values (?1, ?2) on conflict (key) do update set value = ?2",
                (key, value),
            )?;
        }
        Ok(())
    };
    if let Some(hour) = patch.day_start_hour {
        require!(hour <= 12, "a day begins between midnight and noon");
    }
    if let Some(time) = patch.digest_at.as_deref().filter(|time| !time.is_empty()) {
        let known = time.len() == 5 && time.parse::<jiff::civil::Time>().is_ok();
        require!(known, "{time} is not a time of day; write one like 07:30, or nothing for never");
    }
    require!(patch.day_capacity.is_none_or(|minutes| minutes <= 1440), "a day has 1440 minutes");
    require!(patch.buffer_minutes.is_none_or(|minutes| minutes <= 120), "a buffer lasts 2 hours at most");
    require!(patch.break_after.is_none_or(|minutes| minutes <= 600), "a break comes after 10 hours at the latest");
    let long = patch.break_minutes.is_none_or(|minutes| (1..=120).contains(&minutes));
    require!(long, "a break lasts one minute to 2 hours");
    if let Some(address) = &patch.ollama_address {
        let local =
            reqwest::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        require!(local, "{address} is not an address; write one like http://127.0.0.1:11434");
    }
    for name in [&patch.chat_fallback, &patch.enrich_model].into_iter().flatten() {
        let known = ["builtin:", "ollama:", "server:"].iter().any(|provider| name.starts_with(provider));
        require!(known || name.is_empty(), "{name} is not a model; write builtin:ID, ollama:NAME or server:NAME/MODEL");
    }
    if let Some(folder) = patch.watched_folder.as_deref().filter(|folder| !folder.is_empty()) {
        let path = std::path::Path::new(folder);
        require!(path.is_absolute() && path.is_dir(), "{folder} is not a folder of this computer");
    }
    set("theme", patch.theme.map(|theme| theme.word().to_owned()))?;
    set("density", patch.density.map(|density| density.word().to_owned()))?;
    set("motion", patch.motion.map(|motion| motion.word().to_owned()))?;
    set("text_size", patch.text_size.map(|size| size.word().to_owned()))?;
    set("day_start_hour", patch.day_start_hour.map(|hour| hour.to_string()))?;
    set("shortcut", patch.shortcut)?;
    set("chat_model", patch.chat_model)?;
    set("chat_fallback", patch.chat_fallback)?;
    set("enrich_model", patch.enrich_model)?;
    set("embed_model", patch.embed_model)?;
    set("ollama_address", patch.ollama_address)?;
    set("local_only", patch.local_only.map(|on| on.to_string()))?;
    set("fetch_private", patch.fetch_private.map(|on| on.to_string()))?;
    set("launch_at_login", patch.launch_at_login.map(|on| on.to_string()))?;
    set("notifications", patch.notifications.map(|on| on.to_string()))?;
    set("digest_at", patch.digest_at)?;
    set("watched_folder", patch.watched_folder)?;
    set("rewards", patch.rewards.map(|on| on.to_string()))?;
    set("day_guide", patch.day_guide.map(|on| on.to_string()))?;
    set("welcomed", patch.welcomed.map(|done| done.to_string()))?;
    set("day_capacity", patch.day_capacity.map(|minutes| minutes.to_string()))?;
    set("buffer_minutes", patch.buffer_minutes.map(|minutes| minutes.to_string()))?;
    set("break_after", patch.break_after.map(|minutes| minutes.to_string()))?;
    set("break_minutes", patch.break_minutes.map(|minutes| minutes.to_string()))?;
    if patch.welcomed.is_some() {
        // Undo after the first steps takes back the first thing written, not the steps.
        tx.aside();
    }
    tx.label("Changed the settings");
    read(tx)
}
