namespace Xerotier.Engine.Generator;

/// <summary>Names that generated code uses.</summary>
internal static class Names
{
    public const string Calls = "global::Xerotier.Engine.Calls";
    public const string Grains = "global::Xerotier.Engine.Grains";
    public const string Generated = "Xerotier.Engine.Generated";
    public const string Token = "global::System.Threading.CancellationToken";
}
