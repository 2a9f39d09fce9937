using Xerotier.Engine.Calls;

namespace Orleans.Runtime;

/// <summary>Values that travel with calls from caller to callee, and to the callee's own calls.</summary>
public static class RequestContext
{
    /// <summary>The values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => CallContext.Current?.Values ?? [];

    /// <summary>The keys of the values.</summary>
    public static IEnumerable<string> Keys => CallContext.Current?.Values.Keys ?? Enumerable.Empty<string>();

    /// <summary>The call chain that may re-enter; empty when none may.</summary>
    public static Guid ReentrancyId
    {
        get => CallContext.Current?.ReentrancyId ?? Guid.Empty;
        set => CallContext.Current = CallContext.WithReentrancy(CallContext.Current, value);
    }

    /// <summary>A value; null when there is none.</summary>
    /// <param name="key">Its key.</param>
    public static object? Get(string key) => CallContext.Current?.Values.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls that follow.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value, which must be serialisable.</param>
    public static void Set(string key, object value) =>
        CallContext.Current = CallContext.With(CallContext.Current, key, value);

    /// <summary>Removes a value; says whether there was one.</summary>
    /// <param name="key">Its key.</param>
    public static bool Remove(string key)
    {
        var current = CallContext.Current;
        CallContext.Current = CallContext.Without(current, key);
        return !ReferenceEquals(current, CallContext.Current);
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => CallContext.Current = null;

    /// <summary>Lets calls that come back to this activation along the chain run until disposed.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Keeps calls from coming back along the chain until disposed.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>A stretch of code with its own rule for call chains.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        /// <summary>Enters the section.</summary>
        /// <param name="originalReentrancyId">The chain before.</param>
        /// <param name="newReentrancyId">The chain inside.</param>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            ReentrancyId = newReentrancyId;
            if (newReentrancyId != Guid.Empty) CallContext.EnterSection(newReentrancyId);
        }

        /// <summary>Leaves the section.</summary>
        public void Dispose()
        {
            if (_current != Guid.Empty) CallContext.LeaveSection(_current);
            ReentrancyId = _original;
        }
    }
}
