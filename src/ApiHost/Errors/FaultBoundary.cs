using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Errors;

/// <summary>
/// The outermost middleware: whatever escapes the handlers, and whatever routing answers by itself, leaves in the
/// error envelope.
/// </summary>
internal sealed partial class FaultBoundary(RequestDelegate next, ILogger<FaultBoundary> logger)
{
    /// <summary>Runs the pipeline.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && RoutingFault(context) is { } fault)
            {
                await FaultWriter.WriteAsync(context, fault);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to read an answer; the status is for logs and metrics.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = FaultMap.Describe(FaultCode.Cancelled).Status;
            }
        }
        catch (Exception exception)
        {
            var fault = ExceptionFaults.Describe(exception);
            LogFault(exception, fault.Code, context.TraceIdentifier);
            await FaultWriter.WriteAsync(context, fault);
        }
    }

    private static Fault? RoutingFault(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound when context.GetEndpoint() is null =>
            new Fault(FaultCode.RouteNotFound, "There is no such route."),
        StatusCodes.Status405MethodNotAllowed =>
            new Fault(FaultCode.MethodNotAllowed, "The route does not take this method."),
        _ => null,
    };

    private void LogFault(Exception exception, FaultCode code, string requestId)
    {
        if (code == FaultCode.Internal)
        {
            LogBug(exception, requestId);
        }
        else if (code is FaultCode.StoreUnavailable or FaultCode.Overloaded)
        {
            LogBroken(exception, code, requestId);
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "Unhandled exception in request {RequestId}")]
    private partial void LogBug(Exception exception, string requestId);

    [LoggerMessage(1002, LogLevel.Warning, "Request {RequestId} failed on broken infrastructure: {Code}")]
    private partial void LogBroken(Exception exception, FaultCode code, string requestId);
}
