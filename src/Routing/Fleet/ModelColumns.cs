namespace Xerotier.Routing.Fleet;

/// <summary>Who has one model, by column; rows of one agent are neighbours, the nearest to serving first.</summary>
internal sealed class ModelColumns(int rows)
{
    /// <summary>Position of the agent in the view.</summary>
    public int[] Agents { get; } = new int[rows];

    /// <summary>How near it is to serving.</summary>
    public ModelReadiness[] Readiness { get; } = new ModelReadiness[rows];

    /// <summary>Version, or null.</summary>
    public string?[] Versions { get; } = new string?[rows];

    /// <summary>Context window in tokens; <see cref="int.MaxValue"/> when unknown.</summary>
    public int[] ContextLengths { get; } = new int[rows];
}
