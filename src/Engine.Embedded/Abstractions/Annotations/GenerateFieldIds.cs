namespace Orleans;

/// <summary>Which members of a message get their id from their name.</summary>
public enum GenerateFieldIds
{
    /// <summary>None: every member carries <see cref="IdAttribute"/>.</summary>
    None,

    /// <summary>Public properties get ids derived from their names.</summary>
    PublicProperties,
}
