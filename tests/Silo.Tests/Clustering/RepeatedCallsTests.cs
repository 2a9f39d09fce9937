using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Requests;
using Xerotier.Silo.Clustering;

namespace Xerotier.Silo.Tests.Clustering;

public sealed class RepeatedCallsTests
{
    private static readonly MethodInfo Route = typeof(IRouterGrain).GetMethod(nameof(IRouterGrain.RouteAsync))!;
    private static readonly MethodInfo Read = typeof(IApiKeyGrain).GetMethod(nameof(IApiKeyGrain.ResolveAsync))!;
    private static readonly MethodInfo Create = typeof(IApiKeyGrain).GetMethod(nameof(IApiKeyGrain.CreateAsync))!;

    [Fact]
    public async Task Call_RepeatableAndSiloGone_IsSentAgainUntilItSucceeds()
    {
        var call = new Call(Route, new SiloUnavailableException(), new TimeoutException(), null);

        await Filter().Invoke(call);

        call.Sent.ShouldBe(3);
    }

    [Fact]
    public async Task Call_ThatOnlyReads_IsSentAgain()
    {
        var call = new Call(Read, new SiloUnavailableException(), null);

        await Filter().Invoke(call);

        call.Sent.ShouldBe(2);
    }

    [Fact]
    public async Task Call_ThatMustNotHappenTwice_FailsAtOnce()
    {
        var call = new Call(Create, new SiloUnavailableException(), null);

        await Should.ThrowAsync<SiloUnavailableException>(() => Filter().Invoke(call));

        call.Sent.ShouldBe(1);
    }

    [Fact]
    public async Task Call_GrainItselfFails_IsNotSentAgain()
    {
        var call = new Call(Route, new OrleansException("the store is away"), null);

        await Should.ThrowAsync<OrleansException>(() => Filter().Invoke(call));

        call.Sent.ShouldBe(1);
    }

    [Fact]
    public async Task Call_DeadlinePassed_EndsWithTheLastFailure()
    {
        var call = new Call(Route, new SiloUnavailableException(), null);

        await Should.ThrowAsync<SiloUnavailableException>(() => Filter(TimeSpan.Zero).Invoke(call));

        call.Sent.ShouldBe(1);
    }

    private static RepeatedCalls Filter(TimeSpan? limit = null) => new(
        Options.Create(new MembershipOptions { RepeatLimit = limit ?? TimeSpan.FromMinutes(1) }),
        TimeProvider.System);

    /// <summary>A call whose attempts end as told; null is a success.</summary>
    private sealed class Call(MethodInfo method, params Exception?[] outcomes) : IOutgoingGrainCallContext
    {
        public int Sent { get; private set; }

        public MethodInfo InterfaceMethod => method;

        public Response? Response { get; set; }

        public IInvokable Request => throw new NotSupportedException();

        public object Grain => throw new NotSupportedException();

        public GrainId? SourceId => null;

        public GrainId TargetId => default;

        public GrainInterfaceType InterfaceType => default;

        public string InterfaceName => "";

        public string MethodName => method.Name;

        public IGrainContext? SourceContext => null;

        public object? Result { get; set; }

        public Task Invoke() => outcomes[Sent++] is { } failure ? Task.FromException(failure) : Task.CompletedTask;
    }
}
