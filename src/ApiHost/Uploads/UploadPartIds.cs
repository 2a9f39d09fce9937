namespace Xerotier.ApiHost.Uploads;

/// <summary>Ids of parts on the wire: <c>part_</c> and 32 lower-case hex digits.</summary>
internal static class UploadPartIds
{
    private const string Prefix = "part_";

    /// <summary>The id as it is written.</summary>
    public static string Write(Guid id) => Prefix + id.ToString("N");

    /// <summary>Reads an id.</summary>
    public static bool TryRead(string text, out Guid id)
    {
        id = default;
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Guid.TryParseExact(text.AsSpan(Prefix.Length), "N", out id);
    }
}
