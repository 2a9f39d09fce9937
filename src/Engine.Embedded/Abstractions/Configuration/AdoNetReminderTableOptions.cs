namespace Orleans.Configuration;

/// <summary>Options of the reminder table in a relational database.</summary>
public class AdoNetReminderTableOptions
{
    /// <summary>Invariant name of the ADO.NET provider; must be <c>Npgsql</c> on the embedded engine.</summary>
    public string Invariant { get; set; } = null!;

    /// <summary>How to reach the database. Required; secrets in it are never logged.</summary>
    public string? ConnectionString { get; set; }
}
