namespace Xerotier.Load.Generator;

/// <summary>What one client saw.</summary>
/// <param name="Times">From request to the end of the answer.</param>
/// <param name="FirstBytes">See <see cref="AnswerText.FirstBytes"/>.</param>
/// <param name="Gaps">See <see cref="AnswerText.Gaps"/>.</param>
/// <param name="Served">Answers within the time that counts.</param>
/// <param name="Failed">Requests that had no good answer, at any time.</param>
/// <param name="Reason">Why the last one failed.</param>
internal sealed record ClientResult(
    Samples Times, Samples FirstBytes, Samples Gaps, int Served, int Failed, string? Reason);
