using System.Net.Http.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports;

/// <summary>
/// What a source says about features: its features file, else its profile for the features that its usage names. Usage
/// alone says nothing of them; the platform meets them in the events.
/// </summary>
public static class FeatureCatalogue
{
    public static IReadOnlyList<FeatureEntry> Of(Recognised source)
    {
        if (source.First(FileKind.Features) is { Unreadable: null } file)
        {
            return
            [
                .. file.Rows()
                    .Where(row => row.Fault is null)
                    .Select(row => new FeatureEntry(
                        SourceFacts.Cell(file, row, "key") ?? "",
                        SourceFacts.Flag(SourceFacts.Cell(file, row, "core")),
                        SourceFacts.Flag(SourceFacts.Cell(file, row, "premium"))
                    ))
                    .Where(feature => feature.Key.Length > 0),
            ];
        }

        if (source.First(FileKind.Usage) is not { Unreadable: null } usage || source.Profile?.Features is not { } said)
            return [];
        return
        [
            .. usage
                .Rows()
                .Select(row => SourceFacts.Cell(usage, row, "feature"))
                .OfType<string>()
                .Where(key => key.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(key => new FeatureEntry(
                    key,
                    said.Core.Contains(key),
                    said.Premium.Contains(key),
                    IsFromProfile: true
                )),
        ];
    }

    /// <summary>Sends them; what somebody declared on the platform stands above what a profile assumes.</summary>
    /// <returns>Those that were sent.</returns>
    public static async Task<IReadOnlyList<FeatureEntry>> PutAsync(
        GatewayClient gateway,
        IReadOnlyList<FeatureEntry> features,
        CancellationToken ct
    )
    {
        HashSet<string> declared = [];
        if (features.Any(feature => feature.IsFromProfile))
            declared =
            [
                .. (await gateway.GetAsync<Catalogue>("v1/features", ct))
                    .Items.Where(feature => feature.Declared)
                    .Select(feature => feature.Name),
            ];
        List<FeatureEntry> sent = [.. features.Where(feature => !declared.Contains(feature.Key))];
        await Parallel.ForEachAsync(
            sent,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct },
            async (feature, stop) =>
            {
                using var body = JsonContent.Create(new { feature.Core, feature.Premium }, options: GatewayClient.Json);
                await gateway.PutAsync($"v1/features/{Uri.EscapeDataString(feature.Key)}", body, stop);
            }
        );
        return sent;
    }

    private sealed record Catalogue(IReadOnlyList<KnownFeature> Items);

    private sealed record KnownFeature(string Name, bool Declared);
}
