using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Owners;

// A service of its own: these tests move the clock.
public class OwnershipTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Every_account_has_named_owners_by_role_and_their_history_is_never_lost()
    {
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "anna", reason = "new book" })
            .JsonAsync();
        var between = service.Clock.GetUtcNow().AddMilliseconds(1);
        service.Clock.Advance(TimeSpan.FromDays(2));
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "bert" }).JsonAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/executive_sponsor", new { personId = "cleo" })
            .JsonAsync();

        var now = await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync();
        now.GetProperty("owners").Text("csm").ShouldBe("bert");
        now.GetProperty("owners").Text("executive_sponsor").ShouldBe("cleo");
        var then = await _ops.GetAsync(
                $"/v1/accounts/{account}/owners?at={Uri.EscapeDataString(between.ToString("O"))}"
            )
            .JsonAsync();
        then.GetProperty("items").EnumerateArray().Select(it => it.Text("personId")).ShouldBe(["anna"]);
        var history = (await _ops.GetAsync($"/v1/accounts/{account}/owners?history=true").JsonAsync())
            .GetProperty("items")
            .EnumerateArray()
            .Where(it => it.Text("role") == "csm")
            .ToList();
        history.Count.ShouldBe(2);
        history[0].Text("until").ShouldBe(history[1].Text("since"));
    }

    [Fact]
    public async Task Exactly_one_person_is_accountable_per_role_and_the_database_sees_to_it()
    {
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "anna" }).JsonAsync();

        var refused = await Should.ThrowAsync<PostgresException>(() =>
            service.Database.ExecuteAsync(
                "insert into account_owner (id, account_id, role, person_id, period, assigned_by) values "
                    + "(gen_random_uuid(), @account, 'csm', 'bert', tstzrange(now(), null), 'test')",
                new { account }
            )
        );

        refused.ConstraintName.ShouldBe("account_owner_one_at_a_time");
    }

    [Fact]
    public async Task After_any_sequence_of_assignments_exactly_one_person_was_accountable_at_every_instant()
    {
        var owners = service.Services.GetRequiredService<OwnerWriter>();
        // A role, a person, and how far the clock moves before: not at all, or by microseconds to days.
        var step =
            from role in Gen.Elements(OwnerRoles.All.Take(2).ToArray())
            from person in Gen.Elements("anna", "bert", "cleo")
            from wait in Gen.Elements(
                TimeSpan.Zero,
                TimeSpan.FromMicroseconds(1),
                TimeSpan.FromSeconds(3),
                TimeSpan.FromDays(1)
            )
            select (role, person, wait);
        var sequences = Gen.Sample(Gen.NonEmptyListOf(step), 12, 8);

        foreach (var sequence in sequences)
        {
            var account = await _ops.CreateAccountAsync();
            var expected = new Dictionary<string, List<(DateTimeOffset At, string Person)>>(StringComparer.Ordinal);
            foreach (var (role, person, wait) in sequence)
            {
                service.Clock.Advance(wait);
                await using var work = await service.Database.BeginAsync();
                await owners.AssignAsync(work, new Assignment(account, role, person, null));
                await work.CommitAsync();
                expected.TryAdd(role, []);
                expected[role].Add((service.Clock.GetUtcNow(), person));
            }
            foreach (var (role, steps) in expected)
            {
                // The first assignment's instant, each later one, and instants between and after them.
                var first = steps[0].At;
                foreach (
                    var at in steps
                        .Select(it => it.At)
                        .Concat(steps.Select(it => it.At.AddSeconds(1)))
                        .Append(first.AddDays(400))
                )
                {
                    var people = await service.Database.QueryAsync<string>(
                        "select person_id from account_owner where account_id = @account and role = @role and "
                            + "period @> @at::timestamptz",
                        new
                        {
                            account,
                            role,
                            at,
                        }
                    );
                    people.Count.ShouldBe(1, $"{role} at {at:O} of {string.Join(", ", sequence)}");
                }
                var last = await service.Database.QueryAsync<string>(
                    "select person_id from account_owner where account_id = @account and role = @role and "
                        + "upper_inf(period)",
                    new { account, role }
                );
                last.ShouldBe([steps[^1].Person]);
            }
        }
    }

    [Fact]
    public async Task In_any_sequence_of_changes_the_old_owner_is_accountable_until_the_next_one_accepts()
    {
        var brief = new
        {
            goals = new[] { "a" },
            painPoints = new[] { "b" },
            stakeholders = new[] { "c" },
            commitments = new[] { "d" },
            openRisks = new[] { "e" },
        };
        var checklist = new[] { new { text = "Contacts introduced", done = true } };
        var people = new[] { "anna", "bert", "cleo" };
        var receivers = people.ToDictionary(
            person => person,
            person => service.ClientFor(Roles.Csm, person),
            StringComparer.Ordinal
        );
        var step =
            from what in Gen.Elements("assign", "propose", "propose", "accept", "accept", "refuse")
            from person in Gen.Elements(people)
            from wait in Gen.Elements(TimeSpan.Zero, TimeSpan.FromSeconds(3), TimeSpan.FromDays(1))
            select (what, person, wait);

        foreach (var sequence in Gen.Sample(Gen.ListOf(step, 15), 15, 5))
        {
            var account = await _ops.CreateAccountAsync();
            await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "anna" }).JsonAsync();
            var accountable = new List<string> { "anna" };
            (Guid Id, string To)? open = null;
            foreach (var (what, person, wait) in sequence)
            {
                service.Clock.Advance(wait);
                if (what == "assign")
                {
                    await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = person })
                        .JsonAsync();
                    // Whoever is asked to take the account over from the former owner can do so no more.
                    if (accountable[^1] != person && open is { } stale)
                    {
                        var lapsed = await receivers[stale.To]
                            .PostAsync($"/v1/handovers/{stale.Id}/accept", new { })
                            .JsonAsync(System.Net.HttpStatusCode.Conflict);
                        lapsed.Text("type").ShouldBe("handovers/lapsed");
                        open = null;
                    }
                    if (accountable[^1] != person)
                        accountable.Add(person);
                }
                else if (what == "propose" && open is null && accountable[^1] != person)
                {
                    var proposed = await _ops.PostAsync(
                            $"/v1/accounts/{account}/handovers",
                            new
                            {
                                fromRole = "csm",
                                toRole = "csm",
                                toPersonId = person,
                                brief,
                                checklist,
                            }
                        )
                        .JsonAsync(System.Net.HttpStatusCode.Created);
                    open = (proposed.Id(), person);
                }
                else if (what == "accept" && open is { } accepted)
                {
                    await receivers[accepted.To].PostAsync($"/v1/handovers/{accepted.Id}/accept", new { }).JsonAsync();
                    if (accountable[^1] != accepted.To)
                        accountable.Add(accepted.To);
                    open = null;
                }
                else if (what == "refuse" && open is { } refused)
                {
                    await receivers[refused.To]
                        .PostAsync($"/v1/handovers/{refused.Id}/refuse", new { reason = "no room" })
                        .JsonAsync();
                    open = null;
                }

                (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync())
                    .GetProperty("owners")
                    .Text("csm")
                    .ShouldBe(accountable[^1], $"after {what} of {string.Join(", ", sequence)}");
            }

            var history = (await _ops.GetAsync($"/v1/accounts/{account}/owners?history=true").JsonAsync())
                .Items()
                .Where(it => it.Text("role") == "csm")
                .ToList();
            history.Select(it => it.Text("personId")).ShouldBe(accountable, string.Join(", ", sequence));
            history
                .SkipLast(1)
                .Select(it => it.Text("until"))
                .ShouldBe(
                    history.Skip(1).Select(it => it.Text("since")),
                    "one ends at the instant at which the next begins"
                );
            history[^1].TextOrNull("until").ShouldBeNullOrEmpty();
        }

        foreach (var client in receivers.Values)
            client.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(" anna")]
    [InlineData("an\u0000na")]
    [InlineData("an\nna")]
    [InlineData(null)]
    public async Task What_cannot_be_a_user_id_becomes_no_owner(string? personId)
    {
        var account = await _ops.CreateAccountAsync();

        var refused = await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId })
            .JsonAsync(System.Net.HttpStatusCode.BadRequest);

        refused.GetProperty("errors").TryGetProperty("personId", out _).ShouldBeTrue(refused.ToString());
        var tooLong = new { personId = new string('a', 201) };
        (await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", tooLong)).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_csm_cannot_take_an_account_by_themselves()
    {
        using var csm = service.ClientFor(Roles.Csm, "dora");
        var account = await _ops.CreateAccountAsync();

        (
            await csm.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "dora" })
                .JsonAsync(System.Net.HttpStatusCode.Forbidden)
        )
            .Text("type")
            .ShouldBe("owners/hand-over-instead");
    }
}
