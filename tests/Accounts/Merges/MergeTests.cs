using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Merges;

// A service of its own: these tests move the clock.
public class MergeTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    private async Task<(Guid Kept, Guid Duplicate, Guid Contact, string Source)> TwoAsync()
    {
        var source = Api.Unique("src");
        var kept = await _ops.CreateAccountAsync(
            new { name = "Kept", externalIds = new[] { new { source, id = "1" } } }
        );
        var duplicate = await _ops.CreateAccountAsync(
            new { name = "Duplicate", externalIds = new[] { new { source, id = "2" } } }
        );
        var contact = await _ops.CreateContactAsync(duplicate);
        await _ops.PostAsync(
                $"/v1/accounts/{duplicate}/tickets",
                new
                {
                    source,
                    externalId = "t",
                    openedAt = service.Clock.GetUtcNow(),
                }
            )
            .JsonAsync();
        await _ops.PostAsync(
                $"/v1/accounts/{duplicate}/activities",
                new
                {
                    type = "call",
                    occurredAt = service.Clock.GetUtcNow(),
                    participants = new[] { contact },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        return (kept, duplicate, contact, source);
    }

    [Fact]
    public async Task Merging_duplicate_accounts_keeps_the_history_and_external_ids_follow()
    {
        var (kept, duplicate, contact, source) = await TwoAsync();

        await _ops.PostAsync($"/v1/accounts/{kept}/merge", new { duplicateId = duplicate, reason = "same firm" })
            .JsonAsync();

        var account = await _ops.GetAsync($"/v1/accounts/{kept}").JsonAsync();
        account.GetProperty("externalIds").EnumerateArray().Select(id => id.Text("id")).ShouldBe(["1", "2"]);
        (await _ops.GetAsync($"/v1/accounts/{kept}/contacts").JsonAsync()).Items().Single().Id().ShouldBe(contact);
        (await _ops.GetAsync($"/v1/accounts/{kept}/timeline?types=call,ticket_opened").JsonAsync())
            .Items()
            .Count()
            .ShouldBe(2);
        (await _ops.GetAsync($"/v1/accounts/{kept}/coverage").JsonAsync()).Number("liveContacts").ShouldBe(1);
        (await _ops.GetAsync($"/v1/accounts/{duplicate}").JsonAsync())
            .GetProperty("mergedInto")
            .GetGuid()
            .ShouldBe(kept);
        (await _ops.PatchAsync($"/v1/accounts/{duplicate}", new { country = "DE" }).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("accounts/merged");
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:2").JsonAsync()).Items().Single().Id().ShouldBe(kept);
        (await _ops.PostAsync($"/v1/accounts/{kept}/merge", new { duplicateId = duplicate })).StatusCode.ShouldBe(
            HttpStatusCode.Conflict
        );
        var import = await _ops.ImportAsync($"kind=accounts&source={source}", "id,country\n2,SE\n");
        import.Number("rowsUpdated").ShouldBe(1);
        (await _ops.GetAsync($"/v1/accounts/{kept}").JsonAsync()).Text("country").ShouldBe("SE");
    }

    [Fact]
    public async Task A_merge_can_be_undone_within_30_days()
    {
        var (kept, duplicate, contact, source) = await TwoAsync();
        var merge = (
            await _ops.PostAsync($"/v1/accounts/{kept}/merge", new { duplicateId = duplicate }).JsonAsync()
        ).Id();
        service.Clock.Advance(TimeSpan.FromDays(29));

        await _ops.PostAsync($"/v1/merges/{merge}/undo", new { }).JsonAsync();

        (await _ops.GetAsync($"/v1/accounts/{kept}/contacts").JsonAsync()).Items().ShouldBeEmpty();
        (await _ops.GetAsync($"/v1/accounts/{duplicate}/contacts").JsonAsync()).Items().Single().Id().ShouldBe(contact);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:2").JsonAsync())
            .Items()
            .Single()
            .Id()
            .ShouldBe(duplicate);
        (await _ops.GetAsync($"/v1/accounts/{duplicate}/timeline?types=call").JsonAsync()).Items().Count().ShouldBe(1);
        (await _ops.PostAsync($"/v1/merges/{merge}/undo", new { }).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("merges/undone");

        var again = (
            await _ops.PostAsync($"/v1/accounts/{kept}/merge", new { duplicateId = duplicate }).JsonAsync()
        ).Id();
        service.Clock.Advance(TimeSpan.FromDays(31));
        (await _ops.PostAsync($"/v1/merges/{again}/undo", new { }).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("merges/too-late");
    }

    [Fact]
    public async Task A_merge_is_not_undone_while_what_was_kept_is_merged_itself()
    {
        var (kept, duplicate, _, _) = await TwoAsync();
        var merge = (
            await _ops.PostAsync($"/v1/accounts/{kept}/merge", new { duplicateId = duplicate }).JsonAsync()
        ).Id();
        var third = await _ops.CreateAccountAsync();
        var later = (await _ops.PostAsync($"/v1/accounts/{third}/merge", new { duplicateId = kept }).JsonAsync()).Id();

        (await _ops.PostAsync($"/v1/merges/{merge}/undo", new { }).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("merges/kept-is-merged");

        await _ops.PostAsync($"/v1/merges/{later}/undo", new { }).JsonAsync();
        await _ops.PostAsync($"/v1/merges/{merge}/undo", new { }).JsonAsync();
        (await _ops.GetAsync($"/v1/accounts/{duplicate}/contacts").JsonAsync()).Items().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Merging_duplicate_contacts_joins_their_roles_and_activities()
    {
        var account = await _ops.CreateAccountAsync();
        var kept = await _ops.CreateContactAsync(account, new { name = "Ann", roles = new[] { "champion" } });
        var duplicate = await _ops.CreateContactAsync(
            account,
            new
            {
                name = "Ann E.",
                email = "ann@x.example",
                roles = new[] { "admin" },
            }
        );
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "call",
                    occurredAt = service.Clock.GetUtcNow(),
                    participants = new[] { duplicate },
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var merge = (
            await _ops.PostAsync($"/v1/contacts/{kept}/merge", new { duplicateId = duplicate }).JsonAsync()
        ).Id();

        var contact = (await _ops.GetAsync($"/v1/accounts/{account}/contacts").JsonAsync()).Items().Single();
        contact.GetProperty("roles").EnumerateArray().Select(it => it.GetString()).ShouldBe(["champion", "admin"]);
        contact.Text("email").ShouldBe("ann@x.example");
        contact.TextOrNull("lastTwoWayContactAt").ShouldNotBeNull();
        await _ops.PostAsync($"/v1/merges/{merge}/undo", new { }).JsonAsync();
        (await _ops.GetAsync($"/v1/accounts/{account}/contacts").JsonAsync()).Items().Count().ShouldBe(2);
    }
}
