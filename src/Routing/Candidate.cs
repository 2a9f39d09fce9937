namespace Xerotier.Routing;

/// <summary>An agent that passed the filter, with its live load read once.</summary>
/// <param name="Agent">Position in the view.</param>
/// <param name="Row">Row in the model's columns.</param>
/// <param name="Leases">Requests in flight.</param>
/// <param name="ReservedTokens">Tokens reserved.</param>
internal readonly record struct Candidate(int Agent, int Row, int Leases, long ReservedTokens);
