namespace Xerotier.Protocol.OpenAi;

/// <summary>A model in OpenAI's list of models.</summary>
/// <param name="Id">Name to put into <c>model</c>.</param>
/// <param name="Object">Always <c>model</c>.</param>
/// <param name="Created">When it was registered, Unix seconds.</param>
/// <param name="OwnedBy">The project that owns it.</param>
public sealed record ModelObject(string Id, string Object, long Created, string OwnedBy);
