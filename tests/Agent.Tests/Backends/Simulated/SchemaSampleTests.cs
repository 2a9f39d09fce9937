using System.Text.Json;
using System.Text.RegularExpressions;
using Xerotier.Agent.Backends.Simulated;

namespace Xerotier.Agent.Tests.Backends.Simulated;

public sealed class SchemaSampleTests
{
    private static JsonElement Sample(string schema, ulong seed = 3) =>
        JsonDocument.Parse(SchemaSample.Of(JsonDocument.Parse(schema).RootElement, seed)).RootElement;

    [Theory]
    [InlineData("""{"type":"integer","minimum":5,"maximum":5}""", "5")]
    [InlineData("""{"type":"integer","exclusiveMinimum":4,"exclusiveMaximum":6}""", "5")]
    [InlineData("""{"type":"integer","minimum":13,"maximum":20,"multipleOf":7}""", "14")]
    [InlineData("""{"type":"number","minimum":0.2,"maximum":0.4}""", "0.3")]
    [InlineData("""{"const":{"a":1}}""", """{"a":1}""")]
    [InlineData("""{"enum":["only"]}""", "\"only\"")]
    [InlineData("""{"type":"null"}""", "null")]
    [InlineData("""{"type":["null","string"],"enum":["x"]}""", "\"x\"")]
    [InlineData("""{"type":"array","maxItems":0}""", "[]")]
    [InlineData("""{"type":"array","items":{"const":1},"minItems":3}""", "[1,1,1]")]
    [InlineData("""{"type":"array","prefixItems":[{"const":1},{"const":2}]}""", "[1,2]")]
    [InlineData("""{"anyOf":[{"const":1},{"const":2}]}""", "1")]
    [InlineData("""{"$defs":{"d":{"const":7}},"$ref":"#/$defs/d"}""", "7")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"const":1}}},{"properties":{"b":{"const":2}}}]}""", """{"a":1,"b":2}""")]
    [InlineData("""{"type":"object","required":["a"]}""", """{"a":"simulated"}""")]
    public void Sample_OfSchema_IsTheOnlyInstance(string schema, string expected) =>
        Sample(schema).GetRawText().ShouldBe(expected);

    [Theory]
    [InlineData("date-time", @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    [InlineData("uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    [InlineData("email", "^[a-z]+@example.com$")]
    public void Sample_OfFormat_HasIt(string format, string pattern)
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            var text = Sample($$"""{"type":"string","format":"{{format}}"}""", seed).GetString()!;
            Regex.IsMatch(text, pattern).ShouldBeTrue(text);
        }
    }

    [Fact]
    public void Sample_OfLengths_KeepsThem()
    {
        Sample("""{"type":"string","minLength":20,"maxLength":20}""").GetString()!.Length.ShouldBe(20);
        Sample("""{"type":"string","maxLength":2}""").GetString()!.Length.ShouldBe(2);
    }

    [Fact]
    public void Sample_OfRecursiveSchema_Ends()
    {
        const string tree =
            """
            {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{
              "value":{"type":"integer"},
              "next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["value","next"]}}}
            """;

        Sample(tree).GetProperty("next").GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$ref":"#/nowhere"}""")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]}""")]
    public void Sample_OfImpossibleSchema_IsRefused(string schema) =>
        Should.Throw<BadRequestException>(() => Sample(schema));
}
