using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Search;

public class SearchTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Search_over_accounts_and_contacts_forgives_typing_errors()
    {
        var account = await _ops.CreateAccountAsync(
            new { name = "Brunnhilde Schifffahrt", domain = "brunnhilde-schiff.example" }
        );
        var contact = await _ops.CreateContactAsync(
            account,
            new { name = "Wolfgang Amadeus Zwickel", email = "w.zwickel@brunn.example" }
        );

        async Task<List<Guid>> FindAsync(string q) =>
            [.. (await _ops.GetAsync($"/v1/search?q={Uri.EscapeDataString(q)}").JsonAsync()).Items().Select(Api.Id)];
        (await FindAsync("brunhilde schifahrt")).ShouldContain(account);
        (await FindAsync("Wolfgnag Zwikel")).ShouldContain(contact);
        (await FindAsync("zwickel@brunn")).ShouldContain(contact);
        (await FindAsync("brunnhilde-schiff.example")).ShouldContain(account);
        (await FindAsync("xqxqxq")).ShouldBeEmpty();
        (await _ops.GetAsync("/v1/search?q=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Saved_views_keep_filters_and_sorting_for_oneself_or_for_all()
    {
        var country = Api.Unique("land");
        var (small, large) = (
            await _ops.CreateAccountAsync(
                new
                {
                    name = "B",
                    country,
                    employees = 5,
                }
            ),
            await _ops.CreateAccountAsync(
                new
                {
                    name = "A",
                    country,
                    employees = 5000,
                }
            )
        );
        using var anna = service.ClientFor(Roles.Manager, Api.Unique("anna"));
        using var bert = service.ClientFor(Roles.Manager, Api.Unique("bert"));
        var name = Api.Unique("view");
        var view = (
            await anna.PostAsync("/v1/views", new { name, query = new { country, sort = "name" } })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

        (await anna.GetAsync($"/v1/views/{view}/accounts").JsonAsync()).Items().Select(Api.Id).ShouldBe([large, small]);
        (await bert.GetAsync($"/v1/views/{view}/accounts")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await anna.PutJsonAsync(
                $"/v1/views/{view}",
                new
                {
                    name,
                    query = new { country, size = "enterprise" },
                    shared = true,
                },
                "\"1\""
            )
            .JsonAsync();
        (await bert.GetAsync($"/v1/views/{view}/accounts").JsonAsync()).Items().Select(Api.Id).ShouldBe([large]);
        (await bert.PutJsonAsync($"/v1/views/{view}", new { name, query = new { } }, "*")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (
            await anna.PostAsync("/v1/views", new { name, query = new { sort = "colour" } })
                .JsonAsync(HttpStatusCode.BadRequest)
        )
            .GetProperty("errors")
            .TryGetProperty("query.sort", out _)
            .ShouldBeTrue();
    }
}
