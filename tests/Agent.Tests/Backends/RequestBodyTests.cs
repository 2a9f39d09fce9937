using System.Text;
using System.Text.Json;
using Xerotier.Agent.Backends;

namespace Xerotier.Agent.Tests.Backends;

public sealed class RequestBodyTests
{
    private static string With(string body, string name, string value) =>
        Encoding.UTF8.GetString(RequestBody.WithMember(Encoding.UTF8.GetBytes(body), name, value).Span);

    [Theory]
    [InlineData("""{"model":"a"}""", """{"model":"x"}""")]
    [InlineData("""{ "n":1, "model" :  "a" , "b":{"model":"a"}}""", """{ "n":1, "model" :  "x" , "b":{"model":"a"}}""")]
    [InlineData("""{"model":{"deep":[1,2]},"z":0}""", """{"model":"x","z":0}""")]
    [InlineData("""{"model":null}""", """{"model":"x"}""")]
    [InlineData("""{"model":"a","model":"b"}""", """{"model":"a","model":"x"}""")]
    [InlineData("""{"mod\u0065l":"a"}""", """{"mod\u0065l":"x"}""")]
    [InlineData("{}", """{"model":"x"}""")]
    [InlineData(" { } ", """ {"model":"x" } """)]
    [InlineData("""{"n":1}""", """{"model":"x","n":1}""")]
    public void WithMember_OfAnObject_ChangesThatMemberAlone(string body, string expected) =>
        With(body, "model", "x").ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"model":"a"} trailing""")]
    [InlineData("not json")]
    public void WithMember_OfAnythingElse_LeavesIt(string body) => With(body, "model", "x").ShouldBe(body);

    [Fact]
    public void WithMember_ThatIsSetAlready_IsTheSameMemory()
    {
        ReadOnlyMemory<byte> body = """{"model":"x"}"""u8.ToArray();

        RequestBody.WithMember(body, "model", "x").Equals(body).ShouldBeTrue();
    }

    [Fact]
    public void WithMember_OfAnyText_StaysJson()
    {
        const string value = "quote \" backslash \\ newline \n ü 漢 \U0001F600";

        JsonDocument.Parse(With("{\"a\":1}", "model", value)).RootElement.GetProperty("model").GetString()
            .ShouldBe(value);
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "m")]
    [InlineData("""{"model":7}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("oops", null)]
    public void Member_OfABody_IsItsText(string body, string? expected) =>
        RequestBody.Member(Encoding.UTF8.GetBytes(body), "model").ShouldBe(expected);
}
