using Orleans.Runtime;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Errors;

/// <summary>Turns what the infrastructure throws into a fault; whatever is left is a bug.</summary>
internal static class ExceptionFaults
{
    /// <summary>The fault that <paramref name="exception"/> stands for.</summary>
    public static Fault Describe(Exception exception) => exception switch
    {
        BadHttpRequestException bad => Describe(bad),
        // The engine's own refusals; every other exception of its family wraps a failure of the state store.
        OrleansMessageRejectionException or SiloUnavailableException or TimeoutException =>
            new Fault(FaultCode.Overloaded, "The platform is too busy to answer now."),
        OrleansException => new Fault(FaultCode.StoreUnavailable, "The state store cannot be reached now."),
        { InnerException: OrleansException inner } => Describe(inner),
        _ => new Fault(FaultCode.Internal, "An internal error occurred."),
    };

    private static Fault Describe(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new Fault(FaultCode.BodyTooLarge, "The request body is too large."),
        StatusCodes.Status408RequestTimeout =>
            new Fault(FaultCode.RequestBodyTimeout, "The request body did not arrive in time."),
        StatusCodes.Status415UnsupportedMediaType =>
            new Fault(FaultCode.UnsupportedMediaType, "The body's media type is not supported."),
        _ => new Fault(FaultCode.InvalidRequest, "The request is malformed."),
    };
}
