namespace Xerotier.ApiHost.Bodies;

/// <summary>Reads regions: free text of 1 to 24 printable ASCII characters.</summary>
internal static class RegionFields
{
    private const string Name = "region";
    private const int MaxLength = 24;

    /// <summary>The region, or null.</summary>
    public static string? Read(RequestFields fields)
    {
        string? region = fields.Text(Name, 1, MaxLength);
        if (region is not null && !region.All(char.IsAscii))
        {
            fields.Refuse(Name, "must be ASCII");
        }

        return region;
    }
}
