namespace Orleans;

/// <summary>Checks the configuration when the silo starts.</summary>
public interface IConfigurationValidator
{
    /// <summary>Throws when the configuration is wrong.</summary>
    void ValidateConfiguration();
}
