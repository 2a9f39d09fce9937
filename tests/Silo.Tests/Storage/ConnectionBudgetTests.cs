using Npgsql;
using Xerotier.Silo.Storage;

namespace Xerotier.Silo.Tests.Storage;

public sealed class ConnectionBudgetTests
{
    private const string Database = "Host=db;Username=xerotier;Maximum Pool Size=500";

    [Fact]
    public void For_TwoPurposes_HaveCappedPoolsOfTheirOwn()
    {
        string state = ConnectionBudget.For(Database, "state", maxConnections: 20);
        string membership = ConnectionBudget.For(Database, "membership", maxConnections: 4);

        // Npgsql has a pool for each text.
        state.ShouldNotBe(membership);
        new NpgsqlConnectionStringBuilder(state).MaxPoolSize.ShouldBe(20);
        new NpgsqlConnectionStringBuilder(membership).MaxPoolSize.ShouldBe(4);
        new NpgsqlConnectionStringBuilder(membership).Host.ShouldBe("db");
    }
}
