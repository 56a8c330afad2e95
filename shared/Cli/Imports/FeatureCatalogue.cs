using System.Net.Http.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports;

/// <summary>Makes the features known before their usage comes: from a features file, else from the usage itself and the profile.</summary>
public static class FeatureCatalogue
{
    public static IReadOnlyList<FeatureEntry> Of(Recognised source)
    {
        if (source.First(FileKind.Features) is { } file)
        {
            return [.. file.Rows().Where(row => row.Problem is null).Select(row => new FeatureEntry(
                SourceFacts.Cell(file, row, "key") ?? "",
                SourceFacts.Flag(SourceFacts.Cell(file, row, "core")) ?? false,
                SourceFacts.Flag(SourceFacts.Cell(file, row, "premium")) ?? false)).Where(feature => feature.Key.Length > 0)];
        }

        if (source.First(FileKind.Usage) is not { } usage)
            return [];
        var core = source.Profile?.Features?.Core ?? [];
        var premium = source.Profile?.Features?.Premium ?? [];
        return [.. usage.Rows().Select(row => SourceFacts.Cell(usage, row, "feature")).OfType<string>().Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(key => new FeatureEntry(key, core.Contains(key), premium.Contains(key)))];
    }

    public static Task PutAsync(GatewayClient gateway, IReadOnlyList<FeatureEntry> features, CancellationToken ct) => Parallel.ForEachAsync(
        features,
        new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct },
        async (feature, stop) =>
        {
            using var body = JsonContent.Create(new { feature.Core, feature.Premium }, options: GatewayClient.Json);
            await gateway.PutAsync($"v1/features/{Uri.EscapeDataString(feature.Key)}", body, stop);
        });
}

public sealed record FeatureEntry(string Key, bool Core, bool Premium);
