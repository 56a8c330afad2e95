using System.Net;
using System.Net.Http.Json;
using System.Text;
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
        (await _ops.PutAsync($"/v1/import-mappings/{name}", JsonContent.Create(new
        {
            kind = "accounts",
            columns = new Dictionary<string, object>
            {
                ["Kundennummer"] = "externalId",
                ["Firma"] = "name",
                ["Tarif"] = new object[] { "attributes.import_plan", new { field = "size", values = new { Start = "smb", Profi = "mid_market" }, otherwise = "enterprise" } },
                ["Kunde seit"] = new { field = "customerSince", dates = "DD.MM.YYYY" },
            },
            constants = new { lifecycle = "established" },
            ignore = new[] { "Notiz" },
        }))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var source = Api.Unique("src");
        byte[] file = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Kundennummer;Firma;Tarif;Kunde seit;Notiz;Frei\r\n7;Größe & Söhne;Profi;03.04.2024;x;y\r\n")];

        var import = await _ops.ImportAsync($"kind=accounts&source={source}&mapping={name}", file);

        (import.Number("rowsInserted"), import.Number("warnings")).ShouldBe((1, 1), import.ToString());
        (await _ops.FaultsAsync(import.Id())).ShouldBe(["1 Frei column-not-read"]);
        var line = (await _ops.GetAsync($"/v1/accounts?externalId={source}:7").JsonAsync()).GetProperty("items")[0];
        var account = await _ops.GetAsync($"/v1/accounts/{line.Id()}").JsonAsync();
        (account.Text("name"), account.Text("customerSince"), account.Text("lifecycle"), account.Text("declaredSize")).ShouldBe(("Größe & Söhne", "2024-04-03", "established", "mid_market"));
        account.GetProperty("attributes").Text("import_plan").ShouldBe("Profi");
    }

    [Fact]
    public async Task A_mapping_with_mistakes_is_refused_with_all_of_them()
    {
        var refused = await _ops.PutAsync("/v1/import-mappings/bad", JsonContent.Create(new
        {
            kind = "accounts",
            columns = new Dictionary<string, object> { ["a"] = "nmae", ["b"] = "attributes.nowhere", ["c"] = new { field = "customerSince", dates = "soon" } },
            delimeter = ";",
        })).JsonAsync(HttpStatusCode.BadRequest);

        refused.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["delimeter", "columns.a", "columns.b", "columns.c.dates", "columns (externalId)"], ignoreOrder: true);
    }

    [Fact]
    public async Task Dates_that_read_both_ways_wait_for_confirmation()
    {
        var source = Api.Unique("src");
        var waiting = await _ops.ImportAsync($"kind=accounts&source={source}", "id,name,customer_since\n1,One,03-04-2024\n2,Two,05-06-2024\n");
        waiting.Text("status").ShouldBe("needs_confirmation");
        waiting.GetProperty("findings")[0].GetProperty("candidates").EnumerateArray().Select(it => it.GetString()).ShouldBe(["DD-MM-YYYY", "MM-DD-YYYY"]);

        await _ops.PostAsync($"/v1/imports/{waiting.Id()}/confirm", new { formats = new Dictionary<string, string> { ["customer_since"] = "YYYY-MM-DD" } }).JsonAsync(HttpStatusCode.BadRequest);
        await _ops.PostAsync($"/v1/imports/{waiting.Id()}/confirm", new { formats = new Dictionary<string, string> { ["customer_since"] = "DD-MM-YYYY" } }).JsonAsync(HttpStatusCode.Accepted);
        var done = await _ops.ImportEndsAsync(waiting.Id());

        done.Number("rowsInserted").ShouldBe(2);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:1").JsonAsync()).GetProperty("items")[0].Text("customerSince").ShouldBe("2024-04-03");
    }
}
