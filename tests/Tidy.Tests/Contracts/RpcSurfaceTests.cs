namespace Xerotier.Tidy.Tests.Contracts;

public sealed class RpcSurfaceTests
{
    [Fact]
    public void RpcSurface_OfThisBuild_IsTheReviewedOne() =>
        CheckedIn.Matches("tests/Tidy.Tests/RpcSurface.txt", RpcSurface.Describe(CodeBase.Repository));

    [Fact]
    public void RpcSurface_MemberChanges_Differs()
    {
        var before = CodeBase.Compiled("""
            [GenerateSerializer, Alias("m")] public sealed record M([property: Id(0)] int Size);
            """);
        var after = CodeBase.Compiled("""
            [GenerateSerializer, Alias("m")] public sealed record M([property: Id(0)] long Size);
            """);

        RpcSurface.Describe(after).ShouldNotBe(RpcSurface.Describe(before));
    }
}
