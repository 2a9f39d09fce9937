namespace Xerotier.Agent.Backends.Simulated;

/// <summary>One generated token.</summary>
/// <param name="Call">Index of the tool call whose arguments it belongs to, or <see cref="Words"/>.</param>
/// <param name="Text">Its text; empty for the token that opens a call.</param>
internal readonly record struct ReplyToken(int Call, string Text)
{
    /// <summary>The token belongs to the answer's words.</summary>
    public const int Words = -1;
}
