using System.Collections.Immutable;
using Xerotier.ApiHost.Bodies;
using Xerotier.Protocol.Agents;

namespace Xerotier.ApiHost.Enrollment;

/// <summary>Reads an enrolment.</summary>
internal static class EnrollmentFields
{
    private const int MaxSecretLength = 256;
    private const int MaxNameLength = 128;
    private const int MaxVersionLength = 64;
    private const int MaxAccelerators = 64;
    private const int MaxAcceleratorLength = 128;
    private const int MaxConcurrent = 100_000;
    private const int MaxUrlLength = 512;

    /// <summary>The enrolment with every field set but <c>direct_url</c>.</summary>
    public static EnrollRequest Read(RequestFields fields) => new(
        fields.RequiredText("join_key", 1, MaxSecretLength),
        fields.RequiredText("name", 1, MaxNameLength),
        fields.Text("version", 1, MaxVersionLength) ?? "unknown",
        fields.Texts("accelerators", MaxAccelerators, MaxAcceleratorLength) ?? ImmutableArray<string>.Empty,
        (int)(fields.Integer("max_concurrent_requests", 0, MaxConcurrent) ?? 0),
        ReadDirectUrl(fields));

    /// <summary>The rotation token of a refresh.</summary>
    public static string ReadRotationToken(RequestFields fields) =>
        fields.RequiredText("rotation_token", 1, MaxSecretLength);

    private static string? ReadDirectUrl(RequestFields fields)
    {
        string? url = fields.Text("direct_url", 1, MaxUrlLength);
        if (url is not null
            && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            fields.Refuse("direct_url", "must be an http or https URL");
        }

        return url;
    }
}
