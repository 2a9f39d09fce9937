using Xerotier.Engine.Activations;

namespace Xerotier.Engine.Calls;

/// <summary>The values that travel with calls. Immutable, so that calls share it without copying.</summary>
internal sealed class CallContext
{
    private static readonly AsyncLocal<CallContext?> Ambient = new();
    private static readonly Dictionary<string, object> None = [];

    private CallContext(Dictionary<string, object> values, Guid reentrancyId)
    {
        Values = values;
        ReentrancyId = reentrancyId;
    }

    /// <summary>The values of the code that runs; null when there are none.</summary>
    public static CallContext? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public Dictionary<string, object> Values { get; }

    /// <summary>The call chain that may re-enter; empty when none may.</summary>
    public Guid ReentrancyId { get; }

    public static CallContext With(CallContext? context, string key, object value) =>
        new(new(context?.Values ?? None) { [key] = value }, context?.ReentrancyId ?? Guid.Empty);

    public static CallContext? Without(CallContext? context, string key)
    {
        if (context is null || !context.Values.ContainsKey(key)) return context;
        var values = new Dictionary<string, object>(context.Values);
        values.Remove(key);
        return Create(values, context.ReentrancyId);
    }

    public static CallContext? WithReentrancy(CallContext? context, Guid reentrancyId) =>
        Create(context?.Values ?? None, reentrancyId);

    public static void EnterSection(Guid reentrancyId) => ActivationContext.Current?.Parts.EnterSection(reentrancyId);

    public static void LeaveSection(Guid reentrancyId) => ActivationContext.Current?.Parts.LeaveSection(reentrancyId);

    private static CallContext? Create(Dictionary<string, object> values, Guid reentrancyId) =>
        values.Count == 0 && reentrancyId == Guid.Empty ? null : new(values, reentrancyId);
}
