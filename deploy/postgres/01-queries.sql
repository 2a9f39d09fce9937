-- The statements that silos run, by key. Both engines read them from here when they start, so a statement can be
-- tuned without a new build. Apply the numbered files of this folder in order; each may be applied again at any time.
create table if not exists orleansquery
(
    querykey  varchar(64)   not null,
    querytext varchar(8000) not null,

    constraint orleansquery_key primary key (querykey)
);
