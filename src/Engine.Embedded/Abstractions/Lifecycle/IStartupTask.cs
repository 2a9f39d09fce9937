namespace Orleans.Runtime;

/// <summary>Runs when the silo has started.</summary>
public interface IStartupTask
{
    /// <summary>Runs the task; a failure fails the start of the silo.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    Task Execute(CancellationToken cancellationToken);
}
