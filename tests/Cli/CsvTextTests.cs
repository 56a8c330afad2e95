using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Cli.Imports.Reading;
using Platform.Files.Reading;

namespace Platform.Cli.Tests;

public sealed class CsvTextTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var cell = Gen.Elements("", "a", "b c", "1,5", "say \"so\"", "two\nlines", ";", "é", "\"");
        var record = Gen.ListOf(cell, 3).Select(cells => cells.ToArray());
        Prop.ForAll(record.ListOf(5).ToArbitrary(), records =>
            {
                var text = string.Join(
                    "\r\n",
                    [
                        CsvText.Record(["a", "b", "c", "d"], ','),
                        .. records.Select(cells => CsvText.Record([.. cells, "end"], ',')),
                    ]
                );
                using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
                SourceFile
                    .Read(file, SourceFile.Csv, new SourceReading())
                    .Select(row => new[] { row["a"], row["b"], row["c"], row["d"] })
                    .ShouldBe(records.Select(cells => cells.Append("end").ToArray()));
            })
            .QuickCheckThrowOnFailure();
    }
}
