namespace Xerotier.Engine.Calls;

/// <summary>Why a method's task did not succeed.</summary>
internal static class CallFailure
{
    public static Exception Of(Task task)
    {
        if (task.Exception is { } failures) return failures.InnerException!;
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException canceled)
        {
            return canceled;
        }

        throw new InvalidOperationException("The task has succeeded.");
    }
}
