using FsCheck;
using FsCheck.Fluent;
using Xerotier.Grains.Models;

namespace Xerotier.Grains.Tests.Models;

public sealed class SemanticVersionTests
{
    [Theory]
    [InlineData("0.0.0")]
    [InlineData("1.0.0")]
    [InlineData("10.20.30")]
    [InlineData("1.0.0-alpha")]
    [InlineData("1.0.0-0.3.7")]
    [InlineData("1.0.0-x-y-z.--")]
    [InlineData("1.0.0-0a.01b")]
    [InlineData("1.0.0+001")]
    [InlineData("1.0.0-beta+exp.sha.5114f85")]
    [InlineData("1.0.0+21AF26D3----117B344092BD")]
    [InlineData("99999999999999999999999.999999999999999999.99999999999999999")]
    public void TryParse_AVersionOfTheSpecification_IsTaken(string text) =>
        SemanticVersion.IsValid(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("V1.0.0")]
    [InlineData("01.0.0")]
    [InlineData("1.00.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0+")]
    [InlineData("1.0.0-+")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.0-a_b")]
    [InlineData("1.0.0+a+b")]
    [InlineData(" 1.0.0")]
    [InlineData("1.0.0\n")]
    [InlineData("-1.0.0")]
    [InlineData("1.-2.0")]
    [InlineData("+1.0.0")]
    [InlineData("1.0.٣")]
    [InlineData("latest")]
    public void TryParse_WhatTheSpecificationForbids_IsRefused(string text) =>
        SemanticVersion.IsValid(text).ShouldBeFalse();

    [Fact]
    public void TryParse_MoreCharactersThanAllowed_IsRefused()
    {
        SemanticVersion.IsValid("1.0.0-" + new string('a', 58)).ShouldBeTrue();
        SemanticVersion.IsValid("1.0.0-" + new string('a', 59)).ShouldBeFalse();
    }

    [Fact]
    public void CompareTo_TheExamplesOfTheSpecification_AscendByPrecedence()
    {
        string[] ascending =
        [
            "0.9.9", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
            "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "1.10.0", "2.0.0",
            "10.0.0", "99999999999999999999.0.0",
        ];
        for (int i = 0; i < ascending.Length; i++)
        {
            for (int j = 0; j < ascending.Length; j++)
            {
                Math.Sign(Parse(ascending[i]).CompareTo(Parse(ascending[j]))).ShouldBe(
                    i.CompareTo(j), $"{ascending[i]} against {ascending[j]}");
            }
        }

        Parse("1.0.0+a").CompareTo(Parse("1.0.0+b")).ShouldBe(0);
    }

    [Fact]
    public void TryParse_NumbersAndTags_AreTakenUnlessTheyHaveLeadingZeros()
    {
        Prop.ForAll<ushort, ushort, ushort>((major, minor, patch) =>
            SemanticVersion.IsValid($"{major}.{minor}.{patch}")
            && SemanticVersion.IsValid($"{major}.{minor}.{patch}-rc.{major}+{minor}")
            && !SemanticVersion.IsValid($"0{major}.{minor}.{patch}")
            && !SemanticVersion.IsValid($"{major}.{minor}.{patch}-0{patch}")
            && Parse($"{major}.{minor}.{patch}-{patch}").CompareTo(Parse($"{major}.{minor}.{patch}")) < 0)
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void TryParse_AnyText_NeverFails() => Prop.ForAll<NonNull<string>>(text =>
        SemanticVersion.IsValid(text.Get) == SemanticVersion.TryParse(text.Get, out _)).QuickCheckThrowOnFailure();

    private static SemanticVersion Parse(string text) =>
        SemanticVersion.TryParse(text, out var version) ? version : throw new FormatException(text);
}
