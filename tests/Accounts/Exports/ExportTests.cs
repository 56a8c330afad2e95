using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Accounts.Exports;
using Platform.Accounts.Tests.Imports;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Exports;

public class ExportTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("ndjson", "application/x-ndjson")]
    public async Task What_is_exported_can_be_imported_again_and_changes_nothing(string format, string type)
    {
        var source = Api.Unique("src");
        (await _ops.PutJsonAsync("/v1/attributes/export_seats", new { type = "number" })).IsSuccessStatusCode.ShouldBeTrue();
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name,employees,customer_since,parent_id,export_seats,csm\n1,\"One, \"\"and\"\" only\",5,2024-03-13,,7.5,anna@x.example\n2,\"Two\nlines\",,,1,,\n");
        await _ops.ImportAsync($"kind=contacts&source={source}", "id,account_id,name,email,roles\nc1,1,Ann,ann@exp.example,champion;admin\n");
        await _ops.ImportAsync($"kind=tickets&source={source}", "id,account_id,opened_at,priority,escalated\nt1,1,2024-03-13 10:00:00,high,true\n");
        await _ops.ImportAsync($"kind=activities&source={source}", "id,account_id,type,occurred_at,participants,two_way\na1,1,call,2024-03-13 10:00:00,c1,yes\n");

        foreach (var (kind, rows) in new[] { ("accounts", 2), ("contacts", 1), ("tickets", 1), ("activities", 1) })
        {
            var file = await _ops.GetByteArrayAsync($"/v1/exports/{kind}?source={source}&format={format}");
            var import = await _ops.ImportAsync($"kind={kind}&source={source}", file, type);
            (import.Number("rowsUnchanged"), import.Number("rowsFailed")).ShouldBe((rows, 0), $"{kind}: {Encoding.UTF8.GetString(file)}\n{import}\n{string.Join('\n', await _ops.FaultsAsync(import.Id()))}");
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("  =x", "'  =x")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    public void Cells_that_start_formulas_are_escaped(string text, string cell) => CsvText.Cell(text).ShouldBe(cell);

    [Fact]
    public void Negative_numbers_stay_numbers() => CsvText.Cell(-5.5m).ShouldBe("-5.5");

    [Fact]
    public void Written_cells_are_read_back()
    {
        var text = Gen.Elements("a", "b c", "x;y", "1,5", "say \"hi\"", "two\nlines", "three\r\nmore", "Ω", "tab\there");
        Prop.ForAll(Gen.ArrayOf(text, 3).ToArbitrary(), cells =>
        {
            var read = Rows.OfCsv("a,b,c\r\n" + CsvText.Row(cells)).Single();
            return cells.SequenceEqual(new[] { read["a"]!, read["b"]!, read["c"]! });
        }).QuickCheckThrowOnFailure();
    }
}
