-- What was deleted is found without reading the whole log.
create index change_deleted on change (tbl, id) where after is null;
