namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call: a result or an exception.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The outcome of a call without result.</summary>
    public static Response Completed { get; } = new Response<object?>();

    /// <summary>The result; reading it throws the exception if there is one.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception, if any.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>An outcome with an exception.</summary>
    /// <param name="exception">The exception.</param>
    public static Response FromException(Exception exception) => new Response<object?> { Exception = exception };

    /// <summary>An outcome with a result.</summary>
    /// <typeparam name="TResult">Its type.</typeparam>
    /// <param name="value">The result.</param>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    /// <summary>The result.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public abstract T GetResult<T>();

    /// <summary>The type of the result, if there is one.</summary>
    public virtual Type? GetSimpleResultType() => null;

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public override string ToString() => Exception is { } exception ? $"Exception: {exception}" : $"{Result}";
}
