-- A step that keeps a record (a question, its answer) and is no edit: undo passes over it. It is in the
-- activity list like any other and can be reverted there.
alter table step add column aside integer not null default 0;

-- What a reader should know of an answer: it was cut, or quoted because the model did not answer.
alter table message add column note text;
-- Each sentence of an answer, compared with its source.
alter table message add column checks text not null default '[]';

-- The process that writes an answer: the name of a lock file that it holds while it lives.
alter table generation add column owner text not null default '';
