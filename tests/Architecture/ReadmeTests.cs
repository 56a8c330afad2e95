using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>What the README tells to run exists; what it tells about running is tried in tests/EndToEnd and by CI
/// itself.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Each_command_of_the_readme_is_one_of_the_platform_command()
    {
        var known = Command()
            .Matches(Repository.Read("platform"))
            .SelectMany(match => match.Groups["names"].Value.Split('|'))
            .Select(name => name.Trim())
            .ToHashSet(StringComparer.Ordinal);
        var named = Use()
            .Matches(Repository.Read("README.md"))
            .Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        named.Count.ShouldBeGreaterThan(5);
        named.Except(known, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Each_folder_of_the_readme_exists()
    {
        var folders = Folder()
            .Matches(Repository.Read("README.md"))
            .Select(match => match.Groups["path"].Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        folders.Count.ShouldBeGreaterThan(10);
        folders.Where(folder => !Directory.Exists(Path.Combine(Repository.Root, folder))).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^ {4}(?<names>[a-z][a-z |-]*)\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\./platform (?<name>[a-z][a-z-]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Use();

    [GeneratedRegex(
        @"`(?<path>(AppHost|services|gateway|shared|tests)(/[A-Za-z-]+)*)/?`",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Folder();
}
