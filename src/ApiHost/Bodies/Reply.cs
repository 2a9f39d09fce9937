using System.Text.Json.Serialization.Metadata;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Bodies;

/// <summary>Turns what grains answer into results of handlers.</summary>
internal static class Reply
{
    /// <summary>A JSON body.</summary>
    public static IResult Json<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(body, type, statusCode: status);

    /// <summary>A fault.</summary>
    public static IResult Fault(Fault fault) => new FaultResult(fault);

    /// <summary>The value as a JSON body, or the fault.</summary>
    public static IResult Of<TValue, TBody>(
        Result<TValue> result,
        Func<TValue, TBody> body,
        JsonTypeInfo<TBody> type,
        int status = StatusCodes.Status200OK)
        where TValue : class =>
        result.Fault is { } fault ? Fault(fault) : Json(body(result.Value!), type, status);
}
