using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Faults;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Enrollment;

/// <summary>Enrolment of agents and rotation of their tokens. The credential is in the body.</summary>
internal static class EnrollmentResource
{
    /// <summary>Maps the routes.</summary>
    public static void MapEnrollment(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnyone().WithTags("Enrolment");
        group.MapPost(AgentProtocol.EnrollPath, EnrollAsync).Produces<EnrollResponse>();
        group.MapPost(AgentProtocol.RefreshPath, RefreshAsync).Produces<EnrollResponse>();
    }

    private static async Task<IResult> EnrollAsync(
        HttpContext context, JsonBody bodies, Enroller enroller, IOptions<EnrollmentOptions> options)
    {
        var fields = await bodies.ReadAsync(context);
        var request = EnrollmentFields.Read(fields);
        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : Answer(context, await enroller.EnrollAsync(request), options.Value);
    }

    private static async Task<IResult> RefreshAsync(
        HttpContext context, JsonBody bodies, Enroller enroller, IOptions<EnrollmentOptions> options)
    {
        var fields = await bodies.ReadAsync(context);
        string token = EnrollmentFields.ReadRotationToken(fields);
        return fields.Fault is { } fault
            ? Reply.Fault(fault)
            : Answer(context, await enroller.RefreshAsync(token), options.Value);
    }

    private static IResult Answer(HttpContext context, Result<AgentCredentials> result, EnrollmentOptions options) =>
        Reply.Of(
            result,
            credentials => new EnrollResponse(
                credentials.AgentId,
                credentials.Token,
                credentials.Hashes.Expires.ToUnixTimeSeconds(),
                credentials.RotationToken,
                AgentProtocol.HeartbeatIntervalSeconds,
                TunnelUrl(context.Request, options)),
            ProtocolJson.Default.EnrollResponse);

    private static string TunnelUrl(HttpRequest request, EnrollmentOptions options)
    {
        var url = new UriBuilder(options.PublicUrl ?? $"{request.Scheme}://{request.Host}")
        {
            Path = AgentProtocol.TunnelPath,
        };
        url.Scheme = url.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return url.Uri.ToString();
    }
}
