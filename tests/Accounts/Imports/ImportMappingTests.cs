using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Imports;

/// <summary>Files as others write them: their column names, their dates.</summary>
public class ImportMappingTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Any_column_names_through_a_saved_mapping()
    {
        await _ops.PutAsync("/v1/attributes/import_plan", JsonContent.Create(new { type = "text" }));
        var name = Api.Unique("mapping");
        (
            await _ops.PutAsync(
                $"/v1/import-mappings/{name}",
                JsonContent.Create(
                    new
                    {
                        kind = "accounts",
                        columns = new Dictionary<string, object>
                        {
                            ["Kundennummer"] = "externalId",
                            ["Firma"] = "name",
                            ["Tarif"] = new object[]
                            {
                                "attributes.import_plan",
                                new
                                {
                                    field = "size",
                                    values = new { Start = "smb", Profi = "mid_market" },
                                    otherwise = "enterprise",
                                },
                            },
                            ["Kunde seit"] = new { field = "customerSince", dates = "DD.MM.YYYY" },
                        },
                        constants = new { lifecycle = "established" },
                        ignore = new[] { "Notiz" },
                    }
                )
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        var source = Api.Unique("src");
        byte[] file =
        [
            .. Encoding.Unicode.Preamble,
            .. Encoding.Unicode.GetBytes(
                "Kundennummer;Firma;Tarif;Kunde seit;Notiz;Frei\r\n7;Größe & Söhne;Profi;03.04.2024;x;y\r\n"
            ),
        ];

        var import = await _ops.ImportAsync($"kind=accounts&source={source}&mapping={name}", file);

        (import.Number("rowsInserted"), import.Number("warnings")).ShouldBe((1, 1), import.ToString());
        (await _ops.FaultsAsync(import.Id())).ShouldBe(["1 Frei column-not-read"]);
        var line = (await _ops.GetAsync($"/v1/accounts?externalId={source}:7").JsonAsync()).GetProperty("items")[0];
        var account = await _ops.GetAsync($"/v1/accounts/{line.Id()}").JsonAsync();
        (
            account.Text("name"),
            account.Text("customerSince"),
            account.Text("lifecycle"),
            account.Text("declaredSize")
        ).ShouldBe(("Größe & Söhne", "2024-04-03", "established", "mid_market"));
        account.GetProperty("attributes").Text("import_plan").ShouldBe("Profi");
    }

    [Fact]
    public async Task A_mapping_with_mistakes_is_refused_with_all_of_them()
    {
        var refused = await _ops.PutAsync(
                "/v1/import-mappings/bad",
                JsonContent.Create(
                    new
                    {
                        kind = "accounts",
                        columns = new Dictionary<string, object>
                        {
                            ["a"] = "nmae",
                            ["b"] = "attributes.nowhere",
                            ["c"] = new { field = "customerSince", dates = "soon" },
                        },
                        delimeter = ";",
                    }
                )
            )
            .JsonAsync(HttpStatusCode.BadRequest);

        refused
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(
                ["delimeter", "columns.a", "columns.b", "columns.c.dates", "columns (externalId)"],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task Dates_that_read_both_ways_wait_for_confirmation()
    {
        var source = Api.Unique("src");
        var waiting = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            "id,name,customer_since\n1,One,03-04-2024\n2,Two,05-06-2024\n"
        );
        waiting.Text("status").ShouldBe("needs_confirmation");
        waiting
            .GetProperty("findings")[0]
            .GetProperty("candidates")
            .EnumerateArray()
            .Select(it => it.GetString())
            .ShouldBe(["DD-MM-YYYY", "MM-DD-YYYY"]);

        await _ops.PostAsync(
                $"/v1/imports/{waiting.Id()}/confirm",
                new { formats = new Dictionary<string, string> { ["customer_since"] = "YYYY-MM-DD" } }
            )
            .JsonAsync(HttpStatusCode.BadRequest);
        await _ops.PostAsync(
                $"/v1/imports/{waiting.Id()}/confirm",
                new { formats = new Dictionary<string, string> { ["customer_since"] = "DD-MM-YYYY" } }
            )
            .JsonAsync(HttpStatusCode.Accepted);
        var done = await _ops.ImportEndsAsync(waiting.Id());

        done.Number("rowsInserted").ShouldBe(2);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:1").JsonAsync())
            .GetProperty("items")[0]
            .Text("customerSince")
            .ShouldBe("2024-04-03");
    }

    [Theory]
    [InlineData(null, "2026-04-01T00:30:00+02:00", "2026-04-01")]
    [InlineData("Europe/Berlin", "2026-04-01T00:30:00+02:00", "2026-04-01")]
    [InlineData("Europe/Berlin", "2026-03-31T22:30:00Z", "2026-04-01")]
    [InlineData("Europe/Berlin", "2026-04-01 00:30", "2026-04-01")]
    [InlineData("Europe/Berlin", "2026-03-28T23:30:00Z", "2026-03-29")]
    [InlineData("Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26")]
    [InlineData("America/New_York", "2026-04-01T00:30:00+02:00", "2026-03-31")]
    public async Task Every_date_field_has_the_day_of_the_mappings_zone_else_the_day_that_is_written(
        string? zone,
        string text,
        string day
    )
    {
        await _ops.PutAsync("/v1/attributes/import_day", JsonContent.Create(new { type = "date" }));
        var source = Api.Unique("src");
        async Task ImportAsync(string kind, string file, Dictionary<string, object> columns)
        {
            var mapping = Api.Unique("mapping");
            object document = zone is null
                ? new { kind, columns }
                : new
                {
                    kind,
                    columns,
                    timeZone = zone,
                };
            (await _ops.PutAsync($"/v1/import-mappings/{mapping}", JsonContent.Create(document))).StatusCode.ShouldBe(
                HttpStatusCode.OK
            );
            var import = await _ops.ImportAsync($"kind={kind}&source={source}&mapping={mapping}", file);
            import.Number("rowsInserted").ShouldBe(1, import.ToString());
        }

        await ImportAsync(
            "accounts",
            $"i,n,d\nA,Alpha,{text}\n",
            new()
            {
                ["i"] = "externalId",
                ["n"] = "name",
                ["d"] = new[] { "customerSince", "attributes.import_day" },
            }
        );
        await ImportAsync(
            "subscriptions",
            $"i,a,p,m,d\n{source}s,A,Team,100,{text}\n",
            new()
            {
                ["i"] = "externalId",
                ["a"] = "account",
                ["p"] = "product",
                ["m"] = "amount",
                ["d"] = new[] { "startsOn", "endsOn", "termEndsOn", "priceFrom" },
            }
        );
        await ImportAsync(
            "invoices",
            $"i,a,m,d\n{source}i,A,100,{text}\n",
            new()
            {
                ["i"] = "externalId",
                ["a"] = "account",
                ["m"] = "amount",
                ["d"] = new[] { "issuedOn", "dueOn", "paidOn" },
            }
        );

        var line = (await _ops.GetAsync($"/v1/accounts?externalId={source}:A").JsonAsync()).GetProperty("items")[0];
        var account = await _ops.GetAsync($"/v1/accounts/{line.Id()}").JsonAsync();
        (account.Text("customerSince"), account.GetProperty("attributes").Text("import_day")).ShouldBe((day, day));
        var subscription = service.Renewals.Subscriptions[source + "s"];
        (subscription.StartsOn, subscription.EndsOn, subscription.TermEndsOn, subscription.PriceFrom).ShouldBe(
            (day, day, day, day)
        );
        var invoice = service.Renewals.Invoices[source + "i"];
        (invoice.IssuedOn, invoice.DueOn, invoice.PaidOn).ShouldBe((day, day, day));
    }

    [Fact]
    public async Task A_mapping_reads_minor_units_deleted_rows_joined_names_and_words_for_empty()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name\nA,Alpha\n");
        async Task<JsonElement> ImportAsync(string kind, string document, string file)
        {
            var mapping = Api.Unique("mapping");
            using var body = new StringContent(
                $"{{\"kind\":\"{kind}\",{document}}}",
                Encoding.UTF8,
                "application/json"
            );
            (await _ops.PutAsync($"/v1/import-mappings/{mapping}", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
            return await _ops.ImportAsync($"kind={kind}&source={source}&mapping={mapping}", file);
        }

        var subscriptions = await ImportAsync(
            "subscriptions",
            """
            "empty":["NULL"],"leaveOut":{"is_deleted":["true"]},
            "columns":{"id":"externalId","account_id":"account","plan":"product",
                       "unit_amount":{"field":"amount","unit":"minor","times":"quantity"},
                       "currency":"currency","start":"startsOn","end":"endsOn","price_from":"priceFrom"}
            """,
            $"id,account_id,plan,unit_amount,quantity,currency,start,end,price_from,is_deleted\n"
                + $"{source}1,A,Team,150000,2,eur,2026-01-01,NULL,2026-10-15,false\n"
                + $"{source}2,A,Team,150000,1,jpy,2026-01-01,2027-01-01,NULL,false\n"
                + $"{source}3,A,Team,1,1,eur,2026-01-01,NULL,NULL,TRUE\n"
        );
        var contacts = await ImportAsync(
            "contacts",
            """ "columns":{"id":"externalId","account_id":"account"}, """
                + """ "joined":[{"columns":["first_name","last_name"],"field":"name"}] """,
            $"id,account_id,first_name,last_name\n{source}c,A,Ada,Lovelace\n"
        );

        (
            subscriptions.Number("rowsTotal"),
            subscriptions.Number("rowsInserted"),
            subscriptions.Number("warnings")
        ).ShouldBe((2, 2, 0), subscriptions.ToString());
        (await _ops.ReportAsync(subscriptions.Id()))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                told => told.Text("code").ShouldBe("rows-left-out"),
                told => told.Text("severity").ShouldBe("info")
            );
        service
            .Renewals.Subscriptions[source + "1"]
            .ShouldSatisfyAllConditions(
                row => row.Amount.ShouldBe("3000"),
                row => row.Currency.ShouldBe("EUR"),
                row => row.EndsOn.ShouldBe(""),
                row => row.PriceFrom.ShouldBe("2026-10-15")
            );
        service
            .Renewals.Subscriptions[source + "2"]
            .ShouldSatisfyAllConditions(
                row => row.Amount.ShouldBe("150000"),
                row => row.EndsOn.ShouldBe("2027-01-01"),
                row => row.PriceFrom.ShouldBe("")
            );
        service.Renewals.Subscriptions.ShouldNotContainKey(source + "3");
        contacts.Number("rowsInserted").ShouldBe(1, contacts.ToString());
        var account = (await _ops.GetAsync($"/v1/accounts?externalId={source}:A").JsonAsync()).GetProperty("items")[0];
        (await _ops.GetAsync($"/v1/accounts/{account.Id()}/contacts").JsonAsync())
            .GetProperty("items")[0]
            .Text("name")
            .ShouldBe("Ada Lovelace");
    }

    [Fact]
    public async Task Amounts_with_three_digits_behind_their_only_mark_wait_for_confirmation()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name\nA,Alpha\n");
        var waiting = await _ops.ImportAsync(
            $"kind=subscriptions&source={source}",
            $"id;account_id;plan;amount;start_date\n{source}1;A;Team;1.500;2026-01-01\n"
                + $"{source}2;A;Team;12.000;2026-01-01\n"
        );
        waiting.Text("status").ShouldBe("needs_confirmation");

        await _ops.PostAsync(
                $"/v1/imports/{waiting.Id()}/confirm",
                new { formats = new Dictionary<string, string> { ["amount"] = "," } }
            )
            .JsonAsync(HttpStatusCode.Accepted);
        (await _ops.ImportEndsAsync(waiting.Id())).Number("rowsInserted").ShouldBe(2);

        new[] { "1", "2" }.Select(id => service.Renewals.Subscriptions[source + id].Amount).ShouldBe(["1500", "12000"]);
    }
}
