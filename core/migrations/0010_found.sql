-- More kinds of thing can be found; which there are is checked by the program that writes them. A check that is only
-- relaxed changes no row, so its text in the schema is edited in place.
pragma writable_schema = on;
update sqlite_schema
   set sql = replace(sql, ' check (kind in (''item'', ''task'', ''message''))', ' check (kind <> '''')')
 where type = 'table' and name = 'passage';
pragma writable_schema = reset;

-- A passage that is a row's own words gets its vector by itself. Items and tasks have work of their own, chats none.
create trigger passage_own_added after insert on passage when new.kind not in ('item', 'task', 'message') begin
  insert into job (kind, key, priority) values ('embed_passage', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger passage_own_words after update of title, text on passage
  when new.kind not in ('item', 'task', 'message') and (old.title is not new.title or old.text is not new.text) begin
  insert into job (kind, key, priority) values ('embed_passage', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger passage_own_removed after delete on passage when old.kind not in ('item', 'task', 'message') begin
  delete from job where kind = 'embed_passage' and key = old.id;
end;

create trigger project_added after insert on project begin
  insert into passage (kind, owner, seq, title, text, start, end)
    values ('project', new.id, 0, new.name, new.notes, 0, length(new.notes));
end;
create trigger project_words after update of name, notes on project
  when old.name is not new.name or old.notes is not new.notes begin
  update passage set title = new.name, text = new.notes, end = length(new.notes)
   where kind = 'project' and owner = new.id;
end;
create trigger project_removed after delete on project begin
  delete from passage where kind = 'project' and owner = old.id;
end;
insert into passage (kind, owner, seq, title, text, start, end)
  select 'project', id, 0, name, notes, 0, length(notes) from project;
