using Orleans.Runtime;
using Xerotier.Engine.Storage.AdoNet;

namespace Xerotier.Engine.Tests.Storage.AdoNet;

/// <summary>
/// Expected hashes come from an independent implementation of XXH32, checked against its published test vectors.
/// </summary>
public sealed class StateRowTests
{
    [Theory]
    [InlineData("proj_1", -689735761)]
    [InlineData("key:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 282610673)]
    [InlineData("\u00e9/\u00fc", -1894476287)]
    public void Of_TextKey_HashesReversedBytesAndKeepsTheText(string key, int hash)
    {
        StateRow.Of("agent", GrainId.Create("any", key))
            .ShouldBe(new StateRow(hash, 0, 0, key, -1439325946, "agent"));
    }

    [Fact]
    public void Of_IntegerKey_IsTheSecondNumber()
    {
        var id = GrainId.Create(GrainType.Create("any"), GrainIdKeyExtensions.CreateIntegerKey(255));

        StateRow.Of("agent", id).ShouldBe(new StateRow(1922785550, 0, 255, null, -1439325946, "agent"));
    }

    [Fact]
    public void Of_CompoundIntegerKey_HashesNumberAndExtension()
    {
        var id = GrainId.Create(GrainType.Create("any"), GrainIdKeyExtensions.CreateIntegerKey(255, "ext"));

        StateRow.Of("agent", id).ShouldBe(new StateRow(-1142073587, 0, 255, "ext", -1439325946, "agent"));
    }

    [Fact]
    public void Of_GuidKey_IsItsTwoHalves()
    {
        var guid = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff");
        var id = GrainId.Create(GrainType.Create("any"), GrainIdKeyExtensions.CreateGuidKey(guid));

        StateRow.Of("agent", id).ShouldBe(new StateRow(
            1226941801, -3453826029702473217, -43688752006025804, null, -1439325946, "agent"));
    }

    [Fact]
    public void Of_TextThatReadsAsANumber_CountsAsOneLikeOnOrleans()
    {
        StateRow.Of("agent", GrainId.Create("any", "ff")).ShouldBe(
            StateRow.Of("agent", GrainId.Create(GrainType.Create("any"), GrainIdKeyExtensions.CreateIntegerKey(255))));
    }
}
