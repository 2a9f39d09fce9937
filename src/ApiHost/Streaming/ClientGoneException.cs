namespace Xerotier.ApiHost.Streaming;

/// <summary>The client no longer takes its answer. Never the agent's fault, whichever side is noticed first.</summary>
internal sealed class ClientGoneException(Exception? inner = null) : IOException("The client went away.", inner);
