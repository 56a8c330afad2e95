using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Accounts;

public class UnknownValueTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Theory]
    [InlineData("")]
    [InlineData("/owners")]
    [InlineData("/contacts")]
    [InlineData("/timeline")]
    [InlineData("/tickets")]
    [InlineData("/tickets/summary")]
    [InlineData("/activities")]
    [InlineData("/coverage")]
    [InlineData("/proposed-owner")]
    [InlineData("/priority-override")]
    public async Task Whatever_hangs_on_an_unknown_account_is_not_found(string part) =>
        (await _ops.GetAsync($"/v1/accounts/{Guid.NewGuid()}{part}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("timeline?types=calls", "types", "call")]
    [InlineData("activities?type=calls", "type", "meeting")]
    [InlineData("tickets?severity=critical", "severity", "urgent")]
    [InlineData("proposed-owner?role=boss", "role", "onboarding_manager")]
    public async Task A_filter_of_an_account_that_means_nothing_is_refused_with_what_does(
        string query,
        string field,
        string known
    )
    {
        var account = await _ops.CreateAccountAsync();

        var refused = await _ops.GetAsync($"/v1/accounts/{account}/{query}").JsonAsync(HttpStatusCode.BadRequest);

        refused.GetProperty("errors").GetProperty(field)[0].GetString()!.ShouldContain(known);
    }

    [Theory]
    [InlineData("accounts?band=purple", "band")]
    [InlineData("accounts?lifecycle=customer", "lifecycle")]
    [InlineData("accounts?size=huge", "size")]
    [InlineData("accounts?motion=slow", "motion")]
    [InlineData("accounts?priority=P1", "priority")]
    [InlineData("accounts?segment=0198d2a0-0000-7000-8000-000000000000", "segment")]
    [InlineData("handovers?status=open", "status")]
    public async Task A_filter_of_a_list_that_means_nothing_is_refused(string query, string field) =>
        (await _ops.GetAsync($"/v1/{query}").JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors")
            .TryGetProperty(field, out _)
            .ShouldBeTrue();

    [Fact]
    public async Task Search_puts_the_account_before_its_contacts()
    {
        var word = Api.Unique("zyx").Replace("-", "", StringComparison.Ordinal);
        var account = await _ops.CreateAccountAsync(new { name = $"{word} Zulu" });
        for (var i = 0; i < 3; i++)
            await _ops.CreateContactAsync(account, new { name = $"Aaron {i}", email = $"a{i}@{word}.example" });

        var found = (await _ops.GetAsync($"/v1/search?q={word}").JsonAsync()).Items().ToList();

        found.Count.ShouldBe(4);
        (found[0].Text("kind"), found[0].Id()).ShouldBe(("account", account));
    }
}
