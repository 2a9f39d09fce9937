namespace Xerotier.Agent.Backends.Simulated;

/// <summary>An answer, decided before its first token is produced.</summary>
/// <param name="Tokens">Its tokens in order.</param>
/// <param name="Calls">Its tool calls.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c> or <c>tool_calls</c>.</param>
internal sealed record Reply(IReadOnlyList<ReplyToken> Tokens, IReadOnlyList<ReplyCall> Calls, string FinishReason)
{
    /// <summary>The answer's words, or a call's arguments.</summary>
    /// <param name="call">Index of the call; <see cref="ReplyToken.Words"/> for the words.</param>
    public string Text(int call) => string.Concat(
        Tokens.Where(token => token.Call == call).Select(token => token.Text));
}
