namespace Xerotier.Routing.Tiers;

/// <summary>Kinds of hardware that tiers are matched by.</summary>
public enum AcceleratorClass
{
    /// <summary>Whatever there is.</summary>
    Any,

    /// <summary>Processors; also what projects bring themselves, unless an agent declares a GPU tier.</summary>
    Cpu,

    /// <summary>GPUs and other accelerators.</summary>
    Gpu,
}
