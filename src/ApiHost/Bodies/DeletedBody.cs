namespace Xerotier.ApiHost.Bodies;

/// <summary>Says that something is gone.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Object">What it was.</param>
/// <param name="Deleted">Always true.</param>
internal sealed record DeletedBody(Guid Id, string Object, bool Deleted = true);
