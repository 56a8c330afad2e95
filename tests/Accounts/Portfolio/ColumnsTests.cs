using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Portfolio;

/// <summary>The portfolio as columns says the same as the lists, and what changed since then.</summary>
public class ColumnsTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Columns_say_what_the_list_says_of_each_account()
    {
        var country = CountryOfItsOwn();
        var first = await _ops.CreateAccountAsync(new { name = "Ärger & Söhne \"GmbH\"", industry = country });
        var second = await _ops.CreateAccountAsync(new { name = "Second", industry = country });
        var third = await _ops.CreateAccountAsync(new { name = "Second", industry = country });
        await _ops.CreateAccountAsync(new { name = "Of another industry" });
        await _ops.PutJsonAsync($"/v1/accounts/{first}/owners/csm", new { personId = "mira" }).JsonAsync();
        await service.TellRevenueAsync(first, 12_345.67m, new DateOnly(2027, 3, 1));
        await service.TellRevenueAsync(second, 500m);
        await service.TellAsync(
            new HealthScoreChanged(
                first,
                900,
                44.5m,
                61.25m,
                HealthBand.Red,
                HealthBand.Yellow,
                [new HealthDriver("active_share", 12.5m, null)],
                "smb",
                1
            )
        );
        await Eventually.HoldsAsync(
            async () => (await ColumnsAsync($"industry={country}&columns=score")).Figures("score").Contains(44.5),
            "the score is seen"
        );
        await _ops.CreateContactAsync(first, new { name = "Carla Champion", roles = new[] { "champion" } });

        var columns = await ColumnsAsync($"industry={country}");
        var listed = (await _ops.GetAsync($"/v1/portfolio?industry={country}").JsonAsync())
            .Items()
            .ToDictionary(item => item.GetProperty("accountId").GetGuid());

        columns.Ids.Order().ShouldBe(new[] { first, second, third }.Order());
        for (var row = 0; row < columns.Ids.Count; row++)
        {
            var item = listed[columns.Ids[row]];
            columns.Text("name", row).ShouldBe(item.Text("name"));
            columns.Text("owner", row).ShouldBe(item.TextOrNull("owner"));
            columns.Text("band", row).ShouldBe(item.Text("band"));
            columns.Text("size", row).ShouldBe(item.TextOrNull("size"));
            columns.Figure("arr", row).ShouldBe(Amount(item, "arr"));
            columns.Figure("arrAtRisk", row).ShouldBe(Amount(item, "arrAtRisk"));
            columns.Figure("expectedLoss", row).ShouldBe(Amount(item, "expectedLoss"));
            columns
                .Figure("score", row)
                .ShouldBe(item.TryGetProperty("score", out var score) ? score.GetDouble() : null);
            (columns.Text("atRisk", row)?.Split('|') ?? []).ShouldBe(
                item.GetProperty("atRisk").EnumerateArray().Select(reason => reason.GetString())
            );
            columns
                .Day("renewalDate", row)
                ?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                .ShouldBe(item.TextOrNull("renewalDate"));
        }
        var red = columns.RowOf(first);
        (columns.Text("champion", red), columns.Text("owner", red), columns.Text("atRisk", red)).ShouldBe(
            ("Carla Champion", "mira", "red_band")
        );
        columns.Day("renewalDate", red).ShouldBe(new DateOnly(2027, 3, 1));
        (columns.Text("topDriver", red), columns.Figure("scoreChange", red)).ShouldBe(("Active share", -16.75));
        columns.Text("champion", columns.RowOf(second)).ShouldBeNull();
        var sorted = await ColumnsAsync($"industry={country}&sort=-arr&columns=arr,motion");
        sorted.Ids.Take(2).ShouldBe([first, second]);
        sorted.Names.ShouldBe(["arr", "motion"]);
    }

    [Fact]
    public async Task Since_tells_what_changed_and_what_no_longer_matches()
    {
        var industry = CountryOfItsOwn();
        var stays = await _ops.CreateAccountAsync(new { name = "Stays", industry });
        var changes = await _ops.CreateAccountAsync(new { name = "Before", industry });
        var leaves = await _ops.CreateAccountAsync(new { name = "Leaves", industry });
        var whole = await ColumnsAsync($"industry={industry}");
        (whole.IsComplete, whole.Ids.Count).ShouldBe((true, 3));

        await _ops.PatchAsync($"/v1/accounts/{changes}", new { name = "After" }).JsonAsync();
        await _ops.PatchAsync($"/v1/accounts/{leaves}", new { industry = "Another" }).JsonAsync();
        var joins = await _ops.CreateAccountAsync(new { name = "Joins", industry });
        var rest = await ColumnsAsync($"industry={industry}&since={whole.Next}");

        // Of a token's own moment a row may come twice; none is left out.
        rest.IsComplete.ShouldBeFalse();
        rest.Ids.ShouldContain(changes);
        rest.Ids.ShouldContain(joins);
        rest.Ids.ShouldNotContain(leaves);
        rest.Gone.ShouldContain(leaves);
        rest.Text("name", rest.RowOf(changes)).ShouldBe("After");
        var later = await ColumnsAsync($"industry={industry}&since={rest.Next}");
        await Eventually.HoldsAsync(
            async () =>
            {
                later = await ColumnsAsync($"industry={industry}&since={later.Next}");
                return later.Ids.Count == 0;
            },
            "what was told is told no more"
        );
        (await _ops.GetAsync("/v1/portfolio/columns?since=soon")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ColumnsAsync($"industry={industry}&since=999999999999")).IsComplete.ShouldBeTrue();
        (await ColumnsAsync($"industry={industry}")).Ids.Order().ShouldBe(new[] { stays, changes, joins }.Order());
    }

    [Fact]
    public async Task What_a_transaction_writes_that_is_not_over_yet_is_told_after_it_is()
    {
        var industry = CountryOfItsOwn();
        var slow = await _ops.CreateAccountAsync(new { name = "Slow", industry });
        ColumnsRead early;
        await using (var work = await service.Database.BeginAsync())
        {
            await work.ExecuteAsync(
                "update portfolio_entry set name = 'Slow, renamed' where account_id = @slow",
                new { slow }
            );
            // Another change is committed meanwhile, with a later transaction.
            await _ops.CreateAccountAsync(new { name = "Quick", industry });
            early = await ColumnsAsync($"industry={industry}");
            early.Text("name", early.RowOf(slow)).ShouldBe("Slow");
            await work.CommitAsync();
        }

        var late = await ColumnsAsync($"industry={industry}&since={early.Next}");
        late.Text("name", late.RowOf(slow)).ShouldBe("Slow, renamed");
    }

    [Fact]
    public async Task An_unchanged_book_answers_304_and_Brotli_is_sent_to_who_accepts_it()
    {
        var industry = CountryOfItsOwn();
        var account = await _ops.CreateAccountAsync(new { name = "One", industry });
        var path = $"/v1/portfolio/columns?industry={industry}";
        using var plain = await _ops.GetAsync(path);
        var etag = plain.Headers.ETag!.ToString();
        (await AskAsync(path, etag, null)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        using var packed = await AskAsync(path, null, "gzip;q=0.5, br");
        packed.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        packed.Headers.ETag!.ToString().ShouldBe(etag);
        await using var brotli = new BrotliStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        (await JsonSerializer.DeserializeAsync<JsonElement>(brotli)).Number("rows").ShouldBe(1);

        await _ops.PatchAsync($"/v1/accounts/{account}", new { name = "Two" }).JsonAsync();
        using var changed = await AskAsync(path, etag, null);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag!.ToString().ShouldNotBe(etag);
    }

    [Fact]
    public async Task A_column_or_a_filter_that_does_not_exist_is_named()
    {
        (await _ops.GetAsync("/v1/portfolio/columns?columns=name,mood&band=blue").JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(["columns", "band"], ignoreOrder: true);
    }

    private static string CountryOfItsOwn() => Api.Unique("industry");

    private static double Amount(JsonElement item, string name) =>
        double.Parse(item.GetProperty(name).Text("amount"), CultureInfo.InvariantCulture);

    private async Task<HttpResponseMessage> AskAsync(string path, string? etag, string? encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (etag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (encodings is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        return await _ops.SendAsync(request);
    }

    private async Task<ColumnsRead> ColumnsAsync(string query) =>
        new(await _ops.GetAsync($"/v1/portfolio/columns?{query}").JsonAsync());

    /// <summary>Columns as the description says to read them.</summary>
    private sealed class ColumnsRead(JsonElement answer)
    {
        private readonly JsonElement _columns = answer.GetProperty("columns");

        public bool IsComplete => answer.GetProperty("isComplete").GetBoolean();
        public string Next => answer.Text("next");
        public List<Guid> Ids { get; } = IdsOf(answer.GetProperty("ids"));
        public List<Guid> Gone { get; } = IdsOf(answer.GetProperty("gone"));
        public IEnumerable<string> Names => _columns.EnumerateObject().Select(column => column.Name);

        public int RowOf(Guid id) => Ids.IndexOf(id);

        public string? Text(string column, int row)
        {
            var values = _columns.GetProperty(column);
            var code = values.TryGetProperty("codes", out var codes) ? codes[row].GetInt32() : row;
            return code < 0 ? null : values.GetProperty("words")[code].GetString();
        }

        public IEnumerable<double?> Figures(string column) => Ids.Select((_, row) => Figure(column, row));

        public double? Figure(string column, int row)
        {
            var value = _columns.GetProperty(column).GetProperty("numbers")[row];
            return value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
        }

        public DateOnly? Day(string column, int row)
        {
            var value = _columns.GetProperty(column).GetProperty("days")[row];
            return value.ValueKind == JsonValueKind.Null ? null : new DateOnly(1970, 1, 1).AddDays(value.GetInt32());
        }

        private static List<Guid> IdsOf(JsonElement packed) =>
            [.. packed.GetBytesFromBase64().Chunk(16).Select(bytes => new Guid(bytes, bigEndian: true))];
    }
}
