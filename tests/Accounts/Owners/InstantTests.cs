using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Owners;

// A service of its own: these tests move the clock.
public class InstantTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task The_very_instant_that_is_shown_gives_what_began_at_it()
    {
        service.Clock.Advance(TimeSpan.FromTicks(7_777));
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "anna" }).JsonAsync();
        service.Clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(3_333));
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "bert" }).JsonAsync();
        // Two within one millisecond: the second begins a millisecond later, and both can be asked for.
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "cleo" }).JsonAsync();

        var history = (await _ops.GetAsync($"/v1/accounts/{account}/owners?history=true").JsonAsync()).Items().ToList();

        history.Count.ShouldBe(3);
        foreach (var period in history)
        {
            var then = await _ops.GetAsync($"/v1/accounts/{account}/owners?at={period.Text("since")}").JsonAsync();
            then.Items().Select(it => it.Text("personId")).ShouldBe([period.Text("personId")]);
        }
    }

    [Fact]
    public async Task What_is_kept_has_no_digits_that_are_not_shown()
    {
        service.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        var account = await _ops.CreateAccountAsync();
        await _ops.PostAsync(
                $"/v1/accounts/{account}/contacts",
                new { name = "Ann", lastTwoWayContactAt = "2026-01-31T09:30:00.1239999Z" }
            )
            .JsonAsync(System.Net.HttpStatusCode.Created);

        var finer = await service.Database.ScalarAsync<long>(
            """
            select count(*) from (
                select created_at as at from account union all select updated_at from account union all select at
                    from audit_entry
                union all select created_at from contact union all select last_two_way_contact_at
                    from contact union all select occurred_at from timeline_entry
            ) as kept where at <> date_trunc('milliseconds', at)
            """
        );

        finer.ShouldBe(0);
        (await _ops.GetAsync($"/v1/accounts/{account}/contacts").JsonAsync())
            .Items()
            .Single()
            .Text("lastTwoWayContactAt")
            .ShouldBe("2026-01-31T09:30:00.123Z");
    }
}
