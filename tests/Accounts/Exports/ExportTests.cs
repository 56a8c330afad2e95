using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Files.Reading;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

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
        (
            await _ops.PutJsonAsync("/v1/attributes/export_seats", new { type = "number" })
        ).IsSuccessStatusCode.ShouldBeTrue();
        await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            "id,name,employees,customer_since,parent_id,export_seats,csm\n"
                + "1,\"One, \"\"and\"\" only\",5,2024-03-13,,7.5,anna@x.example\n2,\"Two\nlines\",,,1,,\n"
        );
        await _ops.ImportAsync(
            $"kind=contacts&source={source}",
            "id,account_id,name,email,roles\nc1,1,Ann,ann@exp.example,champion;admin\n"
        );
        await _ops.ImportAsync(
            $"kind=tickets&source={source}",
            "id,account_id,opened_at,priority,escalated\nt1,1,2024-03-13 10:00:00,high,true\n"
        );
        await _ops.ImportAsync(
            $"kind=activities&source={source}",
            "id,account_id,type,occurred_at,participants,two_way\na1,1,call,2024-03-13 10:00:00,c1,yes\n"
        );

        foreach (var (kind, rows) in new[] { ("accounts", 2), ("contacts", 1), ("tickets", 1), ("activities", 1) })
        {
            var file = await _ops.GetByteArrayAsync($"/v1/exports/{kind}?source={source}&format={format}");
            var import = await _ops.ImportAsync($"kind={kind}&source={source}", file, type);
            (import.Number("rowsUnchanged"), import.Number("rowsFailed")).ShouldBe(
                (rows, 0),
                $"{kind}: {Encoding.UTF8.GetString(file)}\n{import}\n"
                    + $"{string.Join('\n', await _ops.FaultsAsync(import.Id()))}"
            );
        }
    }

    [Fact]
    public async Task Every_kind_that_accounts_keeps_is_exported_as_csv_and_ndjson_with_the_sources_ids()
    {
        var source = Api.Unique("src");
        var account = await _ops.CreateAccountAsync(
            new { name = "=1+1", externalIds = new[] { new { source, id = "A-1" } } }
        );
        var (owner, receiver) = (Api.Unique("owner"), Api.Unique("receiver"));
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = owner, reason = "@new book" })
            .JsonAsync();
        await _ops.CreateContactAsync(
            account,
            new { name = "Ann", externalIds = new[] { new { source, id = "C-1" } } }
        );
        await _ops.PostAsync(
                $"/v1/accounts/{account}/tickets",
                new
                {
                    source,
                    externalId = "T-1",
                    openedAt = service.Clock.GetUtcNow(),
                    subject = "-broken",
                }
            )
            .JsonAsync();
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "call",
                    occurredAt = service.Clock.GetUtcNow(),
                    subject = "+hello",
                }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);
        var until = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddDays(9);
        await _ops.PutJsonAsync(
                $"/v1/accounts/{account}/priority-override",
                new
                {
                    priority = "p1",
                    reason = "=watch",
                    until,
                }
            )
            .JsonAsync();
        await _ops.PostAsync("/v1/segments", new { name = source, rule = "name = '=1+1'" })
            .JsonAsync(System.Net.HttpStatusCode.Created);
        var brief = new
        {
            goals = new[] { "a" },
            painPoints = Array.Empty<string>(),
            stakeholders = new[] { "b" },
            commitments = Array.Empty<string>(),
            openRisks = Array.Empty<string>(),
        };
        await _ops.PostAsync(
                $"/v1/accounts/{account}/handovers",
                new
                {
                    fromRole = "csm",
                    toRole = "csm",
                    toPersonId = receiver,
                    brief,
                }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);
        await _ops.PutJsonAsync($"/v1/team/{receiver}", new { name = "Rita", roles = new[] { "csm" } }).JsonAsync();

        async Task<List<string>> LinesAsync(string kind, string has) =>
            [
                .. (await _ops.GetStringAsync($"/v1/exports/{kind}?source={source}"))
                    .Split("\r\n")
                    .Where(line => line.Contains(has, StringComparison.Ordinal)),
            ];
        (await LinesAsync("owners", owner)).Single().ShouldStartWith($"A-1,csm,{owner},");
        (await LinesAsync("owners", owner)).Single().ShouldEndWith(",'@new book");
        (await LinesAsync("external-ids", source)).Count.ShouldBe(2);
        (await LinesAsync("timeline", "A-1")).ShouldContain(line =>
            line.Contains(",'+hello,", StringComparison.Ordinal)
        );
        (await LinesAsync("priority-overrides", "A-1")).Single().ShouldStartWith("A-1,p1,'=watch,");
        (await LinesAsync("segment-members", source)).Single().ShouldContain(",A-1,");
        (await LinesAsync("segments", source)).Count.ShouldBe(1);
        (await LinesAsync("handovers", receiver)).Single().ShouldContain(",proposed,");
        (await LinesAsync("team", receiver)).Single().ShouldContain("Rita");
        (await LinesAsync("accounts", "A-1")).Single().ShouldStartWith("A-1,'=1+1,");

        var refused = await _ops.GetAsync("/v1/exports/everything").JsonAsync(System.Net.HttpStatusCode.BadRequest);
        var kinds = refused.GetProperty("errors").GetProperty("kind")[0].GetString()!.Split("one of ")[1].Split(", ");
        kinds.Length.ShouldBe(18);
        foreach (var kind in kinds)
        {
            (await _ops.GetStringAsync($"/v1/exports/{kind}")).Split("\r\n")[0].ShouldNotBeNullOrEmpty(kind);
            foreach (
                var line in (await _ops.GetStringAsync($"/v1/exports/{kind}?format=ndjson")).Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries
                )
            )
                System
                    .Text.Json.JsonDocument.Parse(line)
                    .RootElement.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object, kind);
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("  =x", "'  =x")]
    [InlineData("\u00A0=x", "'\u00A0=x")]
    [InlineData("\u200B=x", "'\u200B=x")]
    [InlineData("\uFEFF=x", "'\uFEFF=x")]
    [InlineData("\uFEFF\u00A0 \u200B@x", "'\uFEFF\u00A0 \u200B@x")]
    [InlineData("\u3000\uFF1D1", "'\u3000\uFF1D1")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF20x", "'\uFF20x")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData(" plain = 1", " plain = 1")]
    [InlineData("\u00A0plain", "\u00A0plain")]
    [InlineData("\u200Bplain", "\u200Bplain")]
    [InlineData("\u22121", "'\u22121")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    public void Cells_that_start_formulas_are_escaped(string text, string cell) => CsvText.Cell(text).ShouldBe(cell);

    [Fact]
    public void Negative_numbers_stay_numbers() => CsvText.Cell(-5.5m).ShouldBe("-5.5");

    [Fact]
    public void Written_cells_are_read_back()
    {
        var text = Gen.Elements(
            "a",
            "b c",
            "x;y",
            "1,5",
            "say \"hi\"",
            "two\nlines",
            "three\r\nmore",
            "Ω",
            "tab\there"
        );
        Prop.ForAll(Gen.ArrayOf(text, 3).ToArbitrary(), cells =>
            {
                using var file = new MemoryStream(Encoding.UTF8.GetBytes("a,b,c\r\n" + CsvText.Row(cells)));
                var read = SourceFile.Read(file, SourceFile.Csv, new SourceReading()).Single();
                return cells.SequenceEqual(new[] { read["a"]!, read["b"]!, read["c"]! });
            })
            .QuickCheckThrowOnFailure();
    }
}
