-- Grain state: one row for each grain and state name.
--
--   grainidhash             hash of the key, for the index
--   grainidn0, grainidn1    the key where it is a number or a GUID; both 0 for text keys
--   grainidextensionstring  the text of a text key (or of a compound key's extension)
--   graintypehash           hash of graintypestring
--   graintypestring         name of the state
--   serviceid               cluster option ServiceId
--   payloadbinary           JSON; null once the state was cleared
--   version                 the ETag: 1 at first, then one more with every change
create table if not exists orleansstorage
(
    grainidhash            integer      not null,
    grainidn0              bigint       not null,
    grainidn1              bigint       not null,
    graintypehash          integer      not null,
    graintypestring        varchar(512) not null,
    grainidextensionstring varchar(512),
    serviceid              varchar(150) not null,
    payloadbinary          bytea,
    modifiedon             timestamp without time zone not null,
    version                integer
);

-- Two silos that insert the same state at the same moment: one wins, the other finds a conflict.
-- Also the index of every look-up: the hashes come first.
create unique index if not exists ux_orleansstorage_state
    on orleansstorage (grainidhash, graintypehash, serviceid, grainidn0, grainidn1, graintypestring,
                       grainidextensionstring) nulls not distinct;

insert into orleansquery (querykey, querytext)
values
('ReadFromStorageKey', '
select payloadbinary, modifiedon, version
from orleansstorage
where grainidhash = @GrainIdHash
  and graintypehash = @GrainTypeHash
  and serviceid = @ServiceId
  and grainidn0 = @GrainIdN0
  and grainidn1 = @GrainIdN1
  and graintypestring = @GrainTypeString
  and grainidextensionstring is not distinct from @GrainIdExtensionString
'),
-- Answers with the new version, or with the version that was passed in when nothing matched: a conflict.
('WriteToStorageKey', '
with updated as (
    update orleansstorage
    set payloadbinary = @PayloadBinary,
        modifiedon = now() at time zone ''utc'',
        version = version + 1
    where grainidhash = @GrainIdHash
      and graintypehash = @GrainTypeHash
      and serviceid = @ServiceId
      and grainidn0 = @GrainIdN0
      and grainidn1 = @GrainIdN1
      and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString
      and version = @GrainStateVersion
    returning version
), inserted as (
    insert into orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
                                grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
    select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString,
           @GrainIdExtensionString, @ServiceId, @PayloadBinary, now() at time zone ''utc'', 1
    where @GrainStateVersion is null
    on conflict do nothing
    returning version
)
select coalesce((select version from updated), (select version from inserted), @GrainStateVersion)
    as newgrainstateversion
'),
('ClearStorageKey', '
update orleansstorage
set payloadbinary = null,
    modifiedon = now() at time zone ''utc'',
    version = version + 1
where grainidhash = @GrainIdHash
  and graintypehash = @GrainTypeHash
  and serviceid = @ServiceId
  and grainidn0 = @GrainIdN0
  and grainidn1 = @GrainIdN1
  and graintypestring = @GrainTypeString
  and grainidextensionstring is not distinct from @GrainIdExtensionString
  and version = @GrainStateVersion
returning version as newgrainstateversion
'),
('DeleteStorageKey', '
delete from orleansstorage
where grainidhash = @GrainIdHash
  and graintypehash = @GrainTypeHash
  and serviceid = @ServiceId
  and grainidn0 = @GrainIdN0
  and grainidn1 = @GrainIdN1
  and graintypestring = @GrainTypeString
  and grainidextensionstring is not distinct from @GrainIdExtensionString
  and version = @GrainStateVersion
returning version + 1 as newgrainstateversion
')
on conflict (querykey) do update set querytext = excluded.querytext;
