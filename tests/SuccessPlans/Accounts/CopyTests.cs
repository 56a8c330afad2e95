using Platform.Contracts.Accounts;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Accounts;

public class CopyTests(SuccessPlansUnderTest service)
{
    [Fact]
    public async Task Of_an_account_that_nobody_knows_nothing_is_found()
    {
        foreach (var part in new[] { "plan", "plan/tactics", "onboarding", "reviews", "enablement" })
            await (
                await service.Ops.SendJsonAsync(HttpMethod.Get, $"/v1/accounts/{Guid.NewGuid()}/{part}")
            ).ProblemAsync(404);
    }

    [Fact]
    public async Task An_older_account_event_that_comes_late_changes_nothing()
    {
        var account = await service.AccountAsync(name: "First");
        await service.TellAsync(
            new AccountChanged(
                account,
                3,
                KnownAccounts.Snapshot("Third", "enterprise", null, new Dictionary<string, string>()),
                ["name"]
            )
        );
        await Eventually.HoldsAsync(async () => await NameAsync(account) == "Third", "the change is copied");
        var late = new AccountChanged(
            account,
            2,
            KnownAccounts.Snapshot("Second", "smb", null, new Dictionary<string, string>()),
            ["name"]
        );
        await service.TellAsync(late);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { late.EventId }
                ),
            "the late one was taken"
        );

        (await NameAsync(account)).ShouldBe("Third");
    }

    [Fact]
    public async Task A_persons_erasure_takes_them_from_the_copy_for_good_and_is_answered()
    {
        using var heard = await service.ListenToAsync<ContactErased>();
        var account = await service.AccountAsync();
        var contact = await service.ContactAsync(account, "Zoraida Quill", "executive", "executive_sponsor");

        var erasure = Guid.NewGuid();
        await service.TellAsync(new ContactErasureRequested(account, erasure, contact, []));
        var answer = await heard.FirstAsync(it => it.ErasureId == erasure);
        (answer.Service, answer.ContactId).ShouldBe(("success-plans", contact));
        answer.RowsChanged.ShouldBeGreaterThan(0);

        var late = new ContactChanged(
            account,
            contact,
            9,
            new ContactSnapshot("Zoraida Quill", null, null, null, null, [], [], null, "active", []),
            [],
            []
        );
        await service.TellAsync(late);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { late.EventId }
                ),
            "the late one was taken"
        );
        (
            await service.Database.ScalarAsync<long>("select count(*) from contact_copy where name ilike '%Quill%'")
        ).ShouldBe(0);
    }

    private Task<string?> NameAsync(Guid account) =>
        service.Database.ScalarAsync<string>(
            "select name from account_copy where account_id = @account",
            new { account }
        );
}
