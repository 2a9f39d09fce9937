using System.Reflection;

namespace Xerotier.Tidy.Tests.Faults;

/// <summary>A fault and its shape on the wire; without a code when the map does not know it.</summary>
public sealed record MappedFault(string Name, int Status, string? Type, string? Code, int? RetryAfterSeconds)
{
    /// <summary>Asks the fault map of a code base about every fault.</summary>
    public static IEnumerable<MappedFault> Of(CodeBase code)
    {
        var codes = code.Types.Single(type => type.Name == "FaultCode");
        var describe = code.Types.Single(type => type.Name == "FaultMap").GetMethod("Describe", [codes])!;
        return Enum.GetValues(codes).Cast<object>().Select(value => Describe(describe, value));
    }

    private static MappedFault Describe(MethodInfo describe, object fault)
    {
        try
        {
            var shape = describe.Invoke(null, [fault])!;
            object? Get(string name) => shape.GetType().GetProperty(name)!.GetValue(shape);
            return new MappedFault(
                fault.ToString()!,
                (int)Get("Status")!,
                (string)Get("Type")!,
                (string)Get("Code")!,
                (int?)Get("RetryAfterSeconds"));
        }
        catch (TargetInvocationException)
        {
            return new MappedFault(fault.ToString()!, 0, null, null, null);
        }
    }
}
