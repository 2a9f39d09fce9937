using System.Collections.Immutable;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Endpoints;

/// <summary>Reads cross-origin rules. Older spellings of the fields are taken too.</summary>
internal static class CorsFields
{
    private const string AnyOrigin = "*";
    private const int MaxEntries = 64;
    private const int MaxEntryLength = 256;
    private const int MaxAgeSeconds = 86_400;

    private static readonly ImmutableArray<string> DefaultMethods = ["GET", "POST", "OPTIONS"];
    private static readonly ImmutableArray<string> DefaultHeaders = ["Content-Type", "Authorization"];

    /// <summary>
    /// The rules in <paramref name="fields"/>. Credentials default to allowed unless every origin is, because
    /// <c>*</c> with credentials is refused.
    /// </summary>
    public static EndpointCors Read(RequestFields fields)
    {
        var origins = Texts(fields, "allow_origins", "allowed_origins", IsOrigin, "must hold origins or *")
            ?? [AnyOrigin];
        bool anyOrigin = origins.Contains(AnyOrigin);
        bool credentials = fields.Flag("allow_credentials") ?? !anyOrigin;
        if (anyOrigin && credentials)
        {
            fields.Refuse("allow_credentials", "cannot be combined with the origin *");
        }

        string age = fields.Has("max_age") ? "max_age" : "max_age_seconds";
        return new EndpointCors(
            origins,
            Texts(fields, "allow_methods", "allowed_methods", IsToken, "must hold HTTP methods") ?? DefaultMethods,
            Texts(fields, "allow_headers", "allowed_headers", IsToken, "must hold header names") ?? DefaultHeaders,
            (int)(fields.Integer(age, 0, MaxAgeSeconds) ?? MaxAgeSeconds),
            credentials);
    }

    private static ImmutableArray<string>? Texts(
        RequestFields fields, string name, string alias, Func<string, bool> isValid, string problem)
    {
        string used = fields.Has(name) ? name : alias;
        var texts = fields.Texts(used, MaxEntries, MaxEntryLength);
        if (texts is { } entries && (entries.IsEmpty || !entries.All(isValid)))
        {
            fields.Refuse(used, problem);
        }

        return texts;
    }

    private static bool IsOrigin(string text) =>
        text == AnyOrigin
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase));

    private static bool IsToken(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
}
