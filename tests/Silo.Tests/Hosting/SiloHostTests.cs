using Orleans.Runtime;
using Xerotier.Silo.Hosting;
using Xerotier.Silo.Schema;

namespace Xerotier.Silo.Tests.Hosting;

public sealed class SiloHostTests
{
    [Fact]
    [Trait("Engine", "embedded")]
    public void Build_EngineWithoutClusters_SaysWhatToDo()
    {
        var refusal = Should.Throw<OrleansConfigurationException>(() => SiloHost.Build([]));

        refusal.Message.ShouldContain("GrainEngine=orleans");
    }

    [Fact]
    [Trait("Engine", "orleans")]
    public void Build_NoDatabase_SaysWhichSettingIsMissing()
    {
        var refusal = Should.Throw<InvalidOperationException>(() => SiloHost.Build([]));

        refusal.Message.ShouldContain("Storage:ConnectionString");
    }

    [Fact]
    [Trait("Engine", "orleans")]
    public void Build_AddressIsNone_IsRefused()
    {
        var refusal = Should.Throw<OrleansConfigurationException>(() => SiloHost.Build(
            ["--Storage:ConnectionString", "Host=nowhere", "--Silo:Address", "a.name.not.an.address"]));

        refusal.Message.ShouldContain("Silo:Address");
    }

    [Fact]
    public async Task Migrate_NoDatabase_SaysWhichSettingIsMissing()
    {
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => MigrateCommand.RunAsync([]));

        refusal.Message.ShouldContain("Storage:ConnectionString");
    }
}
