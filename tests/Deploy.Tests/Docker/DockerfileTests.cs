using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xerotier.Deploy.Tests.Kubernetes;
using Xerotier.Deploy.Tests.Settings;

namespace Xerotier.Deploy.Tests.Docker;

/// <summary>What images are built from exists; what comes out starts the right program without privileges.</summary>
public sealed partial class DockerfileTests
{
    private static readonly Dockerfile File = new(Repository.Read("deploy/docker/Dockerfile"));

    [Fact]
    public void BaseImages_AreAllPinned()
    {
        File.Arguments.Count.ShouldBe(2);
        File.Arguments.Values.ShouldAllBe(image => ContainerRules.IsPinned(image));
        foreach (var stage in File.Stages)
        {
            var source = stage.Base.Trim('$', '{', '}');
            (File.Arguments.ContainsKey(source) || File.Stages.Any(other => other.Name == source))
                .ShouldBeTrue($"stage {stage.Name} is built on {stage.Base}");
        }
    }

    [Fact]
    public void Copy_WhatItNames_ExistsAndIsSentToTheBuilder()
    {
        var allowed = Repository.Read(".dockerignore").Split('\n')
            .Where(line => line.StartsWith('!'))
            .Select(line => line[1..])
            .ToList();
        var copies = File.Stages.SelectMany(stage => stage.Instructions)
            .Where(instruction => instruction.Name == "COPY");
        foreach (var words in copies.Select(copy => copy.Text.Split(' ')))
        {
            var stage = words.FirstOrDefault(word => word.StartsWith("--from=", StringComparison.Ordinal))?[7..];
            if (stage is not null)
            {
                File.Stages.ShouldContain(other => other.Name == stage);
                continue;
            }

            foreach (var source in words[..^1])
            {
                Path.Exists(Repository.At(source)).ShouldBeTrue($"there is no {source}");
                allowed.ShouldContain(source);
            }
        }
    }

    [Theory]
    [InlineData("silo", "src/Silo/Silo.csproj")]
    [InlineData("api", "src/ApiHost/ApiHost.csproj")]
    [InlineData("agent", "src/Agent/Agent.csproj")]
    [InlineData("cli", "src/Cli/Cli.csproj")]
    public void Target_OfAProgram_PublishesAndStartsIt(string target, string project)
    {
        var assembly = XElement.Parse(Repository.Read(project)).Descendants("AssemblyName").Single().Value;

        File[$"build-{target}"].Instructions.Single(instruction => instruction.Name == "RUN")
            .Text.ShouldContain($"dotnet publish {Path.GetDirectoryName(project)} ");
        File[target].Instructions.ShouldContain(("COPY", $"--from=build-{target} /app ."));
        File[target].Instructions.Single(instruction => instruction.Name == "ENTRYPOINT")
            .Text.ShouldBe($"[\"dotnet\", \"{assembly}.dll\"]");
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    [InlineData("agent")]
    [InlineData("cli")]
    public void Target_OfAProgram_RunsWithoutPrivilegesAndWithKnownSettings(string target)
    {
        var instructions = File.Inherited(target).ToList();

        instructions.Last(instruction => instruction.Name == "USER").Text.ShouldBe("$APP_UID");
        instructions.Where(instruction => instruction.Name == "ENV")
            .SelectMany(instruction => Variable().Matches(instruction.Text).Select(match => match.Groups[1].Value))
            .Where(variable => !KnownSettings.Contains(variable))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Dockerfile_Read_HasStagesAndContinuedLines()
    {
        var file = new Dockerfile("ARG A=b:1.0\nFROM ${A} AS x\nRUN one \\\n    two\nFROM x AS y\nUSER 1\n");

        file.Stages.Select(stage => stage.Name).ShouldBe(["x", "y"]);
        file.Inherited("y").ShouldBe([("RUN", "one  two"), ("USER", "1")]);
    }

    [GeneratedRegex("([A-Za-z_]+)=")]
    private static partial Regex Variable();
}
