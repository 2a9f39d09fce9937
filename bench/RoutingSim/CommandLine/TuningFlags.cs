using System.CommandLine;
using Xerotier.RoutingSim.Policies;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>The flags that change settings of ours.</summary>
internal sealed class TuningFlags
{
    private readonly Option<double?> _sharpness =
        BoundedOption.Positive<double?>("--sharpness", "xerotier: power to which scores are raised.");

    private readonly Option<double?> _epsilon =
        BoundedOption.NotNegative<double?>("--epsilon", "xerotier: share of exploring picks.");

    private readonly Option<double?> _recomputeCost =
        BoundedOption.NotNegative<double?>("--recompute-cost", "xerotier: how much dearer prefill is than waiting.");

    private readonly Option<double?> _affinitySlack =
        BoundedOption.NotNegative<double?>("--affinity-slack", "xerotier: what the affinity filter lets pass.");

    /// <summary>Adds the flags to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [_sharpness, _epsilon, _recomputeCost, _affinitySlack];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Reads the settings.</summary>
    public RouterTuning Read(ParseResult parsed) => new()
    {
        Sharpness = parsed.GetValue(_sharpness),
        Exploration = parsed.GetValue(_epsilon),
        RecomputeCost = parsed.GetValue(_recomputeCost),
        AffinitySlack = parsed.GetValue(_affinitySlack),
    };
}
