using System.Text;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.Protocol.Tests.OpenAi;

public sealed class AnswerScannerTests
{
    private const string Answer = """
        {"id":"c","choices":[{"usage":{"prompt_tokens":99},"message":{"content":"a \"usage\":{} \\ {"}}],"not":"usage",
         "usagex":{"prompt_tokens":98},
         "usage" : {"prompt_tokens":12,"completion_tokens":34,"prompt_tokens_details":{"cached_tokens":5}}, "end":null}
        """;

    [Fact]
    public void Feed_SplitAtEveryTwoBytes_FindsTheTopLevelUsage()
    {
        var bytes = Encoding.UTF8.GetBytes(Answer);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second += 7)
            {
                var scanner = new AnswerScanner();
                scanner.Feed(bytes.AsSpan(..first));
                scanner.Feed(bytes.AsSpan(first..second));
                scanner.Feed(bytes.AsSpan(second..));

                scanner.IsComplete.ShouldBeTrue();
                scanner.Usage.ShouldBe(new TokenUsage(12, 34, 5) { SaysCached = true });
            }
        }
    }

    [Fact]
    public void Feed_CutOffAnywhere_IsNotComplete()
    {
        var bytes = Encoding.UTF8.GetBytes(Answer.Trim());
        for (var length = 0; length < bytes.Length; length++)
        {
            var scanner = new AnswerScanner();
            scanner.Feed(bytes.AsSpan(..length));

            scanner.IsComplete.ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[1]")]
    [InlineData("{} {}")]
    [InlineData("null")]
    public void Feed_NotOneObject_IsBroken(string text)
    {
        var scanner = new AnswerScanner();

        scanner.Feed(Encoding.UTF8.GetBytes(text));

        scanner.IsBroken.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"usage":null}""")]
    [InlineData("""{"usage":[{"prompt_tokens":1}]}""")]
    [InlineData("""{"data":{"usage":{"prompt_tokens":1}}}""")]
    [InlineData("""{"x":"usage","y":{"prompt_tokens":1}}""")]
    public void Feed_NoUsageObjectOnTop_FindsNone(string text)
    {
        var scanner = new AnswerScanner();

        scanner.Feed(Encoding.UTF8.GetBytes(text));

        scanner.IsComplete.ShouldBeTrue();
        scanner.Usage.ShouldBeNull();
    }
}
