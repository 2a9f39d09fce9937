using Xerotier.ApiHost.Hosting;

namespace Xerotier.ApiHost.Tests.Hosting;

public sealed class HostStartTests
{
    [Fact]
    public void Parse_TheDemoFlag_TakesNoValueOfTheNextArgument()
    {
        var start = HostStart.Parse(["--demo", "--urls", "http://127.0.0.1:0"]);

        start.Demo.ShouldBeTrue();
        start.Arguments.ShouldBe(["--urls", "http://127.0.0.1:0"]);
    }

    [Theory]
    [InlineData("--mode", "both")]
    [InlineData("--demo", "--mode", "client")]
    public void Build_InAModeThatIsNotThere_SaysWhichThereAre(params string[] args)
    {
        using var directory = new TestKit.TemporaryDirectory();

        var refused = Should.Throw<InvalidOperationException>(
            () => XerotierHost.Build([.. args, "--data", directory.Path]));

        refused.Message.ShouldContain("all-in-one");
    }
}
