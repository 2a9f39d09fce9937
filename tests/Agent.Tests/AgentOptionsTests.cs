namespace Xerotier.Agent.Tests;

public sealed class AgentOptionsTests
{
    public static TheoryData<string, Action<AgentOptions>> Wrong => new()
    {
        { "http://10.1.2.3", options => options.BaseUrl = new Uri("http://10.1.2.3") },
        { "ws://10.1.2.3", options => options.TunnelUrls = [new Uri("ws://10.1.2.3")] },
        { "MaxConcurrentRequests", options => options.MaxConcurrentRequests = -1 },
        { "Name", options => options.Name = new string('x', 129) },
        { "--listen", options => options.Listen = "everywhere" },
        { "--direct-url", options => options.DirectUrl = new Uri("http://10.0.0.1") },
        { "--metrics-address", options => options.MetricsAddress = "localhost" },
        { "FetchAttempts", options => options.Models.FetchAttempts = 0 },
        { "KvBlocks", options => options.Simulated.KvBlocks = 0 },
        { "GpuMemoryUtilization", options => options.Vllm.GpuMemoryUtilization = 7 },
        { "Concurrency", options => options.OpenAi.Concurrency = 0 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_OfAWrongSetting_NamesIt(string named, Action<AgentOptions> spoil)
    {
        var options = new AgentOptions();
        spoil(options);

        var failure = Should.Throw<AgentFailure>(() => AgentOptionsCheck.ThrowIfInvalid(options));

        failure.Exit.Code.ShouldBe(AgentExitCodes.Usage);
        failure.Message.ShouldContain(named);
    }

    [Fact]
    public void Check_OfDefaults_FindsNothing() =>
        Should.NotThrow(() => AgentOptionsCheck.ThrowIfInvalid(new AgentOptions()));

    [Fact]
    public void Check_OfPlainHttpWithConsent_FindsNothing() => Should.NotThrow(() => AgentOptionsCheck.ThrowIfInvalid(
        new AgentOptions { BaseUrl = new Uri("http://10.1.2.3"), AllowInsecure = true }));
}
