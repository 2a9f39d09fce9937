namespace Xerotier.Grains;

/// <summary>State that can be changed on a copy. Its arrays are replaced, never written into.</summary>
/// <typeparam name="T">The state itself.</typeparam>
internal interface IDurableState<T>
{
    /// <summary>A shallow copy.</summary>
    T Copy();
}
