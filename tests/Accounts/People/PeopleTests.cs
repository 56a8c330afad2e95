using System.Net;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.People;

// A service of its own: once somebody is on the roster, owners have to be people of it.
public class PeopleTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    private Task<System.Text.Json.JsonElement> PersonAsync(string id, string state = "active") =>
        _ops.PutJsonAsync(
                $"/v1/people/{id}",
                new
                {
                    name = $"Name of {id}",
                    email = $"{id}@us.example",
                    roles = new[] { "csm" },
                    teams = new[] { "north" },
                    state,
                }
            )
            .JsonAsync();

    [Fact]
    public async Task The_roster_is_written_by_operations_and_read_field_by_field()
    {
        var id = Api.Unique("anna");
        await PersonAsync(id);
        var changed = await _ops.PutJsonAsync(
                $"/v1/people/{id}",
                new
                {
                    name = "Anna A.",
                    email = "anna@us.example",
                    roles = new[] { "csm", "manager" },
                    teams = new[] { "south" },
                }
            )
            .JsonAsync();

        var listed = (await _ops.GetAsync("/v1/people?team=south&role=manager&state=active&limit=200").JsonAsync())
            .Items()
            .Single(it => it.Text("id") == id);

        foreach (var person in new[] { changed, listed })
        {
            (
                person.Text("id"),
                person.Text("name"),
                person.Text("email"),
                person.Text("state"),
                person.Number("version")
            ).ShouldBe((id, "Anna A.", "anna@us.example", "active", 2));
            person.GetProperty("roles").EnumerateArray().Select(it => it.GetString()).ShouldBe(["csm", "manager"]);
            person.GetProperty("teams").EnumerateArray().Select(it => it.GetString()).ShouldBe(["south"]);
        }
        using var manager = service.ClientFor(Roles.Manager);
        (
            await manager.PutJsonAsync($"/v1/people/{id}", new { name = "x", roles = new[] { "csm" } })
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var refused = await _ops.PutJsonAsync(
                $"/v1/people/{id}",
                new
                {
                    name = " ",
                    roles = new[] { "boss" },
                    email = "none",
                    state = "gone",
                }
            )
            .JsonAsync(HttpStatusCode.BadRequest);
        refused
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(["name", "email", "roles", "state"], ignoreOrder: true);
        (await _ops.GetAsync("/v1/people?role=boss")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Owners_are_active_people_of_the_roster_once_there_is_one()
    {
        var (known, gone) = (Api.Unique("known"), Api.Unique("gone"));
        await PersonAsync(known);
        await PersonAsync(gone, "deactivated");
        var account = await _ops.CreateAccountAsync();
        var source = Api.Unique("src");

        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = known }).JsonAsync();
        foreach (var other in new[] { gone, "nobody" })
        {
            var refused = await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = other })
                .JsonAsync(HttpStatusCode.BadRequest);
            refused
                .GetProperty("errors")
                .GetProperty("personId")[0]
                .GetString()!
                .ShouldContain("no active person of the roster");
        }
        var brief = new
        {
            goals = new[] { "a" },
            painPoints = Array.Empty<string>(),
            stakeholders = new[] { "b" },
            commitments = Array.Empty<string>(),
            openRisks = Array.Empty<string>(),
        };
        var proposal = new
        {
            fromRole = "csm",
            toRole = "csm",
            toPersonId = "nobody",
            brief,
        };
        (await _ops.PostAsync($"/v1/accounts/{account}/handovers", proposal).JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors")
            .TryGetProperty("toPersonId", out _)
            .ShouldBeTrue();

        var import = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            $"id,name,csm\n1,One,{known}\n2,Two,nobody\n"
        );
        (import.Number("rowsInserted"), import.Number("rowsFailed")).ShouldBe((2, 0));
        (await _ops.FaultsAsync(import.Id())).ShouldBe(["3 csm unknown-person"]);
        async Task<string?> CsmAsync(string id)
        {
            var one = (await _ops.GetAsync($"/v1/accounts?externalId={source}:{id}").JsonAsync()).Items().Single().Id();
            return (await _ops.GetAsync($"/v1/accounts/{one}").JsonAsync()).GetProperty("owners").TextOrNull("csm");
        }
        (await CsmAsync("1"), await CsmAsync("2")).ShouldBe((known, null));
    }

    [Fact]
    public async Task Me_says_who_the_caller_is_and_what_is_theirs()
    {
        var id = Api.Unique("me");
        await PersonAsync(id);
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = id }).JsonAsync();
        using var csm = service.ClientFor(Roles.Csm, id);
        using var stranger = service.ClientFor(Roles.Executive, Api.Unique("stranger"));

        var me = await csm.GetAsync("/v1/me").JsonAsync();

        (me.Text("id"), me.Text("role"), me.GetProperty("person").Text("name"), me.Number("handoversWaiting")).ShouldBe(
            (id, "csm", $"Name of {id}", 0)
        );
        (me.GetProperty("owns")[0].Text("role"), me.GetProperty("owns")[0].Number("accounts")).ShouldBe(("csm", 1));
        var other = await stranger.GetAsync("/v1/me").JsonAsync();
        (other.TextOrNull("person"), other.GetProperty("owns").GetArrayLength()).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Each_change_of_a_person_is_told_so_that_tokens_of_the_deactivated_are_refused()
    {
        using var told = await service.ListenToAsync<PersonChanged>();
        var id = Api.Unique("leaver");
        await PersonAsync(id);
        await PersonAsync(id, state: "deactivated");

        var last = await told.FirstAsync(it => it.PersonId == id && it.Version == 2);

        (last.State, string.Join(' ', last.Roles)).ShouldBe(("deactivated", "csm"));
    }

    [Fact]
    public async Task A_person_has_a_manager_a_zone_and_a_locale_and_is_found_by_a_part_of_the_name()
    {
        var (head, id) = (Api.Unique("head"), Api.Unique("zoe"));
        await PersonAsync(head);
        var body = new
        {
            name = $"Zoë {id}",
            roles = new[] { "csm" },
            managerId = head,
            timeZone = "Europe/Oslo",
            locale = "de-DE",
        };
        await _ops.PutJsonAsync($"/v1/people/{id}", body).JsonAsync();

        var found = (await _ops.GetAsync($"/v1/people?q={Uri.EscapeDataString($"ZOË {id}")}").JsonAsync()).Items();
        var one = await _ops.GetAsync($"/v1/people/{id}").JsonAsync();
        foreach (var person in new[] { found.Single(), one })
            (
                person.Text("id"),
                person.Text("managerId"),
                person.Text("timeZone"),
                person.Text("locale"),
                person.TextOrNull("email")
            ).ShouldBe((id, head, "Europe/Oslo", "de-DE", null));
        (await _ops.GetAsync("/v1/people?q=%25").JsonAsync()).Items().ShouldBeEmpty();
        (await _ops.GetAsync($"/v1/people/{id}x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var wrong = new
        {
            name = "x",
            roles = new[] { "csm" },
            timeZone = "Europe/Nowhere",
            locale = "xx-QQ-none",
            managerId = " ",
        };
        (await _ops.PutJsonAsync($"/v1/people/{id}", wrong).JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(["timeZone", "locale", "managerId"], ignoreOrder: true);
        foreach (var manager in new[] { head, id, "nobody" })
            (
                await _ops.PutJsonAsync(
                        $"/v1/people/{head}",
                        new
                        {
                            name = "Head",
                            roles = new[] { "csm" },
                            managerId = manager,
                        }
                    )
                    .JsonAsync(HttpStatusCode.BadRequest)
            ).GetProperty("errors").TryGetProperty("managerId", out _).ShouldBeTrue($"{manager} may not manage {head}");
    }

    [Fact]
    public async Task Teams_are_the_active_people_who_name_them()
    {
        var (team, lead, member, gone) = (
            Api.Unique("team"),
            Api.Unique("a-lead"),
            Api.Unique("b-member"),
            Api.Unique("c-gone")
        );
        foreach (
            var (id, role, state) in new[]
            {
                (lead, "manager", "active"),
                (member, "csm", "active"),
                (gone, "csm", "deactivated"),
            }
        )
            await _ops.PutJsonAsync(
                    $"/v1/people/{id}",
                    new
                    {
                        name = id,
                        roles = new[] { role },
                        teams = new[] { team },
                        state,
                    }
                )
                .JsonAsync();

        var found = (await _ops.GetAsync("/v1/teams").JsonAsync()).Items().Single(it => it.Text("name") == team);

        found.GetProperty("members").EnumerateArray().Select(it => it.GetString()).ShouldBe([lead, member]);
        found.GetProperty("managers").EnumerateArray().Select(it => it.GetString()).ShouldBe([lead]);
    }

    [Fact]
    public async Task A_first_sign_in_puts_the_person_on_the_roster_once_and_with_the_role_of_the_token()
    {
        var id = Api.Unique("fresh");
        using var executive = service.ClientFor(Roles.Executive, id);
        var body = new
        {
            name = "Fresh One",
            email = $"{id}@us.example",
            timeZone = "Europe/Oslo",
        };

        var made = await executive.PostAsync("/v1/me", body).JsonAsync(HttpStatusCode.OK);
        var again = await executive.PostAsync("/v1/me", new { name = "Another Name" }).JsonAsync(HttpStatusCode.OK);
        var me = await executive.GetAsync("/v1/me").JsonAsync();

        foreach (var person in new[] { made, again, me.GetProperty("person") })
            (
                person.Text("name"),
                person.Text("email"),
                person.Text("timeZone"),
                person.GetProperty("roles")[0].GetString(),
                person.Number("version")
            ).ShouldBe(("Fresh One", $"{id}@us.example", "Europe/Oslo", "executive", 1));
        (me.GetProperty("roles")[0].GetString(), me.GetProperty("scopes").GetArrayLength()).ShouldBe(("executive", 0));
        using var partner = service.ClientFor(Roles.Partner, "key:1", "accounts:write");
        (await partner.PostAsync("/v1/me", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Preferences_are_the_callers_own_and_a_lost_update_is_refused()
    {
        using var executive = service.ClientFor(Roles.Executive, Api.Unique("likes"));
        using var other = service.ClientFor(Roles.Csm, Api.Unique("other"));
        var first = new { values = new { theme = "dark", columns = new[] { "name", "score" } } };

        (await executive.PutJsonAsync("/v1/me/preferences", first, "\"0\"").JsonAsync()).Number("version").ShouldBe(1);
        var me = (await executive.GetAsync("/v1/me").JsonAsync()).GetProperty("preferences");
        (me.Text("theme"), me.GetProperty("columns")[1].GetString()).ShouldBe(("dark", "score"));
        (await other.GetAsync("/v1/me/preferences").JsonAsync())
            .GetProperty("values")
            .EnumerateObject()
            .ShouldBeEmpty();

        var lost = await executive
            .PutJsonAsync("/v1/me/preferences", new { values = new { theme = "light" } }, "\"0\"")
            .JsonAsync(HttpStatusCode.PreconditionFailed);
        lost.GetProperty("current").GetProperty("values").Text("theme").ShouldBe("dark");
        (await executive.GetAsync("/v1/me/preferences").JsonAsync())
            .GetProperty("values")
            .Text("theme")
            .ShouldBe("dark");
    }
}
