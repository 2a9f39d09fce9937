namespace Orleans.Configuration;

/// <summary>The silo.</summary>
public class SiloOptions
{
    /// <summary>Its name. Default a name that no other silo of the process has.</summary>
    public string? SiloName { get; set; }
}
