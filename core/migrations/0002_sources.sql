-- Where knowledge comes from and how it is read: web pages, highlights, links between notes, tags by other names.

insert into derived (name) values ('fetch_log'), ('snapshot'), ('wiki_link');

-- The record of what was fetched.
create table fetch_log (
  id integer primary key autoincrement,
  at integer not null,
  host text not null,
  url text not null,
  bytes integer not null,
  took_ms integer not null,
  error text
) strict;

-- Web pages -----------------------------------------------------------------------------------------
-- An item that was made from an address. The item's own original is the address; what was fetched from it is a
-- snapshot. `address_key` names the page whatever the spelling of its address.
create table page (
  id integer primary key autoincrement,
  item_id integer not null unique references item on delete cascade,
  url text not null,
  address_key text not null unique,
  -- The title that the item was given for want of a better one. As long as it stands, the page's own is shown.
  label text not null
) strict;

-- What was found at an address, newest last. `kind` is an item's kind. Like the bytes, these rows are only ever
-- added: a deleted page that is brought back has its snapshots, whether or not the site still has it.
create table snapshot (
  id integer primary key,
  item_id integer not null,
  blob text not null,
  bytes integer not null,
  kind text not null,
  name text not null,
  url text not null,
  fetched_at integer not null,
  -- What the page says of itself, read with its text.
  title text,
  site text,
  author text,
  published text,
  canonical_key text
) strict;
create index snapshot_item on snapshot (item_id, id);
create index snapshot_canonical on snapshot (canonical_key) where canonical_key is not null;

-- Somebody waits for a page: it goes before what was imported.
create trigger page_added after insert on page
  when not exists (select 1 from snapshot where item_id = new.item_id) begin
  insert into job (kind, key, version, priority) values ('fetch', new.item_id, new.url, 2)
    on conflict (kind, key) do update set version = new.url, state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger page_removed after delete on item begin
  delete from wiki_link where item_id = old.id;
  delete from job where kind = 'fetch' and key = old.id;
end;

-- Highlights ----------------------------------------------------------------------------------------
-- A quote with its surroundings; where it stands in the text of today is found anew at each reading. Offsets
-- are in Unicode scalar values, of the text as it was.
create table highlight (
  id integer primary key autoincrement,
  uid text not null unique,
  item_id integer not null references item on delete cascade,
  quote text not null check (length(quote) between 1 and 20000),
  prefix text not null,
  suffix text not null,
  start integer not null,
  -- The text had these words only once.
  alone integer not null,
  note text not null default '',
  colour text not null default 'yellow' check (colour in ('yellow', 'green', 'blue', 'red')),
  created_at integer not null,
  updated_at integer not null
) strict;
create index highlight_item on highlight (item_id);

-- Links between notes -------------------------------------------------------------------------------
-- [[Title]] in an item's text, found when the text is read. `title_key` is the title as it is compared.
create table wiki_link (
  id integer primary key,
  item_id integer not null,
  title text not null,
  title_key text not null,
  start integer not null,
  end integer not null
) strict;
create index wiki_link_item on wiki_link (item_id);
create index wiki_link_title on wiki_link (title_key);

-- A title that an item had, to which links still lead.
create table item_alias (
  id integer primary key autoincrement,
  item_id integer not null references item on delete cascade,
  title text not null,
  title_key text not null,
  unique (item_id, title_key)
) strict;
create index item_alias_title on item_alias (title_key);

-- Links of texts that were read before there were links.
update job set state = 'queued', run_at = 0, attempts = 0, error = null
  where kind = 'extract' and key in (select id from item where kind in ('note', 'markdown'));

-- Tags ----------------------------------------------------------------------------------------------
create table tag_alias (
  id integer primary key autoincrement,
  tag_id integer not null references tag on delete cascade,
  name text not null unique collate nocase check (length(name) between 1 and 200)
) strict;
create index tag_alias_tag on tag_alias (tag_id);

-- A suggestion that was declined for an item, never to be made again.
create table tag_declined (
  id integer primary key autoincrement,
  item_id integer not null references item on delete cascade,
  tag_id integer not null references tag on delete cascade,
  unique (item_id, tag_id)
) strict;
