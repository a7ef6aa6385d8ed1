//! The servers that a person added: OpenAI-compatible addresses with a name and, mostly, a key. The key itself
//! is in [`super::keys`], never in the data file.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::address;
use super::keys::{Key, KeyPlace};
use crate::db::{ReadTx, WriteTx};
use crate::error::{OrNotFound, Result};
use crate::operations::Call;
use crate::types::one_line;
use crate::{id, operations, require, settings};

id! {
    /// One server.
    ServerId;
}

operations! { "servers";
    /// The OpenAI-compatible servers, by name.
    query list(()) -> Vec<Server>;
    /// Adds a server; its key goes into the keychain.
    action add(NewServer) -> Server;
    /// Replaces a server's key, or forgets it.
    action set_key(ServerKey) -> Server;
    /// Asks a server for its models, which shows whether address and key are right.
    action[external] test(ServerId) -> Server;
    /// Removes a server and its key.
    action[destructive] remove(ServerId) -> ();
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Server {
    pub id: ServerId,
    /// Also what its models are called by: `server:NAME/MODEL`.
    pub name: String,
    pub address: String,
    /// It may be asked by http although it is another computer.
    pub unencrypted: bool,
    /// It is this computer.
    pub local: bool,
    /// Where its key is; nothing when it has none.
    pub key: Option<KeyPlace>,
    /// The models that it offered when it was last asked.
    pub models: Vec<String>,
    /// Why it is not asked.
    pub refused: Option<String>,
}

/// A server to add.
#[derive(Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewServer {
    #[ts(optional = false)]
    pub name: String,
    /// Such as `https://api.openai.com/v1` or `http://127.0.0.1:8080`.
    #[ts(optional = false)]
    pub address: String,
    pub key: Option<String>,
    /// Allows http to another computer.
    pub unencrypted: Option<bool>,
}

/// A server's key; none forgets it.
#[derive(Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ServerKey {
    pub id: ServerId,
    pub key: Option<String>,
}

/// What is said of anything that would leave this computer while it may not.
pub(super) fn stays_here(host: &str) -> String {
    format!("{host} is another computer, and Almanac is set to stay on this one")
}

fn server(row: &Row<'_>) -> rusqlite::Result<Server> {
    let address: String = row.get("address")?;
    Ok(Server {
        id: ServerId(row.get("id")?),
        name: row.get("name")?,
        unencrypted: row.get("unencrypted")?,
        local: address::is_local(&address),
        address,
        key: row.get("key_place")?,
        models: Vec::new(),
        refused: None,
    })
}

const COLUMNS: &str = "select id, name, address, unencrypted, key_place from server";

/// Every server, by name.
///
/// # Errors
/// The file cannot be read.
pub fn list(tx: &ReadTx<'_>, (): ()) -> Result<Vec<Server>> {
    let mut servers = tx.all(&format!("{COLUMNS} order by name"), [], server)?;
    let local_only = settings::read(tx)?.local_only;
    for server in &mut servers {
        server.models =
            tx.all("select name from server_model where server_id = ?1 order by id", [server.id], |row| row.get(0))?;
        server.refused = (local_only && !server.local).then(|| stays_here(&address::host(&server.address)));
    }
    Ok(servers)
}

/// The server of exactly this name: names of models are compared letter by letter.
///
/// # Errors
/// The file cannot be read.
pub(super) fn by_name(tx: &ReadTx<'_>, name: &str) -> Result<Option<Server>> {
    Ok(list(tx, ())?.into_iter().find(|server| server.name == name))
}

fn get(tx: &ReadTx<'_>, id: ServerId) -> Result<Server> {
    list(tx, ())?.into_iter().find(|server| server.id == id).or_not_found("server", id)
}

fn add(call: &Call<'_>, new: NewServer) -> Result<Server> {
    let name = one_line(&new.name, 40);
    require!(!name.is_empty(), "a server needs a name");
    require!(!name.contains('/'), "a server's name cannot contain a slash, which stands between it and its models");
    let unencrypted = new.unencrypted.unwrap_or_default();
    let address = address::base(&new.address, unencrypted)?.as_str().trim_end_matches('/').to_owned();
    let key = new.key.as_deref().filter(|key| !key.trim().is_empty()).map(Key::new).transpose()?;
    let others = call.app.db.read(|tx| list(tx, ()))?;
    let taken = others.iter().any(|other| other.name.to_lowercase() == name.to_lowercase());
    require!(!taken, "there is a server {name} already; choose another name");
    let place = key.map(|key| call.app.models.keys.put(&name, &key)).transpose()?;
    call.write(|tx| {
        let sql = "insert into server (uid, name, address, unencrypted, key_place, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)";
        let id = ServerId(tx.insert(sql, (tx.uid(), &name, &address, unencrypted, place, tx.now()))?);
        tx.label(format!("Added the server {name}"));
        get(tx, id)
    })
}

fn set_key(call: &Call<'_>, ServerKey { id, key }: ServerKey) -> Result<Server> {
    let server = call.app.db.read(|tx| get(tx, id))?;
    let keys = &call.app.models.keys;
    let place = match key.as_deref().filter(|key| !key.trim().is_empty()) {
        Some(key) => Some(keys.put(&server.name, &Key::new(key)?)?),
        None => {
            keys.forget(&server.name)?;
            None
        }
    };
    call.write(|tx| {
        tx.execute("update server set key_place = ?2 where id = ?1", (id, place))?;
        tx.label(format!("Changed the key of {}", server.name));
        get(tx, id)
    })
}

fn test(call: &Call<'_>, id: ServerId) -> Result<Server> {
    let server = call.app.db.read(|tx| get(tx, id))?;
    let models = call.app.models.server(&server)?.models()?;
    call.app.db.write_derived(|tx| {
        tx.execute("delete from server_model where server_id = ?1", [id])?;
        for model in &models {
            tx.execute("insert or ignore into server_model (server_id, name) values (?1, ?2)", (id, model))?;
        }
        get(tx, id)
    })
}

fn remove(call: &Call<'_>, id: ServerId) -> Result<()> {
    let server = call.app.db.read(|tx| get(tx, id))?;
    call.app.models.keys.forget(&server.name)?;
    call.write(|tx: &WriteTx<'_>| {
        // Taking this back brings the server again, not its key: it asks for it.
        tx.execute("delete from server where id = ?1", [id])?;
        tx.label(format!("Removed the server {}", server.name));
        Ok(())
    })
}
