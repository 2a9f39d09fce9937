using System.Net;
using Orleans.Runtime;
using Orleans.Storage;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Tests.Errors;

public sealed class FaultMapTests
{
    public static TheoryData<FaultCode> Codes => new(Enum.GetValues<FaultCode>());

    [Theory]
    [MemberData(nameof(Codes))]
    public void Describe_AnyFault_HasAShape(FaultCode code)
    {
        var shape = FaultMap.Describe(code);

        shape.Status.ShouldBeInRange(400, 599);
        shape.Type.ShouldNotBeEmpty();
        shape.Code.ShouldNotBeEmpty();
    }

    [Fact]
    public void Describe_NoFault_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => FaultMap.Describe((FaultCode)9999));

    [Fact]
    public void Describe_AllFaults_SharesNoCodeWithinAStatus()
    {
        var codes = Enum.GetValues<FaultCode>().Except([FaultCode.Unspecified]).Select(FaultMap.Describe);

        codes.Select(shape => (shape.Status, shape.Code)).ShouldBeUnique();
    }

    [Theory]
    [InlineData(FaultCode.InvalidApiKey, HttpStatusCode.Unauthorized, "authentication_error", "invalid_api_key")]
    [InlineData(FaultCode.ScopeInsufficient, HttpStatusCode.Forbidden, "authentication_error", "scope_insufficient")]
    [InlineData(FaultCode.CrossProjectAccess, HttpStatusCode.Forbidden, "authorization_error", "cross_project_access")]
    [InlineData(FaultCode.InvalidId, HttpStatusCode.BadRequest, "invalid_request_error", "invalid_id")]
    [InlineData(FaultCode.RateLimited, HttpStatusCode.TooManyRequests, "rate_limit_error", "rate_limit_exceeded")]
    [InlineData(FaultCode.NoAgentAvailable, HttpStatusCode.ServiceUnavailable, "service_error", "no_agent_available")]
    [InlineData(FaultCode.QueueTimeout, HttpStatusCode.ServiceUnavailable, "service_error", "queue_timeout")]
    [InlineData(FaultCode.ModelLoading, HttpStatusCode.ServiceUnavailable, "service_error", "model_loading")]
    [InlineData(FaultCode.StoreUnavailable, HttpStatusCode.ServiceUnavailable, "service_error", "store_unavailable")]
    public void Describe_PublishedFault_LooksAsPublished(
        FaultCode code, HttpStatusCode status, string type, string wire)
    {
        var shape = FaultMap.Describe(code);

        shape.ShouldSatisfyAllConditions(
            () => shape.Status.ShouldBe((int)status), () => shape.Type.ShouldBe(type), () => shape.Code.ShouldBe(wire));
    }

    [Fact]
    public void Describe_EngineRefusal_IsOverload()
    {
        ExceptionFaults.Describe(new SiloUnavailableException("none")).Code.ShouldBe(FaultCode.Overloaded);
        ExceptionFaults.Describe(new TimeoutException()).Code.ShouldBe(FaultCode.Overloaded);
    }

    [Fact]
    public void Describe_StoreFailure_IsStoreUnavailable()
    {
        ExceptionFaults.Describe(new OrleansException("wrapped", new IOException()))
            .Code.ShouldBe(FaultCode.StoreUnavailable);
        ExceptionFaults.Describe(new InconsistentStateException("raced")).Code.ShouldBe(FaultCode.StoreUnavailable);
    }

    [Fact]
    public void Describe_AnythingElse_IsInternalAndSaysNothing()
    {
        var fault = ExceptionFaults.Describe(new InvalidOperationException("secret detail"));

        fault.Code.ShouldBe(FaultCode.Internal);
        fault.Message.ShouldNotContain("secret");
    }
}
