using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.EndToEnd.Tests.Surface;

/// <summary>The gateway's table against what services really offer, both ways.</summary>
public sealed partial class RouteTableTests(RunningPlatform platform)
{
    /// <summary>For services alone, by their own word: an operation marked <c>x-internal</c>.</summary>
    private static bool IsInternal(JsonObject operation) => operation["x-internal"]?.GetValue<bool>() == true;

    [Fact]
    public async Task Each_service_is_published_whole_and_no_line_leads_nowhere()
    {
        using var client = new HttpClient { BaseAddress = platform.Http };
        var (operations, _) = await PublicOperation.ReadAsync(client);
        var published = operations
            .Select(operation =>
                (Service: operation.Description["tags"]![0]!.GetValue<string>(), operation.Method, operation.Path)
            )
            .ToHashSet();
        var lines = await LinesAsync();
        // Pages that links lead to are no part of the API's document: whoever has no good link is told so by the page's
        // own code.
        foreach (var page in lines.Where(line => !line.StartsWith("/v1/", StringComparison.Ordinal)).ToList())
        {
            using var answer = await client.GetAsync(
                page.Replace("/**", "", StringComparison.Ordinal)
                    .Replace("{}", "no-such-link", StringComparison.Ordinal)
            );
            if (
                !(await answer.Content.ReadAsStringAsync()).Contains("\"type\":\"not-found\"", StringComparison.Ordinal)
            )
                lines.Remove(page);
        }

        // Hundreds of paths and lines: each line is made a pattern once, or this takes a minute.
        var patterns = lines.Select(line => (Line: line, Pattern: PatternOf(line))).ToList();
        var used = published
            .Select(one => patterns.FirstOrDefault(it => it.Pattern.IsMatch(one.Path)).Line)
            .ToHashSet(StringComparer.Ordinal);
        var unpublished = new List<string>();

        foreach (
            var service in new[] { "accounts", "success-plans", "health-scoring", "renewals", "feedback", "engagement" }
        )
        {
            using var direct = new HttpClient { BaseAddress = platform.AddressOf(service) };
            var document = (await direct.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
            foreach (var (path, item) in document["paths"]?.AsObject() ?? [])
            {
                foreach (var (method, operation) in item!.AsObject())
                {
                    if (
                        operation is not JsonObject described
                        || !described.ContainsKey("responses")
                        || IsInternal(described)
                    )
                        continue;
                    if (!published.Contains((service, new HttpMethod(method.ToUpperInvariant()), path)))
                        unpublished.Add($"{service}: {method} {path}");
                }
            }
        }

        unpublished.ShouldBeEmpty(
            "gateway/Routing/RouteTable.cs lacks a line for these, or they are for services alone: mark them x-internal"
        );
        lines
            .Where(line => !used.Contains(line))
            .ShouldBeEmpty("nothing answers behind these lines of gateway/Routing/RouteTable.cs");
    }

    /// <summary>The table as its page shows it; another test keeps the page and the table the same.</summary>
    private static async Task<List<string>> LinesAsync([CallerFilePath] string here = "")
    {
        var page = await File.ReadAllLinesAsync(
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../shared/docs/who-may-call.md"))
        );
        var lines = page.Select(line => Line().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["pattern"].Value)
            .ToList();
        lines.Count.ShouldBeGreaterThan(30);
        return lines;
    }

    private static Regex PatternOf(string line) =>
        new(
            "^"
                + Regex
                    .Escape(line)
                    .Replace("/\\*\\*", "(/.*)?", StringComparison.Ordinal)
                    .Replace("\\{}", "[^/]+", StringComparison.Ordinal)
                + "$",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );

    [GeneratedRegex(@"^\| `(?<pattern>/[^`]+)` \|", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Line();
}
