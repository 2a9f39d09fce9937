-- Membership: which silos a cluster has. Both tables change together; the version of the table guards every change.
--
--   deploymentid  cluster option ClusterId
--   version       one more with every change of the cluster's members
create table if not exists orleansmembershipversiontable
(
    deploymentid varchar(150)   not null,
    timestamp    timestamptz(3) not null default now(),
    version      integer        not null default 0,

    constraint pk_orleansmembershipversiontable_deploymentid primary key (deploymentid)
);

--   address, port, generation  name one process: generation is when it started
--   status                     1 created, 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead
--   proxyport                  port for clients; 0 takes none
--   suspecttimes               who reported it silent, and when
--   iamalivetime               the silo's own last sign of life here; probes are what counts
create table if not exists orleansmembershiptable
(
    deploymentid varchar(150)   not null,
    address      varchar(45)    not null,
    port         integer        not null,
    generation   integer        not null,
    siloname     varchar(150)   not null,
    hostname     varchar(150)   not null,
    status       integer        not null,
    proxyport    integer,
    suspecttimes varchar(8000),
    starttime    timestamptz(3) not null,
    iamalivetime timestamptz(3) not null,

    constraint pk_membershiptable_deploymentid primary key (deploymentid, address, port, generation),
    constraint fk_membershiptable_membershipversiontable_deploymentid
        foreign key (deploymentid) references orleansmembershipversiontable (deploymentid)
);

insert into orleansquery (querykey, querytext)
values
('GatewaysQueryKey', '
select address, proxyport, generation
from orleansmembershiptable
where deploymentid = @DeploymentId
  and status = @Status
  and proxyport > 0
'),
-- Also answers where there is no such silo: then the version alone.
('MembershipReadRowKey', '
select v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
       m.suspecttimes, m.starttime, m.iamalivetime
from orleansmembershipversiontable v
left join orleansmembershiptable m
    on m.deploymentid = v.deploymentid
   and m.address = @Address
   and m.port = @Port
   and m.generation = @Generation
where v.deploymentid = @DeploymentId
'),
('MembershipReadAllKey', '
select v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
       m.suspecttimes, m.starttime, m.iamalivetime
from orleansmembershipversiontable v
left join orleansmembershiptable m on m.deploymentid = v.deploymentid
where v.deploymentid = @DeploymentId
'),
('InsertMembershipVersionKey', '
with inserted as (
    insert into orleansmembershipversiontable (deploymentid)
    values (@DeploymentId)
    on conflict do nothing
    returning 1
)
select count(*)::integer from inserted
'),
-- Changes of members take the version''s row first: of two that read the same version, the second changes nothing.
('InsertMembershipKey', '
with next as (
    update orleansmembershipversiontable
    set timestamp = now(),
        version = version + 1
    where deploymentid = @DeploymentId
      and version = @Version
      and not exists (
          select 1
          from orleansmembershiptable
          where deploymentid = @DeploymentId
            and address = @Address
            and port = @Port
            and generation = @Generation)
    returning deploymentid
), inserted as (
    insert into orleansmembershiptable (deploymentid, address, port, generation, siloname, hostname, status,
                                        proxyport, starttime, iamalivetime)
    select next.deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status,
           @ProxyPort, @StartTime, @IAmAliveTime
    from next
    returning 1
)
select count(*)::integer from inserted
'),
('UpdateMembershipKey', '
with next as (
    update orleansmembershipversiontable
    set timestamp = now(),
        version = version + 1
    where deploymentid = @DeploymentId
      and version = @Version
      and exists (
          select 1
          from orleansmembershiptable
          where deploymentid = @DeploymentId
            and address = @Address
            and port = @Port
            and generation = @Generation)
    returning deploymentid
), updated as (
    update orleansmembershiptable m
    set status = @Status,
        suspecttimes = @SuspectTimes,
        iamalivetime = @IAmAliveTime
    from next
    where m.deploymentid = next.deploymentid
      and m.address = @Address
      and m.port = @Port
      and m.generation = @Generation
    returning 1
)
select count(*)::integer from updated
'),
-- No change of members, so the version stays.
('UpdateIAmAlivetimeKey', '
update orleansmembershiptable
set iamalivetime = @IAmAliveTime
where deploymentid = @DeploymentId
  and address = @Address
  and port = @Port
  and generation = @Generation
'),
-- Without it every crash leaves a row for ever, and each silo and client would look at all of them.
('CleanupDefunctSiloEntriesKey', '
delete from orleansmembershiptable
where deploymentid = @DeploymentId
  and status <> 3
  and iamalivetime < @IAmAliveTime
'),
('DeleteMembershipTableEntriesKey', '
with members as (
    delete from orleansmembershiptable
    where deploymentid = @DeploymentId
)
delete from orleansmembershipversiontable
where deploymentid = @DeploymentId
')
on conflict (querykey) do update set querytext = excluded.querytext;
