using Platform.Cli.Imports.Reading;
using Platform.TestKit;

namespace Platform.Statistics.Tests;

internal static class CsvRows
{
    public static List<Dictionary<string, string>> Of(string dataSet)
    {
        var path = PublicData.Find(dataSet);
        if (path is null) Assert.Skip(PublicData.Missing(dataSet));
        using var text = new StreamReader(path);
        var records = CsvText.Records(text, ',').Select(r => r.Cells).ToList();
        return [.. records.Skip(1).Select(cells => records[0].Zip(cells).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }
}
