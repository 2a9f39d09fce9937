-- Reminders: one row for each grain and reminder name.
--
--   grainhash  uniform hash of the grain id; each silo serves a range of it
--   starttime  when the first tick is (or was) due
--   period     milliseconds between ticks
--   version    the ETag: 0 at first, then one more with every change
create table if not exists orleansreminderstable
(
    serviceid    varchar(150)   not null,
    grainid      varchar(150)   not null,
    remindername varchar(150)   not null,
    starttime    timestamptz(3) not null,
    period       bigint         not null,
    grainhash    integer        not null,
    version      integer        not null,

    constraint pk_reminderstable_serviceid_grainid_remindername primary key (serviceid, grainid, remindername)
);

create index if not exists ix_orleansreminderstable_range on orleansreminderstable (serviceid, grainhash);

insert into orleansquery (querykey, querytext)
values
('UpsertReminderRowKey', '
insert into orleansreminderstable as stored
    (serviceid, grainid, remindername, starttime, period, grainhash, version)
values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
on conflict (serviceid, grainid, remindername) do update
set starttime = excluded.starttime,
    period = excluded.period,
    grainhash = excluded.grainhash,
    version = stored.version + 1
returning stored.version as version
'),
('ReadReminderRowsKey', '
select grainid, remindername, starttime, period, version
from orleansreminderstable
where serviceid = @ServiceId
  and grainid = @GrainId
'),
('ReadReminderRowKey', '
select grainid, remindername, starttime, period, version
from orleansreminderstable
where serviceid = @ServiceId
  and grainid = @GrainId
  and remindername = @ReminderName
'),
-- A range (begin, end] that does not wrap around.
('ReadRangeRows1Key', '
select grainid, remindername, starttime, period, version
from orleansreminderstable
where serviceid = @ServiceId
  and grainhash > @BeginHash
  and grainhash <= @EndHash
'),
-- A range (begin, end] that wraps around; begin = end means everything.
('ReadRangeRows2Key', '
select grainid, remindername, starttime, period, version
from orleansreminderstable
where serviceid = @ServiceId
  and (grainhash > @BeginHash or grainhash <= @EndHash)
'),
('DeleteReminderRowKey', '
with deleted as (
    delete from orleansreminderstable
    where serviceid = @ServiceId
      and grainid = @GrainId
      and remindername = @ReminderName
      and version = @Version
    returning 1
)
select count(*)::integer as row_count from deleted
'),
('DeleteReminderRowsKey', '
delete from orleansreminderstable
where serviceid = @ServiceId
')
on conflict (querykey) do update set querytext = excluded.querytext;
