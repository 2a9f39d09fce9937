namespace Orleans;

/// <summary>Converts a foreign type to a serialisable surrogate and back.</summary>
/// <typeparam name="TValue">The foreign type.</typeparam>
/// <typeparam name="TSurrogate">The surrogate.</typeparam>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    /// <summary>The value that <paramref name="surrogate"/> stands for.</summary>
    /// <param name="surrogate">The surrogate.</param>
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    /// <summary>The surrogate of <paramref name="value"/>.</summary>
    /// <param name="value">The value.</param>
    TSurrogate ConvertToSurrogate(in TValue value);
}
