using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Contacts;

public class ContactTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task A_champion_who_leaves_is_an_event()
    {
        var account = await _ops.CreateAccountAsync();
        var contact = await _ops.CreateContactAsync(
            account,
            new
            {
                name = "Ann",
                seniority = "director",
                function = "IT",
                roles = new[] { "champion" },
            }
        );
        using var told = await service.ListenToAsync<Platform.Contracts.Accounts.ContactLeft>();

        (await _ops.PatchAsync($"/v1/contacts/{contact}", new { status = "left" }).JsonAsync())
            .Text("status")
            .ShouldBe("left");

        var left = await told.FirstAsync(it => it.ContactId == contact);
        left.Roles.ShouldBe(["champion"]);
        (await _ops.GetAsync($"/v1/accounts/{account}/timeline?types=contact_left").JsonAsync())
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_sponsor_who_changes_role_is_an_event_with_the_roles_before()
    {
        var account = await _ops.CreateAccountAsync();
        var contact = await _ops.CreateContactAsync(
            account,
            new { name = "Bob", roles = new[] { "executive_sponsor" } }
        );
        using var told = await service.ListenToAsync<Platform.Contracts.Accounts.ContactChanged>();

        await _ops.PatchAsync($"/v1/contacts/{contact}", new { roles = new[] { "end_user" } }).JsonAsync();

        var changed = await told.FirstAsync(it => it.ContactId == contact && it.Version == 2);
        changed.PreviousRoles.ShouldBe(["executive_sponsor"]);
        changed.Contact.Roles.ShouldBe(["end_user"]);
    }

    [Fact]
    public async Task Every_wrong_field_is_told_at_once()
    {
        var account = await _ops.CreateAccountAsync();

        var refused = await _ops.PostAsync(
                $"/v1/accounts/{account}/contacts",
                new
                {
                    name = " ",
                    email = "nowhere",
                    seniority = "boss",
                    roles = new[] { "king" },
                }
            )
            .JsonAsync(HttpStatusCode.BadRequest);

        refused
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(["name", "email", "seniority", "roles"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_two_way_activity_makes_its_participants_live()
    {
        var account = await _ops.CreateAccountAsync();
        var contact = await _ops.CreateContactAsync(account);
        var at = service.Clock.GetUtcNow().AddDays(-3);

        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "email",
                    occurredAt = at,
                    participants = new[] { contact },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        (await _ops.GetAsync($"/v1/contacts/{contact}").JsonAsync()).TextOrNull("lastTwoWayContactAt").ShouldBeNull();
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "meeting",
                    occurredAt = at,
                    participants = new[] { contact },
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        (await _ops.GetAsync($"/v1/contacts/{contact}").JsonAsync())
            .TextOrNull("lastTwoWayContactAt")
            .ShouldNotBeNull();
    }
}
