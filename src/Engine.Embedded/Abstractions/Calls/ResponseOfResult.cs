using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call: a typed result or an exception.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
public sealed class Response<TResult> : Response
{
    private TResult? _result;

    /// <summary>The result.</summary>
    public TResult? TypedResult
    {
        get => _result;
        set => _result = value;
    }

    /// <inheritdoc/>
    public override Exception? Exception { get; set; }

    /// <inheritdoc/>
    public override object? Result
    {
        get
        {
            if (Exception is not null) ExceptionDispatchInfo.Throw(Exception);
            return _result;
        }

        set => _result = (TResult?)value;
    }

    /// <inheritdoc/>
    public override T GetResult<T>()
    {
        if (Exception is not null) ExceptionDispatchInfo.Throw(Exception);
        return this is Response<T> typed ? typed._result! : (T)(object)_result!;
    }

    /// <inheritdoc/>
    public override Type GetSimpleResultType() => typeof(TResult);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _result = default;
        Exception = null;
    }
}
