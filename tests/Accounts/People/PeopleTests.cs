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
}
