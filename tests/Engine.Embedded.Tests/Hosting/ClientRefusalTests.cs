using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Hosting;

public sealed class ClientRefusalTests
{
    [Fact]
    public void UseOrleansClient_IsRefusedAndSaysWhatToDo()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);

        var refusal = Should.Throw<OrleansConfigurationException>(() => builder.UseOrleansClient());

        refusal.Message.ShouldContain("UseOrleans");
        refusal.Message.ShouldContain("GrainEngine=orleans");
    }
}
