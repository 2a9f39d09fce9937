using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Errors;

/// <summary>A fault as the result of a handler.</summary>
internal sealed class FaultResult(Fault fault) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => FaultWriter.WriteAsync(httpContext, fault);
}
