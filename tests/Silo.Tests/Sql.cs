using Npgsql;

namespace Xerotier.Silo.Tests;

/// <summary>Short ways to run SQL.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(
        this NpgsqlDataSource source, string sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(source, sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(
        this NpgsqlDataSource source, string sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(source, sql, parameters);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>All rows; texts joined by a bar, null as nothing.</summary>
    public static async Task<List<string>> RowsAsync(
        this NpgsqlDataSource source, string sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = Command(source, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
        }

        return rows;
    }

    private static NpgsqlCommand Command(
        NpgsqlDataSource source, string sql, (string Name, object? Value)[] parameters)
    {
        var command = source.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
