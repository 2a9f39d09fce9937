using System.Runtime.CompilerServices;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Errors;
using Xerotier.ApiHost.Hosting;
using Xerotier.ApiHost.Limits;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Telemetry;
using Xerotier.ApiHost.Usage;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Usage;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>The request loop: endpoint, body, check, limits, exchange with an agent, metering.</summary>
internal sealed class InferenceHandler(
    EndpointSnapshots endpoints,
    BodyReader bodies,
    PromptHasher hasher,
    RateLimits limits,
    InferenceExchange exchange,
    UsageMeter usage,
    RouteLog routes,
    HostMetrics metrics,
    HostStop stop,
    TimeProvider time)
{
    private static readonly Fault Stopping =
        new(FaultCode.ShuttingDown, "This host is shutting down.", RetryAfterSeconds: 1);

    /// <summary>Serves one authenticated request.</summary>
    public async Task HandleAsync(HttpContext context, InferenceOperation operation)
    {
        var timing = new CallTiming(time);
        using var activity = HostTracing.Source.StartActivity("inference");
        activity?.SetTag("xerotier.operation", OperationPaths.Of(operation));
        try
        {
            if (await ServeAsync(context, operation, timing) is { } fault)
            {
                activity?.SetTag("error.type", fault.Code.ToString());
                await FaultWriter.WriteAsync(context, fault);
            }
        }
        finally
        {
            metrics.Ended(operation, context.Response.StatusCode, timing);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Fault?> ServeAsync(HttpContext context, InferenceOperation operation, CallTiming timing)
    {
        if (stop.Draining.IsCancellationRequested)
        {
            return Stopping;
        }

        var access = context.ProjectAccess();
        var found = await endpoints.GetAsync(access.ProjectId, (string)context.Request.RouteValues["endpoint"]!);
        if (found.Value is not { } endpoint)
        {
            return found.Fault;
        }

        CrossOrigin.Allow(context, endpoint.Spec.Cors);
        var wish = ServiceObjectives.Read(context.Request.Headers, out var objectives);
        var question = ReadExplain(context.Request.Headers, access, out var explains);
        var refuses = ReadContinue(context.Request.Headers, out var mayContinue);
        if ((Mismatch(endpoint, operation) ?? wish ?? question ?? refuses) is { } refusal)
        {
            return refusal;
        }

        var arriving = timing.Mark();
        var read = await bodies.ReadAsync(context);
        timing.WaitedSince(arriving);
        if (read.Value is not { } body)
        {
            return read.Fault;
        }

        using (body)
        {
            if (!RequestReader.TryRead(body.Memory.Span, operation, out var outline, out var problem))
            {
                return new Fault(FaultCode.InvalidRequest, problem.Message, problem.Param);
            }

            var spliced = RequestSplice.Prepare(
                body.Memory, outline, endpoint.ModelJson, endpoint.Route.ContextLength);
            var blocks = hasher.Hash(endpoint, outline, body.Memory.Span);
            return await ServeAsync(new InferenceCall(
                context, access, endpoint, outline, spliced, objectives, blocks, explains,
                mayContinue && outline is { Operation: InferenceOperation.Chat, Stream: true, Choices: 1 }, timing));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Fault?> ServeAsync(InferenceCall call)
    {
        var admitted = await limits.AdmitAsync(call.Context, call.Access, call.Endpoint, call.Outline);
        if (admitted.Value is not { } reservation)
        {
            return admitted.Fault;
        }

        CallResult? result = null;
        try
        {
            result = await exchange.RunAsync(call);
            return result.Fault;
        }
        finally
        {
            var cost = result?.Usage ?? default;
            await reservation.SettleAsync(cost.PromptTokens + cost.CompletionTokens);
            Meter(call, result, cost);
        }
    }

    private void Meter(InferenceCall call, CallResult? result, TokenUsage cost)
    {
        var failed = result is null or { Fault: not null and not { Code: FaultCode.Cancelled } };
        var spec = call.Endpoint.Spec;
        usage.Add(spec.ProjectId, new UsageRollup(
            spec.Slug, 1, failed ? 1 : 0, cost.PromptTokens, cost.CachedTokens, cost.CompletionTokens));
        routes.Add(call, cost);
        metrics.Metered(cost);
        if (result is { Fault: null })
        {
            metrics.Added(call.Timing.Overhead);
        }
    }

    private static Fault? ReadExplain(IHeaderDictionary headers, ProjectAccess access, out bool explains)
    {
        explains = headers.TryGetValue(AnswerHeaders.Route, out var wish);
        return !explains ? null
            : wish != AnswerHeaders.Explain
                ? new Fault(
                    FaultCode.InvalidRequest,
                    $"{AnswerHeaders.Route} must be '{AnswerHeaders.Explain}'.",
                    AnswerHeaders.Route)
            : access.Scopes.Contains(Scopes.Management) ? null
            : new Fault(
                FaultCode.ScopeInsufficient, $"An explanation needs a key with the scope '{Scopes.Management}'.");
    }

    private static Fault? ReadContinue(IHeaderDictionary headers, out bool mayContinue)
    {
        var wish = headers[AnswerHeaders.Continue];
        mayContinue = wish != AnswerHeaders.Off;
        return wish.Count == 0 || wish == AnswerHeaders.Off || wish == AnswerHeaders.On
            ? null
            : new Fault(
                FaultCode.InvalidRequest,
                $"{AnswerHeaders.Continue} must be '{AnswerHeaders.On}' or '{AnswerHeaders.Off}'.",
                AnswerHeaders.Continue);
    }

    private static Fault? Mismatch(EndpointSnapshot endpoint, InferenceOperation operation) =>
        endpoint.Spec.TaskMode == OperationPaths.TaskModeOf(operation)
            ? null
            : new Fault(
                FaultCode.TaskModeMismatch,
                $"The endpoint's task mode is '{endpoint.Spec.TaskMode}'; this route needs "
                + $"'{OperationPaths.TaskModeOf(operation)}'.");
}
