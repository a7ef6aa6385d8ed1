-- A data file as version 1 left it, with rows in every table. Tests open it; never edit it.
pragma page_size = 16384;
pragma journal_mode = wal;
pragma foreign_keys = off;
begin;
CREATE TABLE derived (name text primary key, prefix integer not null default 0) strict;
CREATE TABLE step (
  id integer primary key autoincrement,
  at integer not null,
  actor text not null,
  operation text not null,
  label text not null,
  changes integer not null default 0,
  undo_of integer references step,
  undone_by integer references step on delete set null
) strict;
CREATE TABLE change (
  id integer primary key,
  step_id integer not null references step on delete cascade,
  tbl text not null,
  row_id integer not null,
  before text,
  after text
) strict;
CREATE TABLE setting (
  id integer primary key autoincrement,
  key text not null unique,
  value text not null
) strict;
CREATE TABLE runtime (key text primary key, value text not null) strict;
CREATE TABLE area (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase check (length(name) between 1 and 200),
  colour text not null,
  created_at integer not null
) strict;
CREATE TABLE tag (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase check (length(name) between 1 and 200)
) strict;
CREATE TABLE project (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null collate nocase check (length(name) between 1 and 500),
  notes text not null default '',
  status text not null default 'active' check (status in ('active', 'on_hold', 'done', 'dropped')),
  area_id integer references area on delete set null,
  created_at integer not null
) strict;
CREATE TABLE task (
  id integer primary key autoincrement,
  uid text not null unique,
  title text not null check (length(title) between 1 and 2000),
  notes text not null default '',
  status text not null default 'inbox' check (status in ('inbox', 'todo', 'doing', 'waiting', 'done', 'dropped')),
  area_id integer references area on delete set null,
  project_id integer references project on delete set null,
  parent_id integer references task on delete cascade,
  priority integer check (priority between 1 and 4),
  effort_minutes integer check (effort_minutes between 1 and 525600),
  logged_minutes integer not null default 0 check (logged_minutes >= 0),
  energy text check (energy in ('low', 'medium', 'high')),
  start_day text,
  scheduled_day text,
  scheduled_at integer,
  scheduled_end integer,
  deadline_day text,
  deadline_at integer,
  points integer not null default 0,
  source text not null default 'typed' check (source in ('typed', 'voice', 'import', 'ai', 'automation')),
  created_at integer not null,
  completed_at integer,
  check ((status = 'done') = (completed_at is not null)),
  check (scheduled_at is null or scheduled_day is not null),
  check (deadline_at is null or deadline_day is not null)
) strict;
CREATE TABLE task_tag (
  id integer primary key autoincrement,
  task_id integer not null references task on delete cascade,
  tag_id integer not null references tag on delete cascade,
  unique (task_id, tag_id)
) strict;
CREATE TABLE task_dependency (
  id integer primary key autoincrement,
  task_id integer not null references task on delete cascade,
  blocker_id integer not null references task on delete cascade,
  unique (task_id, blocker_id),
  check (task_id <> blocker_id)
) strict;
CREATE TABLE reminder (
  id integer primary key autoincrement,
  uid text not null unique,
  task_id integer not null references task on delete cascade,
  at integer,
  minutes_before integer,
  check ((at is null) <> (minutes_before is null))
) strict;
CREATE TABLE reminder_fired (reminder_id integer not null, due integer not null, primary key (reminder_id, due)) strict;
CREATE TABLE blob (hash text primary key, bytes blob not null) strict;
CREATE TABLE item (
  id integer primary key autoincrement,
  uid text not null unique,
  external_id text,
  kind text not null check (kind in ('note', 'markdown', 'text', 'html', 'pdf')),
  title text not null,
  source text,
  blob text not null,
  bytes integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
CREATE TABLE item_tag (
  id integer primary key autoincrement,
  item_id integer not null references item on delete cascade,
  tag_id integer not null references tag on delete cascade,
  unique (item_id, tag_id)
) strict;
CREATE TABLE item_text (
  item_id integer primary key,
  blob text not null,
  version integer not null,
  text text not null,
  blocks text not null,
  pages text not null,
  notes text not null
) strict;
CREATE TABLE passage (
  id integer primary key,
  kind text not null check (kind in ('item', 'task', 'message')),
  owner integer not null,
  seq integer not null,
  title text not null,
  heading text,
  text text not null,
  page integer,
  start integer not null,
  end integer not null,
  unique (kind, owner, seq)
) strict;
CREATE VIRTUAL TABLE passage_fts using fts5 (
  title, text, content = 'passage', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE embedder (
  id integer primary key,
  model text not null unique,
  dimensions integer not null
) strict;
CREATE TABLE job (
  id integer primary key,
  kind text not null,
  key integer not null,
  version text not null default '',
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'needs_attention')),
  priority integer not null default 0,
  run_at integer not null default 0,
  attempts integer not null default 0,
  error text,
  finished_at integer,
  unique (kind, key)
) strict;
CREATE TABLE conversation (
  id integer primary key autoincrement,
  uid text not null unique,
  title text not null,
  pinned integer not null default 0,
  scope text not null default '{}',
  created_at integer not null,
  updated_at integer not null
) strict;
CREATE TABLE message (
  id integer primary key autoincrement,
  uid text not null unique,
  conversation_id integer not null references conversation on delete cascade,
  role text not null check (role in ('user', 'assistant')),
  text text not null,
  citations text not null default '[]',
  searched text,
  answered_by text,
  abstained integer not null default 0,
  state text not null default 'complete' check (state in ('complete', 'stopped', 'interrupted', 'failed')),
  error text,
  took_ms integer,
  created_at integer not null
) strict;
CREATE TABLE generation (
  conversation_id integer primary key,
  text text not null,
  phase text not null,
  answered_by text,
  started_at integer not null
) strict;
CREATE VIRTUAL TABLE vec_1 using vec0 (embedding float[384]);
insert into derived (name, prefix) values ('blob', 0);
insert into derived (name, prefix) values ('change', 0);
insert into derived (name, prefix) values ('derived', 0);
insert into derived (name, prefix) values ('embedder', 0);
insert into derived (name, prefix) values ('generation', 0);
insert into derived (name, prefix) values ('item_text', 0);
insert into derived (name, prefix) values ('job', 0);
insert into derived (name, prefix) values ('passage', 0);
insert into derived (name, prefix) values ('passage_fts', 1);
insert into derived (name, prefix) values ('reminder_fired', 0);
insert into derived (name, prefix) values ('runtime', 0);
insert into derived (name, prefix) values ('step', 0);
insert into derived (name, prefix) values ('vec_', 1);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (1, 1795274652951, 'cli', 'projects.create', 'Added the project Move house', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (2, 1795274653117, 'cli', 'capture.save', 'Captured Book the van remind 10m', 4, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (3, 1795274653322, 'cli', 'capture.save', 'Captured Pack the books', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (4, 1795274653525, 'cli', 'capture.save', 'Captured Label the boxes', 3, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (5, 1795274653699, 'cli', 'capture.save', 'Wrote the note The boiler is blue, and the landlord knows why.', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (6, 1795274670753, 'cli', 'areas.create', 'Added the area Home', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (7, 1795274670914, 'cli', 'tasks.create', 'Added Wrap the plates', 3, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (8, 1795274671144, 'cli', 'tasks.block', 'Label the boxes now waits for Pack the books', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (9, 1795274671369, 'cli', 'tasks.remind', 'Set a reminder for Book the van remind 10m', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (10, 1795274671522, 'cli', 'tasks.edit', 'Changed Pack the books', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (11, 1795274671708, 'cli', 'tasks.complete', 'Completed Wrap the plates', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (12, 1795274671919, 'cli', 'tasks.create', 'Added Deleted later', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (13, 1795274672114, 'cli', 'tasks.delete', 'Deleted Deleted later', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (14, 1795274672296, 'cli', 'settings.update', 'Changed the settings', 1, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (15, 1795274672497, 'cli', 'knowledge.import_paths', 'Imported 3 items from 3 places', 3, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (16, 1795274672697, 'cli', 'knowledge.edit', 'Changed The boiler is blue, and the landlord knows why.', 2, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (17, 1795274678550, 'cli', 'chat.ask', 'Asked: Why is the boiler blue?', 2, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (18, 1795274685880, 'ai', 'chat.ask', 'Answered: Why is the boiler blue?', 2, null, null);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (19, 1795274686038, 'cli', 'tasks.create', 'Added Last one', 1, null, 20);
insert into step (id, at, actor, operation, label, changes, undo_of, undone_by) values (20, 1795274686215, 'cli', 'history.undo', 'Undid: Added Last one', 1, 19, null);
insert into change (id, step_id, tbl, row_id, before, after) values (1, 1, 'project', 1, null, '{"id":1,"uid":"01a1feb5-3d17-7c3c-a764-d62c897a2862","name":"Move house","notes":"Before winter","status":"active","area_id":null,"created_at":1795274652951}');
insert into change (id, step_id, tbl, row_id, before, after) values (2, 2, 'project', 2, null, '{"id":2,"uid":"01a1feb5-3dbd-75c2-98da-89caf393ec83","name":"Home","notes":"","status":"active","area_id":null,"created_at":1795274653117}');
insert into change (id, step_id, tbl, row_id, before, after) values (3, 2, 'task', 1, null, '{"id":1,"uid":"01a1feb5-3dbd-7ce7-a730-c0573f5bb801","title":"Book the van remind 10m","notes":"","status":"todo","area_id":null,"project_id":2,"parent_id":null,"priority":1,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":"2026-11-22","scheduled_at":1795366800000,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274653117,"completed_at":null}');
insert into change (id, step_id, tbl, row_id, before, after) values (4, 2, 'tag', 1, null, '{"id":1,"uid":"01a1feb5-3dbd-7fc9-b9af-81473777d6de","name":"phone"}');
insert into change (id, step_id, tbl, row_id, before, after) values (5, 2, 'task_tag', 1, null, '{"id":1,"task_id":1,"tag_id":1}');
insert into change (id, step_id, tbl, row_id, before, after) values (6, 3, 'task', 2, null, '{"id":2,"uid":"01a1feb5-3e8a-702d-b595-3d21df4921ef","title":"Pack the books","notes":"","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274653322,"completed_at":null}');
insert into change (id, step_id, tbl, row_id, before, after) values (7, 4, 'task', 3, null, '{"id":3,"uid":"01a1feb5-3f55-7294-a44b-24c3f5039456","title":"Label the boxes","notes":"","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274653525,"completed_at":null}');
insert into change (id, step_id, tbl, row_id, before, after) values (8, 4, 'tag', 2, null, '{"id":2,"uid":"01a1feb5-3f55-71ca-adb8-1e0e8c796e96","name":"garage"}');
insert into change (id, step_id, tbl, row_id, before, after) values (9, 4, 'task_tag', 2, null, '{"id":2,"task_id":3,"tag_id":2}');
insert into change (id, step_id, tbl, row_id, before, after) values (10, 5, 'item', 1, null, '{"id":1,"uid":"01a1feb5-4003-72bf-ac13-3846b6859572","external_id":null,"kind":"note","title":"The boiler is blue, and the landlord knows why.","source":null,"blob":"b592677ca792d61c0aa8d10c9f806b240ef17193e9f3906f3754b7288ee799b9","bytes":47,"created_at":1795274653699,"updated_at":1795274653699}');
insert into change (id, step_id, tbl, row_id, before, after) values (11, 6, 'area', 1, null, '{"id":1,"uid":"01a1feb5-82a1-7f4b-82d9-b1853b59635f","name":"Home","colour":"#88aa77","created_at":1795274670753}');
insert into change (id, step_id, tbl, row_id, before, after) values (12, 7, 'task', 4, null, '{"id":4,"uid":"01a1feb5-8342-756e-b43a-2962df05b9ec","title":"Wrap the plates","notes":"","status":"todo","area_id":null,"project_id":null,"parent_id":2,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274670914,"completed_at":null}');
insert into change (id, step_id, tbl, row_id, before, after) values (13, 7, 'tag', 3, null, '{"id":3,"uid":"01a1feb5-8342-74a0-b723-ff479e98d3b1","name":"kitchen"}');
insert into change (id, step_id, tbl, row_id, before, after) values (14, 7, 'task_tag', 3, null, '{"id":3,"task_id":4,"tag_id":3}');
insert into change (id, step_id, tbl, row_id, before, after) values (15, 8, 'task_dependency', 1, null, '{"id":1,"task_id":3,"blocker_id":2}');
insert into change (id, step_id, tbl, row_id, before, after) values (16, 9, 'reminder', 1, null, '{"id":1,"uid":"01a1feb5-8509-756e-9b8d-eee168f7806d","task_id":1,"at":null,"minutes_before":10}');
insert into change (id, step_id, tbl, row_id, before, after) values (17, 10, 'task', 2, '{"id":2,"uid":"01a1feb5-3e8a-702d-b595-3d21df4921ef","title":"Pack the books","notes":"","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274653322,"completed_at":null}', '{"id":2,"uid":"01a1feb5-3e8a-702d-b595-3d21df4921ef","title":"Pack the books","notes":"Atlases first","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274653322,"completed_at":null}');
insert into change (id, step_id, tbl, row_id, before, after) values (18, 11, 'task', 4, '{"id":4,"uid":"01a1feb5-8342-756e-b43a-2962df05b9ec","title":"Wrap the plates","notes":"","status":"todo","area_id":null,"project_id":null,"parent_id":2,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274670914,"completed_at":null}', '{"id":4,"uid":"01a1feb5-8342-756e-b43a-2962df05b9ec","title":"Wrap the plates","notes":"","status":"done","area_id":null,"project_id":null,"parent_id":2,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274670914,"completed_at":1795274671708}');
insert into change (id, step_id, tbl, row_id, before, after) values (19, 12, 'task', 5, null, '{"id":5,"uid":"01a1feb5-872f-7bcd-a879-059057545326","title":"Deleted later","notes":"","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274671919,"completed_at":null}');
insert into change (id, step_id, tbl, row_id, before, after) values (20, 13, 'task', 5, '{"id":5,"uid":"01a1feb5-872f-7bcd-a879-059057545326","title":"Deleted later","notes":"","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274671919,"completed_at":null}', null);
insert into change (id, step_id, tbl, row_id, before, after) values (21, 14, 'setting', 1, null, '{"id":1,"key":"theme","value":"dark"}');
insert into change (id, step_id, tbl, row_id, before, after) values (22, 15, 'item', 2, null, '{"id":2,"uid":"01a1feb5-8971-7f97-b9fa-3cfc040c57a5","external_id":null,"kind":"markdown","title":"compost diary","source":"/home/mara/samples/compost diary.md","blob":"5f34c29c18839a029c1c9e74287fc646a6cbdb47540c1c50c6fd318bb967a82f","bytes":512,"created_at":1795274672497,"updated_at":1795274672497}');
insert into change (id, step_id, tbl, row_id, before, after) values (23, 15, 'item', 3, null, '{"id":3,"uid":"01a1feb5-8971-7d5b-b422-5fad691aa2e3","external_id":null,"kind":"markdown","title":"garden plan","source":"/home/mara/samples/garden plan.md","blob":"92699fe6a4ae661e65704165a16087b244fcfffc485c58091631264f8ede3266","bytes":832,"created_at":1795274672497,"updated_at":1795274672497}');
insert into change (id, step_id, tbl, row_id, before, after) values (24, 15, 'item', 4, null, '{"id":4,"uid":"01a1feb5-8971-7de3-bf36-4bf04bacace7","external_id":null,"kind":"markdown","title":"watering","source":"/home/mara/samples/watering.md","blob":"d513477bbc74c98b43a2b7683feb1dc83684bcc7a665073219aea7c654040523","bytes":726,"created_at":1795274672497,"updated_at":1795274672497}');
insert into change (id, step_id, tbl, row_id, before, after) values (25, 16, 'tag', 4, null, '{"id":4,"uid":"01a1feb5-8a39-79bc-bc4b-5d37f91c6e0c","name":"heating"}');
insert into change (id, step_id, tbl, row_id, before, after) values (26, 16, 'item_tag', 1, null, '{"id":1,"item_id":1,"tag_id":4}');
insert into change (id, step_id, tbl, row_id, before, after) values (27, 17, 'conversation', 1, null, '{"id":1,"uid":"01a1feb5-a116-7a30-b265-144a92e714c8","title":"Why is the boiler blue?","pinned":0,"scope":"{\"items\":null,\"projects\":null,\"tags\":null,\"kinds\":null,\"after\":null,\"before\":null}","created_at":1795274678550,"updated_at":1795274678550}');
insert into change (id, step_id, tbl, row_id, before, after) values (28, 17, 'message', 1, null, '{"id":1,"uid":"01a1feb5-a116-7c77-8253-b552c274eed8","conversation_id":1,"role":"user","text":"Why is the boiler blue?","citations":"[]","searched":null,"answered_by":null,"abstained":0,"state":"complete","error":null,"took_ms":null,"created_at":1795274678550}');
insert into change (id, step_id, tbl, row_id, before, after) values (29, 18, 'message', 2, null, '{"id":2,"uid":"01a1feb5-bdb8-7fa8-8435-be6276ecdb70","conversation_id":1,"role":"assistant","text":"The boiler is blue, and the landlord knows why. [1]","citations":"[{\"n\":1,\"item\":1,\"task\":null,\"external_id\":null,\"title\":\"The boiler is blue, and the landlord knows why.\",\"quote\":\"The boiler is blue, and the landlord knows why.\",\"page\":null,\"start\":0,\"end\":47,\"support\":\"verbatim\"}]","searched":"{\"queries\":[\"Why is the boiler blue?\"],\"passages\":[{\"title\":\"The boiler is blue, and the landlord knows why.\",\"item\":1,\"task\":null,\"page\":null,\"start\":0,\"end\":47,\"text\":\"The boiler is blue, and the landlord knows why.\",\"score\":1.0,\"cited\":true},{\"title\":\"watering\",\"item\":4,\"task\":null,\"page\":null,\"start\":595,\"end\":725,\"text\":\"## While you are away\\n\\nPut a note with your bed number on the board. Rosa looks after the beds in even weeks, Tomasz in odd weeks.\",\"score\":0.13556484731807958,\"cited\":false},{\"title\":\"watering\",\"item\":4,\"task\":null,\"page\":null,\"start\":361,\"end\":593,\"text\":\"## The rain barrel\\n\\nThe barrel behind the shed holds 500 litres. When its level is under the red line, switch the pump off: it runs dry\\nin four minutes and the seal breaks. A new seal costs 18 euros and is kept in the second drawer.\",\"score\":0.12140243634716759,\"cited\":false},{\"title\":\"compost diary\",\"item\":2,\"task\":null,\"page\":null,\"start\":0,\"end\":511,\"text\":\"# Compost diary\\n\\n**6 June.** Turned heap A for the third time. It reached 58 degrees inside, steamed, and smelt of forest floor.\\n\\n**20 June.** Heap B stayed cold. Too many grass clippings lay on it in one wet mat. We forked in straw and torn\\ncardboard, two parts brown to one part green, and covered it with sackcloth.\\n\\n**4 July.** Heap B is at 49 degrees. The straw was what it lacked.\\n\\n**29 August.** Sieved heap A: eleven barrows of fine compost. Each shared bed gets one barrow in October, under the leaves.\",\"score\":0.09785979261955666,\"cited\":false},{\"title\":\"Wrap the plates\",\"item\":null,\"task\":4,\"page\":null,\"start\":0,\"end\":0,\"text\":\"\",\"score\":0.0721475669409245,\"cited\":false},{\"title\":\"watering\",\"item\":4,\"task\":null,\"page\":null,\"start\":0,\"end\":359,\"text\":\"# Watering, so that nothing drowns\\n\\nWater early, before nine, and water the soil rather than the leaves. Wet leaves at night invite mildew.\\n\\n## How much\\n\\nA full bed in summer needs about twenty litres every second day. Seedlings need two litres a day for their first\\nfortnight. Tomatoes want the same amount at the same hour; when it varies, the fruit splits.\",\"score\":0.06318113513197159,\"cited\":false},{\"title\":\"Label the boxes\",\"item\":null,\"task\":3,\"page\":null,\"start\":0,\"end\":0,\"text\":\"\",\"score\":0.059424642217459696,\"cited\":false},{\"title\":\"garden plan\",\"item\":3,\"task\":null,\"page\":null,\"start\":331,\"end\":572,\"text\":\"## Dates that matter\\n\\n| when | what |\\n|---|---|\\n| 14 March | the water is turned on again |\\n| 2 May | plant swap, from ten in the morning |\\n| 19 September | harvest table and soup |\\n| 7 November | the water is turned off, pipes are emptied |\",\"score\":0.056164002712580104,\"cited\":false},{\"title\":\"garden plan\",\"item\":3,\"task\":null,\"page\":null,\"start\":574,\"end\":831,\"text\":\"## Rules we keep\\n\\n1. Compost takes leaves and peel, never cooked food: it brings rats.\\n2. Whoever opens the greenhouse in the morning closes it before seven in the evening.\\n3. A bed that has been left for six weeks goes to the next name on the waiting list.\",\"score\":0.0318753991286291,\"cited\":false},{\"title\":\"Book the van remind 10m\",\"item\":null,\"task\":1,\"page\":null,\"start\":0,\"end\":0,\"text\":\"\",\"score\":0.024465258915719032,\"cited\":false},{\"title\":\"garden plan\",\"item\":3,\"task\":null,\"page\":null,\"start\":0,\"end\":329,\"text\":\"# Linden Yard: plan for the year\\n\\nThe yard has twenty-two beds, one greenhouse and a shed. This page is what we agreed in January.\\n\\n## Beds\\n\\n- Beds 1 to 8 are for vegetables that everybody shares.\\n- Beds 9 to 20 belong to one household each.\\n- Beds 21 and 22 stay wild for the bees. Nobody mows there before the first of October.\",\"score\":0.006957046406400693,\"cited\":false},{\"title\":\"Pack the books\",\"item\":null,\"task\":2,\"page\":null,\"start\":0,\"end\":13,\"text\":\"Atlases first\",\"score\":0.0032617447414250767,\"cited\":false}],\"degraded\":null}","answered_by":"extractive","abstained":0,"state":"complete","error":null,"took_ms":7329,"created_at":1795274685880}');
insert into change (id, step_id, tbl, row_id, before, after) values (30, 18, 'conversation', 1, '{"id":1,"uid":"01a1feb5-a116-7a30-b265-144a92e714c8","title":"Why is the boiler blue?","pinned":0,"scope":"{\"items\":null,\"projects\":null,\"tags\":null,\"kinds\":null,\"after\":null,\"before\":null}","created_at":1795274678550,"updated_at":1795274678550}', '{"id":1,"uid":"01a1feb5-a116-7a30-b265-144a92e714c8","title":"Why is the boiler blue?","pinned":0,"scope":"{\"items\":null,\"projects\":null,\"tags\":null,\"kinds\":null,\"after\":null,\"before\":null}","created_at":1795274678550,"updated_at":1795274685880}');
insert into change (id, step_id, tbl, row_id, before, after) values (31, 19, 'task', 6, null, '{"id":6,"uid":"01a1feb5-be56-78ed-b78c-f10eda6d218f","title":"Last one","notes":"","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274686038,"completed_at":null}');
insert into change (id, step_id, tbl, row_id, before, after) values (32, 20, 'task', 6, '{"id":6,"uid":"01a1feb5-be56-78ed-b78c-f10eda6d218f","title":"Last one","notes":"","status":"inbox","area_id":null,"project_id":null,"parent_id":null,"priority":null,"effort_minutes":null,"logged_minutes":0,"energy":null,"start_day":null,"scheduled_day":null,"scheduled_at":null,"scheduled_end":null,"deadline_day":null,"deadline_at":null,"points":0,"source":"typed","created_at":1795274686038,"completed_at":null}', null);
insert into setting (id, key, value) values (1, 'theme', 'dark');
insert into area (id, uid, name, colour, created_at) values (1, '01a1feb5-82a1-7f4b-82d9-b1853b59635f', 'Home', '#88aa77', 1795274670753);
insert into tag (id, uid, name) values (1, '01a1feb5-3dbd-7fc9-b9af-81473777d6de', 'phone');
insert into tag (id, uid, name) values (2, '01a1feb5-3f55-71ca-adb8-1e0e8c796e96', 'garage');
insert into tag (id, uid, name) values (3, '01a1feb5-8342-74a0-b723-ff479e98d3b1', 'kitchen');
insert into tag (id, uid, name) values (4, '01a1feb5-8a39-79bc-bc4b-5d37f91c6e0c', 'heating');
insert into project (id, uid, name, notes, status, area_id, created_at) values (1, '01a1feb5-3d17-7c3c-a764-d62c897a2862', 'Move house', 'Before winter', 'active', null, 1795274652951);
insert into project (id, uid, name, notes, status, area_id, created_at) values (2, '01a1feb5-3dbd-75c2-98da-89caf393ec83', 'Home', '', 'active', null, 1795274653117);
insert into task (id, uid, title, notes, status, area_id, project_id, parent_id, priority, effort_minutes, logged_minutes, energy, start_day, scheduled_day, scheduled_at, scheduled_end, deadline_day, deadline_at, points, source, created_at, completed_at) values (1, '01a1feb5-3dbd-7ce7-a730-c0573f5bb801', 'Book the van remind 10m', '', 'todo', null, 2, null, 1, null, 0, null, null, '2026-11-22', 1795366800000, null, null, null, 0, 'typed', 1795274653117, null);
insert into task (id, uid, title, notes, status, area_id, project_id, parent_id, priority, effort_minutes, logged_minutes, energy, start_day, scheduled_day, scheduled_at, scheduled_end, deadline_day, deadline_at, points, source, created_at, completed_at) values (2, '01a1feb5-3e8a-702d-b595-3d21df4921ef', 'Pack the books', 'Atlases first', 'inbox', null, null, null, null, null, 0, null, null, null, null, null, null, null, 0, 'typed', 1795274653322, null);
insert into task (id, uid, title, notes, status, area_id, project_id, parent_id, priority, effort_minutes, logged_minutes, energy, start_day, scheduled_day, scheduled_at, scheduled_end, deadline_day, deadline_at, points, source, created_at, completed_at) values (3, '01a1feb5-3f55-7294-a44b-24c3f5039456', 'Label the boxes', '', 'inbox', null, null, null, null, null, 0, null, null, null, null, null, null, null, 0, 'typed', 1795274653525, null);
insert into task (id, uid, title, notes, status, area_id, project_id, parent_id, priority, effort_minutes, logged_minutes, energy, start_day, scheduled_day, scheduled_at, scheduled_end, deadline_day, deadline_at, points, source, created_at, completed_at) values (4, '01a1feb5-8342-756e-b43a-2962df05b9ec', 'Wrap the plates', '', 'done', null, null, 2, null, null, 0, null, null, null, null, null, null, null, 0, 'typed', 1795274670914, 1795274671708);
insert into task_tag (id, task_id, tag_id) values (1, 1, 1);
insert into task_tag (id, task_id, tag_id) values (2, 3, 2);
insert into task_tag (id, task_id, tag_id) values (3, 4, 3);
insert into task_dependency (id, task_id, blocker_id) values (1, 3, 2);
insert into reminder (id, uid, task_id, at, minutes_before) values (1, '01a1feb5-8509-756e-9b8d-eee168f7806d', 1, null, 10);
insert into blob (hash, bytes) values ('5f34c29c18839a029c1c9e74287fc646a6cbdb47540c1c50c6fd318bb967a82f', x'2320436f6d706f73742064696172790a0a2a2a36204a756e652e2a2a205475726e65642068656170204120666f72207468652074686972642074696d652e2049742072656163686564203538206465677265657320696e736964652c20737465616d65642c20616e6420736d656c74206f6620666f7265737420666c6f6f722e0a0a2a2a3230204a756e652e2a2a204865617020422073746179656420636f6c642e20546f6f206d616e7920677261737320636c697070696e6773206c6179206f6e20697420696e206f6e6520776574206d61742e20576520666f726b656420696e20737472617720616e6420746f726e0a63617264626f6172642c2074776f2070617274732062726f776e20746f206f6e65207061727420677265656e2c20616e6420636f76657265642069742077697468207361636b636c6f74682e0a0a2a2a34204a756c792e2a2a2048656170204220697320617420343920646567726565732e20546865207374726177207761732077686174206974206c61636b65642e0a0a2a2a3239204175677573742e2a2a20536965766564206865617020413a20656c6576656e20626172726f7773206f662066696e6520636f6d706f73742e204561636820736861726564206265642067657473206f6e6520626172726f7720696e204f63746f6265722c20756e64657220746865206c65617665732e0a');
insert into blob (hash, bytes) values ('92699fe6a4ae661e65704165a16087b244fcfffc485c58091631264f8ede3266', x'23204c696e64656e20596172643a20706c616e20666f722074686520796561720a0a546865207961726420686173207477656e74792d74776f20626564732c206f6e6520677265656e686f75736520616e64206120736865642e2054686973207061676520697320776861742077652061677265656420696e204a616e756172792e0a0a232320426564730a0a2d2042656473203120746f20382061726520666f7220766567657461626c65732074686174206576657279626f6479207368617265732e0a2d2042656473203920746f2032302062656c6f6e6720746f206f6e6520686f757365686f6c6420656163682e0a2d204265647320323120616e6420323220737461792077696c6420666f722074686520626565732e204e6f626f6479206d6f7773207468657265206265666f726520746865206669727374206f66204f63746f6265722e0a0a23232044617465732074686174206d61747465720a0a7c207768656e207c2077686174207c0a7c2d2d2d7c2d2d2d7c0a7c203134204d61726368207c20746865207761746572206973207475726e6564206f6e20616761696e207c0a7c2032204d6179207c20706c616e7420737761702c2066726f6d2074656e20696e20746865206d6f726e696e67207c0a7c2031392053657074656d626572207c2068617276657374207461626c6520616e6420736f7570207c0a7c2037204e6f76656d626572207c20746865207761746572206973207475726e6564206f66662c2070697065732061726520656d7074696564207c0a0a23232052756c6573207765206b6565700a0a312e20436f6d706f73742074616b6573206c656176657320616e64207065656c2c206e6576657220636f6f6b656420666f6f643a206974206272696e677320726174732e0a322e2057686f65766572206f70656e732074686520677265656e686f75736520696e20746865206d6f726e696e6720636c6f736573206974206265666f726520736576656e20696e20746865206576656e696e672e0a332e204120626564207468617420686173206265656e206c65667420666f7220736978207765656b7320676f657320746f20746865206e657874206e616d65206f6e207468652077616974696e67206c6973742e0a');
insert into blob (hash, bytes) values ('b592677ca792d61c0aa8d10c9f806b240ef17193e9f3906f3754b7288ee799b9', x'54686520626f696c657220697320626c75652c20616e6420746865206c616e646c6f7264206b6e6f7773207768792e');
insert into blob (hash, bytes) values ('d513477bbc74c98b43a2b7683feb1dc83684bcc7a665073219aea7c654040523', x'23205761746572696e672c20736f2074686174206e6f7468696e672064726f776e730a0a5761746572206561726c792c206265666f7265206e696e652c20616e642077617465722074686520736f696c20726174686572207468616e20746865206c65617665732e20576574206c6561766573206174206e6967687420696e76697465206d696c6465772e0a0a232320486f77206d7563680a0a412066756c6c2062656420696e2073756d6d6572206e656564732061626f7574207477656e7479206c6974726573206576657279207365636f6e64206461792e20536565646c696e6773206e6565642074776f206c697472657320612064617920666f722074686569722066697273740a666f72746e696768742e20546f6d61746f65732077616e74207468652073616d6520616d6f756e74206174207468652073616d6520686f75723b207768656e206974207661726965732c207468652066727569742073706c6974732e0a0a232320546865207261696e2062617272656c0a0a5468652062617272656c20626568696e6420746865207368656420686f6c647320353030206c69747265732e205768656e20697473206c6576656c20697320756e6465722074686520726564206c696e652c20737769746368207468652070756d70206f66663a2069742072756e73206472790a696e20666f7572206d696e7574657320616e6420746865207365616c20627265616b732e2041206e6577207365616c20636f737473203138206575726f7320616e64206973206b65707420696e20746865207365636f6e64206472617765722e0a0a2323205768696c6520796f752061726520617761790a0a5075742061206e6f7465207769746820796f757220626564206e756d626572206f6e2074686520626f6172642e20526f7361206c6f6f6b7320616674657220746865206265647320696e206576656e207765656b732c20546f6d61737a20696e206f6464207765656b732e0a');
insert into item (id, uid, external_id, kind, title, source, blob, bytes, created_at, updated_at) values (1, '01a1feb5-4003-72bf-ac13-3846b6859572', null, 'note', 'The boiler is blue, and the landlord knows why.', null, 'b592677ca792d61c0aa8d10c9f806b240ef17193e9f3906f3754b7288ee799b9', 47, 1795274653699, 1795274653699);
insert into item (id, uid, external_id, kind, title, source, blob, bytes, created_at, updated_at) values (2, '01a1feb5-8971-7f97-b9fa-3cfc040c57a5', null, 'markdown', 'compost diary', '/home/mara/samples/compost diary.md', '5f34c29c18839a029c1c9e74287fc646a6cbdb47540c1c50c6fd318bb967a82f', 512, 1795274672497, 1795274672497);
insert into item (id, uid, external_id, kind, title, source, blob, bytes, created_at, updated_at) values (3, '01a1feb5-8971-7d5b-b422-5fad691aa2e3', null, 'markdown', 'garden plan', '/home/mara/samples/garden plan.md', '92699fe6a4ae661e65704165a16087b244fcfffc485c58091631264f8ede3266', 832, 1795274672497, 1795274672497);
insert into item (id, uid, external_id, kind, title, source, blob, bytes, created_at, updated_at) values (4, '01a1feb5-8971-7de3-bf36-4bf04bacace7', null, 'markdown', 'watering', '/home/mara/samples/watering.md', 'd513477bbc74c98b43a2b7683feb1dc83684bcc7a665073219aea7c654040523', 726, 1795274672497, 1795274672497);
insert into item_tag (id, item_id, tag_id) values (1, 1, 4);
insert into item_text (item_id, blob, version, text, blocks, pages, notes) values (1, 'b592677ca792d61c0aa8d10c9f806b240ef17193e9f3906f3754b7288ee799b9', 1, 'The boiler is blue, and the landlord knows why.', '[{"kind":"paragraph","level":0,"start":0,"end":47}]', '[]', '[]');
insert into item_text (item_id, blob, version, text, blocks, pages, notes) values (2, '5f34c29c18839a029c1c9e74287fc646a6cbdb47540c1c50c6fd318bb967a82f', 1, '# Compost diary

**6 June.** Turned heap A for the third time. It reached 58 degrees inside, steamed, and smelt of forest floor.

**20 June.** Heap B stayed cold. Too many grass clippings lay on it in one wet mat. We forked in straw and torn
cardboard, two parts brown to one part green, and covered it with sackcloth.

**4 July.** Heap B is at 49 degrees. The straw was what it lacked.

**29 August.** Sieved heap A: eleven barrows of fine compost. Each shared bed gets one barrow in October, under the leaves.', '[{"kind":"heading","level":1,"start":0,"end":15},{"kind":"paragraph","level":0,"start":17,"end":128},{"kind":"paragraph","level":0,"start":130,"end":318},{"kind":"paragraph","level":0,"start":320,"end":386},{"kind":"paragraph","level":0,"start":388,"end":511}]', '[]', '[]');
insert into item_text (item_id, blob, version, text, blocks, pages, notes) values (3, '92699fe6a4ae661e65704165a16087b244fcfffc485c58091631264f8ede3266', 1, '# Linden Yard: plan for the year

The yard has twenty-two beds, one greenhouse and a shed. This page is what we agreed in January.

## Beds

- Beds 1 to 8 are for vegetables that everybody shares.
- Beds 9 to 20 belong to one household each.
- Beds 21 and 22 stay wild for the bees. Nobody mows there before the first of October.

## Dates that matter

| when | what |
|---|---|
| 14 March | the water is turned on again |
| 2 May | plant swap, from ten in the morning |
| 19 September | harvest table and soup |
| 7 November | the water is turned off, pipes are emptied |

## Rules we keep

1. Compost takes leaves and peel, never cooked food: it brings rats.
2. Whoever opens the greenhouse in the morning closes it before seven in the evening.
3. A bed that has been left for six weeks goes to the next name on the waiting list.', '[{"kind":"heading","level":1,"start":0,"end":32},{"kind":"paragraph","level":0,"start":34,"end":130},{"kind":"heading","level":2,"start":132,"end":139},{"kind":"list_item","level":0,"start":141,"end":196},{"kind":"list_item","level":0,"start":197,"end":241},{"kind":"list_item","level":0,"start":242,"end":329},{"kind":"heading","level":2,"start":331,"end":351},{"kind":"table","level":0,"start":353,"end":572},{"kind":"heading","level":2,"start":574,"end":590},{"kind":"list_item","level":0,"start":592,"end":660},{"kind":"list_item","level":0,"start":661,"end":746},{"kind":"list_item","level":0,"start":747,"end":831}]', '[]', '[]');
insert into item_text (item_id, blob, version, text, blocks, pages, notes) values (4, 'd513477bbc74c98b43a2b7683feb1dc83684bcc7a665073219aea7c654040523', 1, '# Watering, so that nothing drowns

Water early, before nine, and water the soil rather than the leaves. Wet leaves at night invite mildew.

## How much

A full bed in summer needs about twenty litres every second day. Seedlings need two litres a day for their first
fortnight. Tomatoes want the same amount at the same hour; when it varies, the fruit splits.

## The rain barrel

The barrel behind the shed holds 500 litres. When its level is under the red line, switch the pump off: it runs dry
in four minutes and the seal breaks. A new seal costs 18 euros and is kept in the second drawer.

## While you are away

Put a note with your bed number on the board. Rosa looks after the beds in even weeks, Tomasz in odd weeks.', '[{"kind":"heading","level":1,"start":0,"end":34},{"kind":"paragraph","level":0,"start":36,"end":139},{"kind":"heading","level":2,"start":141,"end":152},{"kind":"paragraph","level":0,"start":154,"end":359},{"kind":"heading","level":2,"start":361,"end":379},{"kind":"paragraph","level":0,"start":381,"end":593},{"kind":"heading","level":2,"start":595,"end":616},{"kind":"paragraph","level":0,"start":618,"end":725}]', '[]', '[]');
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (1, 'task', 1, 0, 'Book the van remind 10m', null, '', null, 0, 0);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (2, 'task', 2, 0, 'Pack the books', null, 'Atlases first', null, 0, 13);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (3, 'task', 3, 0, 'Label the boxes', null, '', null, 0, 0);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (4, 'task', 4, 0, 'Wrap the plates', null, '', null, 0, 0);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (5, 'item', 1, 0, 'The boiler is blue, and the landlord knows why.', null, 'The boiler is blue, and the landlord knows why.', null, 0, 47);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (6, 'item', 2, 0, 'compost diary', 'Compost diary', '# Compost diary

**6 June.** Turned heap A for the third time. It reached 58 degrees inside, steamed, and smelt of forest floor.

**20 June.** Heap B stayed cold. Too many grass clippings lay on it in one wet mat. We forked in straw and torn
cardboard, two parts brown to one part green, and covered it with sackcloth.

**4 July.** Heap B is at 49 degrees. The straw was what it lacked.

**29 August.** Sieved heap A: eleven barrows of fine compost. Each shared bed gets one barrow in October, under the leaves.', null, 0, 511);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (7, 'item', 3, 0, 'garden plan', 'Linden Yard: plan for the year', '# Linden Yard: plan for the year

The yard has twenty-two beds, one greenhouse and a shed. This page is what we agreed in January.

## Beds

- Beds 1 to 8 are for vegetables that everybody shares.
- Beds 9 to 20 belong to one household each.
- Beds 21 and 22 stay wild for the bees. Nobody mows there before the first of October.', null, 0, 329);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (8, 'item', 3, 1, 'garden plan', 'Linden Yard: plan for the year > Dates that matter', '## Dates that matter

| when | what |
|---|---|
| 14 March | the water is turned on again |
| 2 May | plant swap, from ten in the morning |
| 19 September | harvest table and soup |
| 7 November | the water is turned off, pipes are emptied |', null, 331, 572);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (9, 'item', 3, 2, 'garden plan', 'Linden Yard: plan for the year > Rules we keep', '## Rules we keep

1. Compost takes leaves and peel, never cooked food: it brings rats.
2. Whoever opens the greenhouse in the morning closes it before seven in the evening.
3. A bed that has been left for six weeks goes to the next name on the waiting list.', null, 574, 831);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (10, 'item', 4, 0, 'watering', 'Watering, so that nothing drowns', '# Watering, so that nothing drowns

Water early, before nine, and water the soil rather than the leaves. Wet leaves at night invite mildew.

## How much

A full bed in summer needs about twenty litres every second day. Seedlings need two litres a day for their first
fortnight. Tomatoes want the same amount at the same hour; when it varies, the fruit splits.', null, 0, 359);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (11, 'item', 4, 1, 'watering', 'Watering, so that nothing drowns > The rain barrel', '## The rain barrel

The barrel behind the shed holds 500 litres. When its level is under the red line, switch the pump off: it runs dry
in four minutes and the seal breaks. A new seal costs 18 euros and is kept in the second drawer.', null, 361, 593);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (12, 'item', 4, 2, 'watering', 'Watering, so that nothing drowns > While you are away', '## While you are away

Put a note with your bed number on the board. Rosa looks after the beds in even weeks, Tomasz in odd weeks.', null, 595, 725);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (13, 'message', 1, 0, 'Why is the boiler blue?', null, 'Why is the boiler blue?', null, 0, 23);
insert into passage (id, kind, owner, seq, title, heading, text, page, start, end) values (14, 'message', 2, 0, 'Why is the boiler blue?', null, 'The boiler is blue, and the landlord knows why. [1]', null, 0, 51);
insert into embedder (id, model, dimensions) values (1, 'all-minilm-l6-v2', 384);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (1, 'embed_task', 1, '', 'done', 1, 0, 1, null, 1795274676071);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (2, 'embed_task', 2, '', 'done', 1, 0, 1, null, 1795274676173);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (3, 'embed_task', 3, '', 'done', 1, 0, 1, null, 1795274676237);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (4, 'extract', 1, 'b592677ca792d61c0aa8d10c9f806b240ef17193e9f3906f3754b7288ee799b9', 'done', 1, 0, 1, null, 1795274676239);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (5, 'embed_task', 4, '', 'done', 1, 0, 1, null, 1795274676285);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (6, 'extract', 2, '5f34c29c18839a029c1c9e74287fc646a6cbdb47540c1c50c6fd318bb967a82f', 'done', 0, 0, 1, null, 1795274676388);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (7, 'extract', 3, '92699fe6a4ae661e65704165a16087b244fcfffc485c58091631264f8ede3266', 'done', 0, 0, 1, null, 1795274676435);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (8, 'extract', 4, 'd513477bbc74c98b43a2b7683feb1dc83684bcc7a665073219aea7c654040523', 'done', 0, 0, 1, null, 1795274676443);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (9, 'embed', 1, 'b592677ca792d61c0aa8d10c9f806b240ef17193e9f3906f3754b7288ee799b9', 'done', 1, 0, 1, null, 1795274676385);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (10, 'embed', 2, '5f34c29c18839a029c1c9e74287fc646a6cbdb47540c1c50c6fd318bb967a82f', 'done', 0, 0, 1, null, 1795274676873);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (11, 'embed', 3, '92699fe6a4ae661e65704165a16087b244fcfffc485c58091631264f8ede3266', 'done', 0, 0, 1, null, 1795274677602);
insert into job (id, kind, key, version, state, priority, run_at, attempts, error, finished_at) values (12, 'embed', 4, 'd513477bbc74c98b43a2b7683feb1dc83684bcc7a665073219aea7c654040523', 'done', 0, 0, 1, null, 1795274678257);
insert into conversation (id, uid, title, pinned, scope, created_at, updated_at) values (1, '01a1feb5-a116-7a30-b265-144a92e714c8', 'Why is the boiler blue?', 0, '{"items":null,"projects":null,"tags":null,"kinds":null,"after":null,"before":null}', 1795274678550, 1795274685880);
insert into message (id, uid, conversation_id, role, text, citations, searched, answered_by, abstained, state, error, took_ms, created_at) values (1, '01a1feb5-a116-7c77-8253-b552c274eed8', 1, 'user', 'Why is the boiler blue?', '[]', null, null, 0, 'complete', null, null, 1795274678550);
insert into message (id, uid, conversation_id, role, text, citations, searched, answered_by, abstained, state, error, took_ms, created_at) values (2, '01a1feb5-bdb8-7fa8-8435-be6276ecdb70', 1, 'assistant', 'The boiler is blue, and the landlord knows why. [1]', '[{"n":1,"item":1,"task":null,"external_id":null,"title":"The boiler is blue, and the landlord knows why.","quote":"The boiler is blue, and the landlord knows why.","page":null,"start":0,"end":47,"support":"verbatim"}]', '{"queries":["Why is the boiler blue?"],"passages":[{"title":"The boiler is blue, and the landlord knows why.","item":1,"task":null,"page":null,"start":0,"end":47,"text":"The boiler is blue, and the landlord knows why.","score":1.0,"cited":true},{"title":"watering","item":4,"task":null,"page":null,"start":595,"end":725,"text":"## While you are away\n\nPut a note with your bed number on the board. Rosa looks after the beds in even weeks, Tomasz in odd weeks.","score":0.13556484731807958,"cited":false},{"title":"watering","item":4,"task":null,"page":null,"start":361,"end":593,"text":"## The rain barrel\n\nThe barrel behind the shed holds 500 litres. When its level is under the red line, switch the pump off: it runs dry\nin four minutes and the seal breaks. A new seal costs 18 euros and is kept in the second drawer.","score":0.12140243634716759,"cited":false},{"title":"compost diary","item":2,"task":null,"page":null,"start":0,"end":511,"text":"# Compost diary\n\n**6 June.** Turned heap A for the third time. It reached 58 degrees inside, steamed, and smelt of forest floor.\n\n**20 June.** Heap B stayed cold. Too many grass clippings lay on it in one wet mat. We forked in straw and torn\ncardboard, two parts brown to one part green, and covered it with sackcloth.\n\n**4 July.** Heap B is at 49 degrees. The straw was what it lacked.\n\n**29 August.** Sieved heap A: eleven barrows of fine compost. Each shared bed gets one barrow in October, under the leaves.","score":0.09785979261955666,"cited":false},{"title":"Wrap the plates","item":null,"task":4,"page":null,"start":0,"end":0,"text":"","score":0.0721475669409245,"cited":false},{"title":"watering","item":4,"task":null,"page":null,"start":0,"end":359,"text":"# Watering, so that nothing drowns\n\nWater early, before nine, and water the soil rather than the leaves. Wet leaves at night invite mildew.\n\n## How much\n\nA full bed in summer needs about twenty litres every second day. Seedlings need two litres a day for their first\nfortnight. Tomatoes want the same amount at the same hour; when it varies, the fruit splits.","score":0.06318113513197159,"cited":false},{"title":"Label the boxes","item":null,"task":3,"page":null,"start":0,"end":0,"text":"","score":0.059424642217459696,"cited":false},{"title":"garden plan","item":3,"task":null,"page":null,"start":331,"end":572,"text":"## Dates that matter\n\n| when | what |\n|---|---|\n| 14 March | the water is turned on again |\n| 2 May | plant swap, from ten in the morning |\n| 19 September | harvest table and soup |\n| 7 November | the water is turned off, pipes are emptied |","score":0.056164002712580104,"cited":false},{"title":"garden plan","item":3,"task":null,"page":null,"start":574,"end":831,"text":"## Rules we keep\n\n1. Compost takes leaves and peel, never cooked food: it brings rats.\n2. Whoever opens the greenhouse in the morning closes it before seven in the evening.\n3. A bed that has been left for six weeks goes to the next name on the waiting list.","score":0.0318753991286291,"cited":false},{"title":"Book the van remind 10m","item":null,"task":1,"page":null,"start":0,"end":0,"text":"","score":0.024465258915719032,"cited":false},{"title":"garden plan","item":3,"task":null,"page":null,"start":0,"end":329,"text":"# Linden Yard: plan for the year\n\nThe yard has twenty-two beds, one greenhouse and a shed. This page is what we agreed in January.\n\n## Beds\n\n- Beds 1 to 8 are for vegetables that everybody shares.\n- Beds 9 to 20 belong to one household each.\n- Beds 21 and 22 stay wild for the bees. Nobody mows there before the first of October.","score":0.006957046406400693,"cited":false},{"title":"Pack the books","item":null,"task":2,"page":null,"start":0,"end":13,"text":"Atlases first","score":0.0032617447414250767,"cited":false}],"degraded":null}', 'extractive', 0, 'complete', null, 7329, 1795274685880);
insert into generation (conversation_id, text, phase, started_at) values (1, 'The boiler', 'answering', 1795270000000);
insert into reminder_fired (reminder_id, due) values (1, 1795270000000);
insert into runtime (key, value) values ('paused', 'false');
delete from sqlite_sequence;
insert into sqlite_sequence (name, seq) values ('step', 20);
insert into sqlite_sequence (name, seq) values ('project', 2);
insert into sqlite_sequence (name, seq) values ('task', 6);
insert into sqlite_sequence (name, seq) values ('tag', 4);
insert into sqlite_sequence (name, seq) values ('task_tag', 3);
insert into sqlite_sequence (name, seq) values ('item', 4);
insert into sqlite_sequence (name, seq) values ('area', 1);
insert into sqlite_sequence (name, seq) values ('task_dependency', 1);
insert into sqlite_sequence (name, seq) values ('reminder', 1);
insert into sqlite_sequence (name, seq) values ('setting', 1);
insert into sqlite_sequence (name, seq) values ('item_tag', 1);
insert into sqlite_sequence (name, seq) values ('vec_1_rowids', 12);
insert into sqlite_sequence (name, seq) values ('vec_1_chunks', 1);
insert into sqlite_sequence (name, seq) values ('conversation', 1);
insert into sqlite_sequence (name, seq) values ('message', 2);
insert into passage_fts (passage_fts) values ('rebuild');
insert into vec_1 (rowid, embedding) select 1, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 2, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 3, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 4, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 5, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 6, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 7, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 8, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 9, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 10, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 11, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
insert into vec_1 (rowid, embedding) select 12, unhex('0000803f' || replace(hex(zeroblob(1532)), ' ', ''));
CREATE INDEX step_undone_by on step (undone_by) where undone_by is not null;
CREATE INDEX step_ordinary on step (id) where undo_of is null;
CREATE INDEX change_step on change (step_id);
CREATE INDEX change_row on change (tbl, row_id);
CREATE INDEX project_name on project (name);
CREATE INDEX project_area on project (area_id);
CREATE INDEX task_status on task (status, id);
CREATE INDEX task_parent on task (parent_id) where parent_id is not null;
CREATE INDEX task_project on task (project_id) where project_id is not null;
CREATE INDEX task_area on task (area_id) where area_id is not null;
CREATE INDEX task_scheduled on task (scheduled_day) where scheduled_day is not null;
CREATE INDEX task_deadline on task (deadline_day) where deadline_day is not null;
CREATE INDEX task_completed on task (completed_at) where completed_at is not null;
CREATE INDEX task_tag_tag on task_tag (tag_id);
CREATE INDEX task_dependency_blocker on task_dependency (blocker_id);
CREATE INDEX reminder_task on reminder (task_id);
CREATE INDEX item_blob on item (blob);
CREATE INDEX item_external on item (external_id) where external_id is not null;
CREATE INDEX item_tag_tag on item_tag (tag_id);
CREATE TRIGGER passage_fts_insert after insert on passage begin
  insert into passage_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
CREATE TRIGGER passage_fts_delete after delete on passage begin
  insert into passage_fts (passage_fts, rowid, title, text) values ('delete', old.id, old.title, old.text);
end;
CREATE TRIGGER passage_fts_update after update of title, text on passage begin
  insert into passage_fts (passage_fts, rowid, title, text) values ('delete', old.id, old.title, old.text);
  insert into passage_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
CREATE INDEX job_next on job (state, run_at, priority);
CREATE INDEX job_finished on job (finished_at) where finished_at is not null;
CREATE TRIGGER item_added after insert on item begin
  insert into job (kind, key, version, priority) values ('extract', new.id, new.blob, new.kind = 'note')
    on conflict (kind, key) do update set version = new.blob, state = 'queued', run_at = 0, attempts = 0, error = null;
end;
CREATE TRIGGER item_content after update of blob on item when old.blob is not new.blob begin
  insert into job (kind, key, version, priority) values ('extract', new.id, new.blob, new.kind = 'note')
    on conflict (kind, key) do update set version = new.blob, state = 'queued', run_at = 0, attempts = 0, error = null;
end;
CREATE TRIGGER item_title after update of title on item when old.title is not new.title begin
  update passage set title = new.title where kind = 'item' and owner = new.id;
  update job set state = 'queued', run_at = 0, attempts = 0, error = null where kind = 'embed' and key = new.id;
end;
CREATE TRIGGER item_removed after delete on item begin
  delete from passage where kind = 'item' and owner = old.id;
  delete from item_text where item_id = old.id;
  delete from job where kind in ('extract', 'embed') and key = old.id;
end;
CREATE TRIGGER task_added after insert on task begin
  insert into passage (kind, owner, seq, title, text, start, end)
    values ('task', new.id, 0, new.title, new.notes, 0, length(new.notes));
  insert into job (kind, key, priority) values ('embed_task', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
CREATE TRIGGER task_words after update of title, notes on task
  when old.title is not new.title or old.notes is not new.notes begin
  update passage set title = new.title, text = new.notes, end = length(new.notes) where kind = 'task' and owner = new.id;
  insert into job (kind, key, priority) values ('embed_task', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
CREATE TRIGGER task_removed after delete on task begin
  delete from passage where kind = 'task' and owner = old.id;
  delete from job where kind = 'embed_task' and key = old.id;
end;
CREATE INDEX message_conversation on message (conversation_id, id);
CREATE TRIGGER message_added after insert on message when new.text <> '' begin
  insert into passage (kind, owner, seq, title, text, start, end)
    select 'message', new.id, 0, title, new.text, 0, length(new.text) from conversation where id = new.conversation_id;
end;
CREATE TRIGGER message_removed after delete on message begin
  delete from passage where kind = 'message' and owner = old.id;
end;
CREATE TRIGGER change_area_insert after insert on "area" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'area', new.id, null, json_object('id', new."id", 'uid', new."uid", 'name', new."name", 'colour', new."colour", 'created_at', new."created_at")); end;
CREATE TRIGGER change_area_update after update on "area" when old."id" is not new."id" or old."uid" is not new."uid" or old."name" is not new."name" or old."colour" is not new."colour" or old."created_at" is not new."created_at" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'area', new.id, json_object('id', old."id", 'uid', old."uid", 'name', old."name", 'colour', old."colour", 'created_at', old."created_at"), json_object('id', new."id", 'uid', new."uid", 'name', new."name", 'colour', new."colour", 'created_at', new."created_at")); end;
CREATE TRIGGER change_area_delete after delete on "area" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'area', old.id, json_object('id', old."id", 'uid', old."uid", 'name', old."name", 'colour', old."colour", 'created_at', old."created_at"), null); end;
CREATE TRIGGER change_conversation_insert after insert on "conversation" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'conversation', new.id, null, json_object('id', new."id", 'uid', new."uid", 'title', new."title", 'pinned', new."pinned", 'scope', new."scope", 'created_at', new."created_at", 'updated_at', new."updated_at")); end;
CREATE TRIGGER change_conversation_update after update on "conversation" when old."id" is not new."id" or old."uid" is not new."uid" or old."title" is not new."title" or old."pinned" is not new."pinned" or old."scope" is not new."scope" or old."created_at" is not new."created_at" or old."updated_at" is not new."updated_at" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'conversation', new.id, json_object('id', old."id", 'uid', old."uid", 'title', old."title", 'pinned', old."pinned", 'scope', old."scope", 'created_at', old."created_at", 'updated_at', old."updated_at"), json_object('id', new."id", 'uid', new."uid", 'title', new."title", 'pinned', new."pinned", 'scope', new."scope", 'created_at', new."created_at", 'updated_at', new."updated_at")); end;
CREATE TRIGGER change_conversation_delete after delete on "conversation" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'conversation', old.id, json_object('id', old."id", 'uid', old."uid", 'title', old."title", 'pinned', old."pinned", 'scope', old."scope", 'created_at', old."created_at", 'updated_at', old."updated_at"), null); end;
CREATE TRIGGER change_item_insert after insert on "item" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'item', new.id, null, json_object('id', new."id", 'uid', new."uid", 'external_id', new."external_id", 'kind', new."kind", 'title', new."title", 'source', new."source", 'blob', new."blob", 'bytes', new."bytes", 'created_at', new."created_at", 'updated_at', new."updated_at")); end;
CREATE TRIGGER change_item_update after update on "item" when old."id" is not new."id" or old."uid" is not new."uid" or old."external_id" is not new."external_id" or old."kind" is not new."kind" or old."title" is not new."title" or old."source" is not new."source" or old."blob" is not new."blob" or old."bytes" is not new."bytes" or old."created_at" is not new."created_at" or old."updated_at" is not new."updated_at" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'item', new.id, json_object('id', old."id", 'uid', old."uid", 'external_id', old."external_id", 'kind', old."kind", 'title', old."title", 'source', old."source", 'blob', old."blob", 'bytes', old."bytes", 'created_at', old."created_at", 'updated_at', old."updated_at"), json_object('id', new."id", 'uid', new."uid", 'external_id', new."external_id", 'kind', new."kind", 'title', new."title", 'source', new."source", 'blob', new."blob", 'bytes', new."bytes", 'created_at', new."created_at", 'updated_at', new."updated_at")); end;
CREATE TRIGGER change_item_delete after delete on "item" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'item', old.id, json_object('id', old."id", 'uid', old."uid", 'external_id', old."external_id", 'kind', old."kind", 'title', old."title", 'source', old."source", 'blob', old."blob", 'bytes', old."bytes", 'created_at', old."created_at", 'updated_at', old."updated_at"), null); end;
CREATE TRIGGER change_item_tag_insert after insert on "item_tag" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'item_tag', new.id, null, json_object('id', new."id", 'item_id', new."item_id", 'tag_id', new."tag_id")); end;
CREATE TRIGGER change_item_tag_update after update on "item_tag" when old."id" is not new."id" or old."item_id" is not new."item_id" or old."tag_id" is not new."tag_id" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'item_tag', new.id, json_object('id', old."id", 'item_id', old."item_id", 'tag_id', old."tag_id"), json_object('id', new."id", 'item_id', new."item_id", 'tag_id', new."tag_id")); end;
CREATE TRIGGER change_item_tag_delete after delete on "item_tag" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'item_tag', old.id, json_object('id', old."id", 'item_id', old."item_id", 'tag_id', old."tag_id"), null); end;
CREATE TRIGGER change_message_insert after insert on "message" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'message', new.id, null, json_object('id', new."id", 'uid', new."uid", 'conversation_id', new."conversation_id", 'role', new."role", 'text', new."text", 'citations', new."citations", 'searched', new."searched", 'answered_by', new."answered_by", 'abstained', new."abstained", 'state', new."state", 'error', new."error", 'took_ms', new."took_ms", 'created_at', new."created_at")); end;
CREATE TRIGGER change_message_update after update on "message" when old."id" is not new."id" or old."uid" is not new."uid" or old."conversation_id" is not new."conversation_id" or old."role" is not new."role" or old."text" is not new."text" or old."citations" is not new."citations" or old."searched" is not new."searched" or old."answered_by" is not new."answered_by" or old."abstained" is not new."abstained" or old."state" is not new."state" or old."error" is not new."error" or old."took_ms" is not new."took_ms" or old."created_at" is not new."created_at" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'message', new.id, json_object('id', old."id", 'uid', old."uid", 'conversation_id', old."conversation_id", 'role', old."role", 'text', old."text", 'citations', old."citations", 'searched', old."searched", 'answered_by', old."answered_by", 'abstained', old."abstained", 'state', old."state", 'error', old."error", 'took_ms', old."took_ms", 'created_at', old."created_at"), json_object('id', new."id", 'uid', new."uid", 'conversation_id', new."conversation_id", 'role', new."role", 'text', new."text", 'citations', new."citations", 'searched', new."searched", 'answered_by', new."answered_by", 'abstained', new."abstained", 'state', new."state", 'error', new."error", 'took_ms', new."took_ms", 'created_at', new."created_at")); end;
CREATE TRIGGER change_message_delete after delete on "message" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'message', old.id, json_object('id', old."id", 'uid', old."uid", 'conversation_id', old."conversation_id", 'role', old."role", 'text', old."text", 'citations', old."citations", 'searched', old."searched", 'answered_by', old."answered_by", 'abstained', old."abstained", 'state', old."state", 'error', old."error", 'took_ms', old."took_ms", 'created_at', old."created_at"), null); end;
CREATE TRIGGER change_project_insert after insert on "project" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'project', new.id, null, json_object('id', new."id", 'uid', new."uid", 'name', new."name", 'notes', new."notes", 'status', new."status", 'area_id', new."area_id", 'created_at', new."created_at")); end;
CREATE TRIGGER change_project_update after update on "project" when old."id" is not new."id" or old."uid" is not new."uid" or old."name" is not new."name" or old."notes" is not new."notes" or old."status" is not new."status" or old."area_id" is not new."area_id" or old."created_at" is not new."created_at" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'project', new.id, json_object('id', old."id", 'uid', old."uid", 'name', old."name", 'notes', old."notes", 'status', old."status", 'area_id', old."area_id", 'created_at', old."created_at"), json_object('id', new."id", 'uid', new."uid", 'name', new."name", 'notes', new."notes", 'status', new."status", 'area_id', new."area_id", 'created_at', new."created_at")); end;
CREATE TRIGGER change_project_delete after delete on "project" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'project', old.id, json_object('id', old."id", 'uid', old."uid", 'name', old."name", 'notes', old."notes", 'status', old."status", 'area_id', old."area_id", 'created_at', old."created_at"), null); end;
CREATE TRIGGER change_reminder_insert after insert on "reminder" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'reminder', new.id, null, json_object('id', new."id", 'uid', new."uid", 'task_id', new."task_id", 'at', new."at", 'minutes_before', new."minutes_before")); end;
CREATE TRIGGER change_reminder_update after update on "reminder" when old."id" is not new."id" or old."uid" is not new."uid" or old."task_id" is not new."task_id" or old."at" is not new."at" or old."minutes_before" is not new."minutes_before" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'reminder', new.id, json_object('id', old."id", 'uid', old."uid", 'task_id', old."task_id", 'at', old."at", 'minutes_before', old."minutes_before"), json_object('id', new."id", 'uid', new."uid", 'task_id', new."task_id", 'at', new."at", 'minutes_before', new."minutes_before")); end;
CREATE TRIGGER change_reminder_delete after delete on "reminder" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'reminder', old.id, json_object('id', old."id", 'uid', old."uid", 'task_id', old."task_id", 'at', old."at", 'minutes_before', old."minutes_before"), null); end;
CREATE TRIGGER change_setting_insert after insert on "setting" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'setting', new.id, null, json_object('id', new."id", 'key', new."key", 'value', new."value")); end;
CREATE TRIGGER change_setting_update after update on "setting" when old."id" is not new."id" or old."key" is not new."key" or old."value" is not new."value" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'setting', new.id, json_object('id', old."id", 'key', old."key", 'value', old."value"), json_object('id', new."id", 'key', new."key", 'value', new."value")); end;
CREATE TRIGGER change_setting_delete after delete on "setting" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'setting', old.id, json_object('id', old."id", 'key', old."key", 'value', old."value"), null); end;
CREATE TRIGGER change_tag_insert after insert on "tag" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'tag', new.id, null, json_object('id', new."id", 'uid', new."uid", 'name', new."name")); end;
CREATE TRIGGER change_tag_update after update on "tag" when old."id" is not new."id" or old."uid" is not new."uid" or old."name" is not new."name" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'tag', new.id, json_object('id', old."id", 'uid', old."uid", 'name', old."name"), json_object('id', new."id", 'uid', new."uid", 'name', new."name")); end;
CREATE TRIGGER change_tag_delete after delete on "tag" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'tag', old.id, json_object('id', old."id", 'uid', old."uid", 'name', old."name"), null); end;
CREATE TRIGGER change_task_insert after insert on "task" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task', new.id, null, json_object('id', new."id", 'uid', new."uid", 'title', new."title", 'notes', new."notes", 'status', new."status", 'area_id', new."area_id", 'project_id', new."project_id", 'parent_id', new."parent_id", 'priority', new."priority", 'effort_minutes', new."effort_minutes", 'logged_minutes', new."logged_minutes", 'energy', new."energy", 'start_day', new."start_day", 'scheduled_day', new."scheduled_day", 'scheduled_at', new."scheduled_at", 'scheduled_end', new."scheduled_end", 'deadline_day', new."deadline_day", 'deadline_at', new."deadline_at", 'points', new."points", 'source', new."source", 'created_at', new."created_at", 'completed_at', new."completed_at")); end;
CREATE TRIGGER change_task_update after update on "task" when old."id" is not new."id" or old."uid" is not new."uid" or old."title" is not new."title" or old."notes" is not new."notes" or old."status" is not new."status" or old."area_id" is not new."area_id" or old."project_id" is not new."project_id" or old."parent_id" is not new."parent_id" or old."priority" is not new."priority" or old."effort_minutes" is not new."effort_minutes" or old."logged_minutes" is not new."logged_minutes" or old."energy" is not new."energy" or old."start_day" is not new."start_day" or old."scheduled_day" is not new."scheduled_day" or old."scheduled_at" is not new."scheduled_at" or old."scheduled_end" is not new."scheduled_end" or old."deadline_day" is not new."deadline_day" or old."deadline_at" is not new."deadline_at" or old."points" is not new."points" or old."source" is not new."source" or old."created_at" is not new."created_at" or old."completed_at" is not new."completed_at" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task', new.id, json_object('id', old."id", 'uid', old."uid", 'title', old."title", 'notes', old."notes", 'status', old."status", 'area_id', old."area_id", 'project_id', old."project_id", 'parent_id', old."parent_id", 'priority', old."priority", 'effort_minutes', old."effort_minutes", 'logged_minutes', old."logged_minutes", 'energy', old."energy", 'start_day', old."start_day", 'scheduled_day', old."scheduled_day", 'scheduled_at', old."scheduled_at", 'scheduled_end', old."scheduled_end", 'deadline_day', old."deadline_day", 'deadline_at', old."deadline_at", 'points', old."points", 'source', old."source", 'created_at', old."created_at", 'completed_at', old."completed_at"), json_object('id', new."id", 'uid', new."uid", 'title', new."title", 'notes', new."notes", 'status', new."status", 'area_id', new."area_id", 'project_id', new."project_id", 'parent_id', new."parent_id", 'priority', new."priority", 'effort_minutes', new."effort_minutes", 'logged_minutes', new."logged_minutes", 'energy', new."energy", 'start_day', new."start_day", 'scheduled_day', new."scheduled_day", 'scheduled_at', new."scheduled_at", 'scheduled_end', new."scheduled_end", 'deadline_day', new."deadline_day", 'deadline_at', new."deadline_at", 'points', new."points", 'source', new."source", 'created_at', new."created_at", 'completed_at', new."completed_at")); end;
CREATE TRIGGER change_task_delete after delete on "task" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task', old.id, json_object('id', old."id", 'uid', old."uid", 'title', old."title", 'notes', old."notes", 'status', old."status", 'area_id', old."area_id", 'project_id', old."project_id", 'parent_id', old."parent_id", 'priority', old."priority", 'effort_minutes', old."effort_minutes", 'logged_minutes', old."logged_minutes", 'energy', old."energy", 'start_day', old."start_day", 'scheduled_day', old."scheduled_day", 'scheduled_at', old."scheduled_at", 'scheduled_end', old."scheduled_end", 'deadline_day', old."deadline_day", 'deadline_at', old."deadline_at", 'points', old."points", 'source', old."source", 'created_at', old."created_at", 'completed_at', old."completed_at"), null); end;
CREATE TRIGGER change_task_dependency_insert after insert on "task_dependency" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task_dependency', new.id, null, json_object('id', new."id", 'task_id', new."task_id", 'blocker_id', new."blocker_id")); end;
CREATE TRIGGER change_task_dependency_update after update on "task_dependency" when old."id" is not new."id" or old."task_id" is not new."task_id" or old."blocker_id" is not new."blocker_id" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task_dependency', new.id, json_object('id', old."id", 'task_id', old."task_id", 'blocker_id', old."blocker_id"), json_object('id', new."id", 'task_id', new."task_id", 'blocker_id', new."blocker_id")); end;
CREATE TRIGGER change_task_dependency_delete after delete on "task_dependency" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task_dependency', old.id, json_object('id', old."id", 'task_id', old."task_id", 'blocker_id', old."blocker_id"), null); end;
CREATE TRIGGER change_task_tag_insert after insert on "task_tag" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task_tag', new.id, null, json_object('id', new."id", 'task_id', new."task_id", 'tag_id', new."tag_id")); end;
CREATE TRIGGER change_task_tag_update after update on "task_tag" when old."id" is not new."id" or old."task_id" is not new."task_id" or old."tag_id" is not new."tag_id" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task_tag', new.id, json_object('id', old."id", 'task_id', old."task_id", 'tag_id', old."tag_id"), json_object('id', new."id", 'task_id', new."task_id", 'tag_id', new."tag_id")); end;
CREATE TRIGGER change_task_tag_delete after delete on "task_tag" begin insert into change (step_id, tbl, row_id, before, after)
                 values ((select max(id) from step), 'task_tag', old.id, json_object('id', old."id", 'task_id', old."task_id", 'tag_id', old."tag_id"), null); end;
CREATE TRIGGER vec_1_gone after delete on passage begin delete from vec_1 where rowid = old.id; end;
commit;
pragma user_version = 1;
pragma application_id = 1095519553;
