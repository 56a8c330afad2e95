using System.Net;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Accounts;

public class DomainNameTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Theory]
    [InlineData("https://www.dom-one.example/?utm_source=crm", "dom-one.example")]
    [InlineData("dom-two.example:443", "dom-two.example")]
    [InlineData("HTTP://dom-three.example/path", "dom-three.example")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("bu\u0308cher.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("app.dom-five.example", "app.dom-five.example")]
    [InlineData("https://dom-six.example?utm=1", "dom-six.example")]
    [InlineData("dom-six.example#top", "dom-six.example")]
    [InlineData("https://user@dom-seven.example/#top", "dom-seven.example")]
    [InlineData("https://user:secret@www.dom-seven.example:8443", "dom-seven.example")]
    [InlineData(" www.Dom-Ten.example. ", "dom-ten.example")]
    [InlineData("sales@dom-eight.example", null)]
    [InlineData("n/a", null)]
    [InlineData("none", null)]
    [InlineData("no web site", null)]
    [InlineData("-", null)]
    [InlineData("192.168.0.1", null)]
    [InlineData("http://", null)]
    [InlineData("exa_mple.example", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_domain_is_the_bare_host_in_one_form_and_what_names_no_host_is_none(string? text, string? host) =>
        DomainName.HostOf(text).ShouldBe(host);

    [Fact]
    public async Task A_file_says_which_domains_are_none_and_contacts_find_their_account_by_any_spelling()
    {
        var (source, mapping) = (Api.Unique("src"), Api.Unique("by-domain"));
        var host = $"{Api.Unique("d")}.example";
        await _ops.PutJsonAsync(
                $"/v1/import-mappings/{mapping}",
                new
                {
                    kind = "contacts",
                    columns = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["id"] = "externalId",
                        ["company_domain"] = new { field = "account", lookup = "domain" },
                        ["name"] = "name",
                    },
                }
            )
            .JsonAsync();

        var accounts = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            $"id,name,website\n1,Two,{host}:443\n2,Four,bücher-{host}\n3,Eight,sales@{host}\n4,Nine,n/a\n"
        );
        var contacts = await _ops.ImportAsync(
            $"kind=contacts&source={source}&mapping={mapping}",
            $"id,company_domain,name\nc1,https://{host}/?utm=1,Ann\n"
                + $"c2,xn--{new System.Globalization.IdnMapping().GetAscii($"bücher-{host}")[4..]},Bea\n"
        );

        (await _ops.FaultsAsync(accounts.Id())).ShouldBe(["4 website not-a-domain", "5 website not-a-domain"]);
        (accounts.Number("rowsInserted"), contacts.Number("rowsInserted"), contacts.Number("rowsFailed")).ShouldBe(
            (4, 2, 0)
        );
        var eight = (await _ops.GetAsync($"/v1/accounts?externalId={source}:3").JsonAsync()).Items().Single().Id();
        (await _ops.GetAsync($"/v1/accounts/{eight}").JsonAsync()).TextOrNull("domain").ShouldBeNull();
    }

    [Fact]
    public async Task One_account_is_refused_with_a_domain_that_is_none_and_many_are_warned()
    {
        var refused = await _ops.PostAsync("/v1/accounts", new { name = "Nine", domain = "n/a" })
            .JsonAsync(HttpStatusCode.BadRequest);
        refused.GetProperty("errors").GetProperty("domain")[0].GetString().ShouldStartWith("'n/a' names no web site");

        var row = (
            await _ops.PostAsync(
                    "/v1/accounts/bulk",
                    new
                    {
                        source = Api.Unique("src"),
                        rows = new[]
                        {
                            new
                            {
                                externalId = "1",
                                name = "Nine",
                                domain = "n/a",
                            },
                        },
                    }
                )
                .JsonAsync()
        ).Items().Single();
        (row.Text("result"), row.GetProperty("problems")[0].Text("code")).ShouldBe(("inserted", "not-a-domain"));
        (await _ops.GetAsync($"/v1/accounts/{row.Id()}").JsonAsync()).TextOrNull("domain").ShouldBeNull();
    }

    [Fact]
    public async Task An_id_that_a_spreadsheet_shortened_comes_in_with_a_warning()
    {
        var source = Api.Unique("src");

        var import = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            "id,name\n1.00235E+12,First Customer\n1.00235E+12,Second Customer\n00123,Leading Zero\n"
        );

        (await _ops.FaultsAsync(import.Id())).ShouldBe(
            ["2 id looks-like-a-shortened-number", "3 id repeated-in-file"],
            ignoreOrder: true
        );
        (await _ops.ReportAsync(import.Id()))
            .Single(row => row.Text("code") == "repeated-in-file")
            .Text("message")
            .ShouldContain("looks like a number that a spreadsheet");
    }
}
