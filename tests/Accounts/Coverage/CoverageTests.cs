using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.Daily;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Coverage;

// A service of its own: these tests move the clock.
public class CoverageTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    private async Task<Guid> LiveContactAsync(Guid account, string seniority, string function, int daysAgo = 1)
    {
        var contact = await _ops.CreateContactAsync(
            account,
            new
            {
                name = Api.Unique("c"),
                seniority,
                function,
            }
        );
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "call",
                    occurredAt = service.Clock.GetUtcNow().AddDays(-daysAgo),
                    participants = new[] { contact },
                }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);
        return contact;
    }

    [Fact]
    public async Task Three_high_and_three_wide_with_missing_levels_and_functions_listed()
    {
        var account = await _ops.CreateAccountAsync();
        await LiveContactAsync(account, "individual", "IT");
        await LiveContactAsync(account, "director", "Finance");
        await LiveContactAsync(account, "director", "Finance");
        var before = await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync();
        (before.Number("high"), before.Number("wide"), before.GetProperty("meetsTarget").GetBoolean()).ShouldBe(
            (2, 2, false)
        );
        before
            .GetProperty("missingSeniorities")
            .EnumerateArray()
            .Select(it => it.GetString())
            .ShouldBe(["manager", "executive"]);
        before
            .GetProperty("missingFunctions")
            .EnumerateArray()
            .Select(it => it.GetString())
            .ShouldNotContain("finance");

        await LiveContactAsync(account, "executive", "operations");

        var after = await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync();
        (after.Number("high"), after.Number("wide"), after.GetProperty("meetsTarget").GetBoolean()).ShouldBe(
            (3, 3, true)
        );
    }

    [Fact]
    public async Task Coverage_decays_by_itself_as_contacts_go_quiet()
    {
        var account = await _ops.CreateAccountAsync();
        await LiveContactAsync(account, "manager", "IT", daysAgo: 80);
        await LiveContactAsync(account, "director", "finance", daysAgo: 10);
        (await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync()).Number("liveContacts").ShouldBe(2);
        using var told = await service.ListenToAsync<CoverageChanged>();

        service.Clock.Advance(TimeSpan.FromDays(11));
        var later = await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync();
        await service.Services.GetRequiredService<DailyRound>().RunAsync(default);

        (later.Number("liveContacts"), later.Number("high")).ShouldBe((1, 1));
        // What was told of the time with two may still be on its way.
        (await told.FirstAsync(it => it.AccountId == account && it.LiveContacts < 2)).LiveContacts.ShouldBe(1);
    }

    [Fact]
    public async Task Single_threaded_is_one_live_contact_or_one_contact_in_over_four_fifths_of_interactions()
    {
        var one = await _ops.CreateAccountAsync();
        await LiveContactAsync(one, "manager", "IT");
        (await _ops.GetAsync($"/v1/accounts/{one}/coverage").JsonAsync())
            .GetProperty("singleThreaded")
            .GetBoolean()
            .ShouldBeTrue();

        var carried = await _ops.CreateAccountAsync();
        var busy = await LiveContactAsync(carried, "manager", "IT");
        await LiveContactAsync(carried, "director", "finance");
        (await _ops.GetAsync($"/v1/accounts/{carried}/coverage").JsonAsync())
            .GetProperty("singleThreaded")
            .GetBoolean()
            .ShouldBeFalse();
        for (var i = 0; i < 4; i++)
            await _ops.PostAsync(
                    $"/v1/accounts/{carried}/activities",
                    new
                    {
                        type = "call",
                        occurredAt = service.Clock.GetUtcNow(),
                        participants = new[] { busy },
                    }
                )
                .JsonAsync(System.Net.HttpStatusCode.Created);
        (await _ops.GetAsync($"/v1/accounts/{carried}/coverage").JsonAsync())
            .GetProperty("singleThreaded")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_contact_who_left_covers_nothing()
    {
        var account = await _ops.CreateAccountAsync();
        var contact = await LiveContactAsync(account, "manager", "IT");
        await _ops.PatchAsync($"/v1/contacts/{contact}", new { status = "left" }).JsonAsync();
        (await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync()).Number("liveContacts").ShouldBe(0);
    }
}
