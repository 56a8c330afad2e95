using System.Net;
using Platform.Accounts.Team;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Team;

public class TeamTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Books_over_capacity_are_a_query_and_a_moved_book_can_be_tried_out()
    {
        var (full, empty) = (Api.Unique("full"), Api.Unique("empty"));
        foreach (var person in new[] { full, empty })
            await _ops.PutJsonAsync(
                    $"/v1/team/{person}",
                    new
                    {
                        name = person,
                        roles = new[] { "csm" },
                        sizes = new[] { "enterprise" },
                    }
                )
                .JsonAsync();
        await _ops.PutJsonAsync(
                "/v1/team/coverage-models/enterprise",
                new { motion = "high_touch", accountsPerCsm = 2 }
            )
            .JsonAsync();
        for (var i = 0; i < 3; i++)
        {
            var account = await _ops.CreateAccountAsync(new { name = "Big", employees = 2000 });
            await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = full }).JsonAsync();
        }

        var over = (await _ops.GetAsync("/v1/team/books?overCapacity=true").JsonAsync())
            .Items()
            .Single(book => book.Text("personId") == full);
        (over.Number("accounts"), over.GetProperty("use").GetDecimal()).ShouldBe((3, 1.5m));
        var whatIf = await _ops.PostAsync("/v1/team/books/what-if", new { fromPersonId = full, toPersonId = empty })
            .JsonAsync();
        whatIf.GetProperty("moves").GetArrayLength().ShouldBe(3);
        whatIf
            .GetProperty("books")
            .EnumerateArray()
            .Single(book => book.Text("personId") == empty)
            .GetProperty("overCapacity")
            .GetBoolean()
            .ShouldBeTrue();
        (await _ops.GetAsync("/v1/team/books").JsonAsync())
            .Items()
            .Single(book => book.Text("personId") == empty)
            .Number("accounts")
            .ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_owns_accounts_has_a_book_on_the_teams_list_or_not()
    {
        var owner = Api.Unique("unlisted");
        var account = await _ops.CreateAccountAsync(new { name = "Big", employees = 2000 });
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = owner }).JsonAsync();

        var book = (await _ops.GetAsync("/v1/team/books").JsonAsync())
            .Items()
            .Single(it => it.Text("personId") == owner);

        (book.Number("accounts"), book.GetProperty("onTeam").GetBoolean()).ShouldBe((1, false));
        book.GetProperty("parts")[0].Text("size").ShouldBe("enterprise");
    }

    [Fact]
    public async Task A_book_is_moved_by_handovers_that_the_receiver_accepts()
    {
        var (from, to) = (Api.Unique("from"), Api.Unique("to"));
        await _ops.PutJsonAsync($"/v1/team/{to}", new { name = "Rita", roles = new[] { "csm" } }).JsonAsync();
        var accounts = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            accounts.Add(await _ops.CreateAccountAsync());
            await _ops.PutJsonAsync($"/v1/accounts/{accounts[i]}/owners/csm", new { personId = from }).JsonAsync();
        }
        var brief = new
        {
            goals = new[] { "a" },
            painPoints = Array.Empty<string>(),
            stakeholders = new[] { "b" },
            commitments = Array.Empty<string>(),
            openRisks = Array.Empty<string>(),
        };
        await _ops.PostAsync(
                $"/v1/accounts/{accounts[1]}/handovers",
                new
                {
                    fromRole = "csm",
                    toRole = "csm",
                    toPersonId = "somebody",
                    brief,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var moves = await _ops.PostAsync(
                "/v1/team/books/moves",
                new
                {
                    fromPersonId = from,
                    toPersonId = to,
                    brief,
                }
            )
            .JsonAsync();

        var proposed = moves.GetProperty("proposed").EnumerateArray().Single();
        (proposed.GetProperty("accountId").GetGuid(), proposed.Text("toPersonId")).ShouldBe((accounts[0], to));
        moves.GetProperty("skipped").EnumerateArray().Single().GetProperty("accountId").GetGuid().ShouldBe(accounts[1]);
        (await _ops.GetAsync($"/v1/accounts/{accounts[0]}").JsonAsync())
            .GetProperty("owners")
            .Text("csm")
            .ShouldBe(from, "nobody accepted yet");
        using var receiver = service.ClientFor(Roles.Csm, to);
        var handover = proposed.GetProperty("handoverId").GetGuid();
        await receiver.PatchAsync($"/v1/handovers/{handover}", new { checklist = Array.Empty<object>() }).JsonAsync();
        await receiver.PostAsync($"/v1/handovers/{handover}/accept", new { }).JsonAsync();
        (await _ops.GetAsync($"/v1/accounts/{accounts[0]}").JsonAsync()).GetProperty("owners").Text("csm").ShouldBe(to);

        var unknown = new
        {
            fromPersonId = from,
            toPersonId = to,
            accounts = new[] { accounts[0] },
        };
        (await _ops.PostAsync("/v1/team/books/moves", unknown).JsonAsync(HttpStatusCode.BadRequest))
            .GetProperty("errors")
            .TryGetProperty("accounts", out _)
            .ShouldBeTrue();
    }

    [Fact]
    public void An_account_is_proposed_to_whoever_has_most_room()
    {
        var models = new Dictionary<string, CoverageModel>(StringComparer.Ordinal)
        {
            ["smb"] = new("smb", "tech_touch", 100, null),
            ["enterprise"] = new("enterprise", "high_touch", 10, 1_000_000),
        };
        Book[] books =
        [
            new("anna", [], [new("enterprise", 5, 100_000)]),
            new("bert", [], [new("smb", 40, 0)]),
            new("cleo", ["smb"], []),
            new("dora", [], [new("enterprise", 1, 900_000)]),
        ];

        Books.WithMostRoom(books, "enterprise", 50_000, models)!.PersonId.ShouldBe("bert");
        Books.WithMostRoom(books, "smb", 0, models)!.PersonId.ShouldBe("cleo");
        Books.Use(books[3].Load, models).ShouldBe(0.9m);
    }

    [Fact]
    public async Task The_sponsorship_programme_covers_80_percent_of_arr_and_lists_accounts_without_a_sponsor()
    {
        // Far above what other tests bring in, so that these three are the top of the book.
        var accounts = new List<Guid>();
        foreach (var arr in new[] { 8_000_000_000m, 4_000_000_000m, 100_000_000m })
        {
            accounts.Add(await _ops.CreateAccountAsync());
            await service.TellRevenueAsync(accounts[^1], arr);
        }
        await _ops.PutJsonAsync($"/v1/accounts/{accounts[0]}/owners/executive_sponsor", new { personId = "cleo" })
            .JsonAsync();

        var programme = await _ops.GetAsync("/v1/sponsorship").JsonAsync();

        var covered = programme
            .GetProperty("accounts")
            .EnumerateArray()
            .Select(it => it.GetProperty("accountId").GetGuid())
            .ToList();
        covered.ShouldBe(accounts[..2]);
        programme.Number("withoutSponsor").ShouldBe(1);
        var missing = await _ops.GetAsync("/v1/sponsorship?withoutSponsor=true").JsonAsync();
        missing
            .GetProperty("accounts")
            .EnumerateArray()
            .Single()
            .GetProperty("accountId")
            .GetGuid()
            .ShouldBe(accounts[1]);
    }
}
