using System.Text.RegularExpressions;

namespace Platform.Architecture.Tests;

/// <summary>A page that says what was tried is only worth what can be found.</summary>
public sealed partial class TriedTests
{
    [Fact]
    public void Each_test_that_the_page_names_exists()
    {
        var named = Test()
            .Matches(Repository.Read("shared/docs/tried.md"))
            .Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value))
            .Distinct()
            .ToList();
        var sources = Repository.Files("tests", "*.cs").Select(Repository.Read).ToList();

        named.Count.ShouldBeGreaterThan(25);
        named
            .Where(test =>
                !sources.Exists(source =>
                    source.Contains($"class {test.Class}", StringComparison.Ordinal)
                    && source.Contains($" {test.Method}(", StringComparison.Ordinal)
                )
            )
            .ShouldBeEmpty();
    }

    [GeneratedRegex("`(?<class>[A-Za-z]+Tests)\\.(?<method>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Test();
}
