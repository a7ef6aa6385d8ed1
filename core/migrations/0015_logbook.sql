-- The logbook: what a person wrote about a day. An entry that is closed to models has a passage, so that its owner finds
-- its words, but no vector, and no answer reads it.

create table entry (
  id integer primary key autoincrement,
  uid text not null unique,
  day text not null,
  -- The moment that it was written at.
  at integer not null,
  title text not null default '' check (length(title) <= 500),
  -- Markdown.
  text text not null default '',
  mood integer check (mood between 1 and 5),
  energy text check (energy in ('low', 'medium', 'high')),
  closed integer not null default 0 check (closed in (0, 1)),
  created_at integer not null,
  updated_at integer not null
) strict;
create index entry_day on entry (day, at);
-- The same day of every year.
create index entry_of_year on entry (substr(day, 6));

create table entry_tag (
  id integer primary key autoincrement,
  entry_id integer not null references entry on delete cascade,
  tag_id integer not null references tag on delete cascade,
  unique (entry_id, tag_id)
) strict;
create index entry_tag_tag on entry_tag (tag_id);

-- What an entry is about, beside the links in its text. What it leads to may be of any kind, and may be gone.
create table entry_link (
  id integer primary key autoincrement,
  entry_id integer not null references entry on delete cascade,
  kind text not null check (kind <> ''),
  target integer not null,
  unique (entry_id, kind, target)
) strict;
create index entry_link_target on entry_link (kind, target);

-- What no model may see. Such a passage is found by its words alone.
alter table passage add column closed integer not null default 0;

drop trigger passage_own_added;
create trigger passage_own_added after insert on passage
  when new.kind not in ('item', 'task', 'message') and not new.closed begin
  insert into job (kind, key, priority) values ('embed_passage', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
drop trigger passage_own_words;
create trigger passage_own_words after update of title, text on passage
  when new.kind not in ('item', 'task', 'message') and not new.closed
   and (old.title is not new.title or old.text is not new.text) begin
  insert into job (kind, key, priority) values ('embed_passage', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;

-- An entry without a title is called by its day, as in `search/short.rs`.
create trigger entry_added after insert on entry begin
  insert into passage (kind, owner, seq, title, text, start, end, closed)
    select 'entry', new.id, 0, case when new.title <> '' then new.title else
        cast(substr(new.day, 9, 2) as integer) || ' ' || case substr(new.day, 6, 2)
          when '01' then 'January' when '02' then 'February' when '03' then 'March' when '04' then 'April'
          when '05' then 'May' when '06' then 'June' when '07' then 'July' when '08' then 'August'
          when '09' then 'September' when '10' then 'October' when '11' then 'November' else 'December' end
        || ' ' || substr(new.day, 1, 4) end,
      new.text, 0, length(new.text), new.closed;
end;
create trigger entry_words after update of day, title, text on entry
  when old.day is not new.day or old.title is not new.title or old.text is not new.text begin
  update passage set text = new.text, end = length(new.text), title = case when new.title <> '' then new.title else
        cast(substr(new.day, 9, 2) as integer) || ' ' || case substr(new.day, 6, 2)
          when '01' then 'January' when '02' then 'February' when '03' then 'March' when '04' then 'April'
          when '05' then 'May' when '06' then 'June' when '07' then 'July' when '08' then 'August'
          when '09' then 'September' when '10' then 'October' when '11' then 'November' else 'December' end
        || ' ' || substr(new.day, 1, 4) end
   where kind = 'entry' and owner = new.id;
end;
-- Closing takes the vector away with the passage; opening has it made anew.
create trigger entry_closed after update of closed on entry when old.closed is not new.closed begin
  insert into passage (kind, owner, seq, title, text, start, end, closed)
    select kind, owner, 1, title, text, start, end, new.closed from passage
     where kind = 'entry' and owner = new.id and seq = 0;
  delete from passage where kind = 'entry' and owner = new.id and seq = 0;
  update passage set seq = 0 where kind = 'entry' and owner = new.id;
end;
create trigger entry_removed after delete on entry begin
  delete from passage where kind = 'entry' and owner = old.id;
end;
