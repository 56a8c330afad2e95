using Platform.Cli.Imports.Reading;
using Platform.Files.Reading;
using Platform.TestKit;

namespace Platform.Statistics.Tests;

internal static class CsvRows
{
    public static List<Dictionary<string, string>> Of(string dataSet)
    {
        var path = PublicData.Find(dataSet);
        if (path is null)
            Assert.Skip(PublicData.Missing(dataSet));
        return
        [
            .. DataFile
                .Rows(path, new SourceReading(Delimiter: ','))
                .Select(row =>
                    row.Columns.Names.ToDictionary(name => name, name => row[name] ?? "", StringComparer.Ordinal)
                ),
        ];
    }
}
