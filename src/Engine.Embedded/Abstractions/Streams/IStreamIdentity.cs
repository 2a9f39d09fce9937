namespace Orleans.Streams;

/// <summary>A stream that is identified by a UUID.</summary>
public interface IStreamIdentity
{
    /// <summary>The key.</summary>
    Guid Guid { get; }

    /// <summary>The namespace.</summary>
    string? Namespace { get; }
}
