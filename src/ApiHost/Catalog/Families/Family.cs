namespace Xerotier.ApiHost.Catalog.Families;

/// <summary>Models of one architecture.</summary>
/// <param name="Slug">The architecture's slug, e.g. <c>qwen3moe</c>.</param>
/// <param name="Name">For people, e.g. <c>Qwen 3 MoE</c>.</param>
/// <param name="Description">A sentence or two.</param>
/// <param name="Line">The line of models it belongs to, e.g. <c>qwen</c>; members of a line look alike.</param>
internal sealed record Family(string Slug, string Name, string Description, string Line);
