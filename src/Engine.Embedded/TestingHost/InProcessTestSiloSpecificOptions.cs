namespace Orleans.TestingHost;

/// <summary>What tells the silos of a test cluster apart.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    private const int FirstSiloPort = 11111;
    private const int FirstGatewayPort = 30000;

    /// <summary>The name.</summary>
    public string SiloName { get; set; } = "";

    /// <summary>The port in the silo's address. Nothing listens on it.</summary>
    public int SiloPort { get; set; }

    /// <summary>The port in the gateway's address. Nothing listens on it.</summary>
    public int GatewayPort { get; set; }

    /// <summary>The options of one silo.</summary>
    /// <param name="testCluster">The cluster.</param>
    /// <param name="testClusterOptions">Its options.</param>
    /// <param name="instanceNumber">The number of the silo.</param>
    /// <param name="assignNewPort">Has no effect: there are no sockets.</param>
    public static InProcessTestSiloSpecificOptions Create(
        InProcessTestCluster testCluster,
        InProcessTestClusterOptions testClusterOptions,
        int instanceNumber,
        bool assignNewPort = false) => new()
        {
            SiloName = $"Silo_{instanceNumber}",
            SiloPort = FirstSiloPort + instanceNumber,
            GatewayPort = FirstGatewayPort + instanceNumber,
        };
}
