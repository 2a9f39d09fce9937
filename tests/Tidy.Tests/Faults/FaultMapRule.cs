namespace Xerotier.Tidy.Tests.Faults;

/// <summary>
/// Every fault has a shape on the wire, and no two of them share status and code: <c>quota_exceeded</c> is 429 for a
/// key's quota and 413 for a project's storage.
/// </summary>
public sealed class FaultMapRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var shapes = MappedFault.Of(code).ToList();
        var unmapped = from shape in shapes
                       where shape.Code is null
                       select new Violation($"FaultCode.{shape.Name}", "is not in the fault map");
        var shared = from shape in shapes
                     where shape.Code is not null && shape.Name != "Unspecified"
                     group shape.Name by $"{shape.Status} {shape.Code}" into same
                     where same.Count() > 1
                     select new Violation(same.Key, $"is the code of {string.Join(" and ", same)}");
        return unmapped.Concat(shared);
    }

    public CodeBase BadSample => CodeBase.Compiled("""
        public enum FaultCode { Unspecified = 0, Lost = 1 }
        public sealed record FaultShape(int Status, string Type, string Code, int? RetryAfterSeconds);
        public static class FaultMap
        {
            public static FaultShape Describe(FaultCode code) =>
                code == 0 ? new(500, "t", "c", null) : throw new ArgumentOutOfRangeException();
        }
        """);
}
