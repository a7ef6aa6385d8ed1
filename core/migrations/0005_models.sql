-- Servers that speak OpenAI's protocol. Keys are in the keychain, never here.
create table server (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase check (length(name) between 1 and 40),
  address text not null,
  unencrypted integer not null default 0 check (unencrypted in (0, 1)),
  key_place text check (key_place in ('keychain', 'file')),
  created_at integer not null
) strict;

insert into derived (name) values ('server_model'), ('model_probe');

-- What a server offered when it was last asked.
create table server_model (
  id integer primary key,
  server_id integer not null references server on delete cascade,
  name text not null,
  unique (server_id, name)
) strict;

-- What a model could do when it was last tried.
create table model_probe (
  model text primary key,
  probe text not null
) strict;
