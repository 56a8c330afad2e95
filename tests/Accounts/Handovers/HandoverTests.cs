using System.Net;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.Engagement;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Handovers;

public class HandoverTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);
    private static readonly object Brief = new
    {
        goals = new[] { "halve the backlog" },
        painPoints = new[] { "slow reports" },
        stakeholders = new[] { "Ann, IT" },
        commitments = Array.Empty<string>(),
        openRisks = new[] { "sponsor is new" },
    };

    private async Task<(Guid Account, string From, string To)> OwnedAsync()
    {
        var (from, to) = (Api.Unique("from"), Api.Unique("to"));
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = from }).JsonAsync();
        return (account, from, to);
    }

    [Fact]
    public async Task A_handover_is_done_only_when_the_receiver_accepts_it_until_then_the_old_owner_is_accountable()
    {
        var (account, from, to) = await OwnedAsync();
        using var giver = service.ClientFor(Roles.Csm, from);
        using var receiver = service.ClientFor(Roles.Csm, to);
        using var told = await service.ListenToAsync<HandoverAccepted>();
        var handover = (
            await giver
                .PostAsync(
                    $"/v1/accounts/{account}/handovers",
                    new
                    {
                        fromRole = "csm",
                        toRole = "csm",
                        toPersonId = to,
                        brief = Brief,
                        checklist = new[] { new { text = "Contacts introduced", done = false } },
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

        (await giver.PostAsync($"/v1/handovers/{handover}/accept", new { }).JsonAsync(HttpStatusCode.Forbidden))
            .Text("type")
            .ShouldBe("handovers/not-the-receiver");
        (await receiver.PostAsync($"/v1/handovers/{handover}/accept", new { }).JsonAsync(HttpStatusCode.Conflict))
            .GetProperty("notDone")[0]
            .GetString()
            .ShouldBe("Contacts introduced");
        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).GetProperty("owners").Text("csm").ShouldBe(from);

        await giver
            .PatchAsync(
                $"/v1/handovers/{handover}",
                new { checklist = new[] { new { text = "Contacts introduced", done = true } } }
            )
            .JsonAsync();
        (await receiver.PostAsync($"/v1/handovers/{handover}/accept", new { }).JsonAsync())
            .Text("status")
            .ShouldBe("accepted");

        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).GetProperty("owners").Text("csm").ShouldBe(to);
        (await told.FirstAsync(it => it.HandoverId == handover)).FromPersonId.ShouldBe(from);
        (await receiver.PostAsync($"/v1/handovers/{handover}/accept", new { }).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("handovers/decided");
    }

    [Fact]
    public async Task A_handover_names_the_parts_that_are_missing()
    {
        var (account, from, to) = await OwnedAsync();
        using var giver = service.ClientFor(Roles.Csm, from);

        var refused = await giver
            .PostAsync(
                $"/v1/accounts/{account}/handovers",
                new
                {
                    fromRole = "csm",
                    toRole = "csm",
                    toPersonId = to,
                    brief = new { goals = Array.Empty<string>(), painPoints = Array.Empty<string>() },
                }
            )
            .JsonAsync(HttpStatusCode.BadRequest);

        refused
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(["brief.goals", "brief.stakeholders", "brief.commitments", "brief.openRisks"]);
    }

    [Fact]
    public async Task A_handover_lapses_when_another_person_gets_the_account_and_is_then_accepted_by_nobody()
    {
        var (account, from, to) = await OwnedAsync();
        var third = Api.Unique("third");
        var proposal = new
        {
            fromRole = "csm",
            toRole = "csm",
            toPersonId = to,
            brief = Brief,
            checklist = Array.Empty<object>(),
        };
        var handover = (
            await _ops.PostAsync($"/v1/accounts/{account}/handovers", proposal).JsonAsync(HttpStatusCode.Created)
        ).Id();
        using var receiver = service.ClientFor(Roles.Csm, to);

        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = third }).JsonAsync();
        var refused = await receiver
            .PostAsync($"/v1/handovers/{handover}/accept", new { })
            .JsonAsync(HttpStatusCode.Conflict);

        refused.Text("type").ShouldBe("handovers/lapsed");
        refused.Text("detail").ShouldContain(from);
        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).GetProperty("owners").Text("csm").ShouldBe(third);
        (await _ops.GetAsync($"/v1/handovers/{handover}").JsonAsync())
            .GetProperty("handover")
            .Text("status")
            .ShouldBe("lapsed");
        (await _ops.GetAsync($"/v1/accounts/{account}/timeline?types=handover_lapsed").JsonAsync())
            .Items()
            .ShouldHaveSingleItem();
        (await _ops.GetAsync($"/v1/handovers?receiver={to}&status=proposed").JsonAsync()).Items().ShouldBeEmpty();
        // The way is free for one that takes it from whom it belongs to now.
        var anew = await _ops.PostAsync($"/v1/accounts/{account}/handovers", proposal)
            .JsonAsync(HttpStatusCode.Created);
        (anew.Text("fromPersonId"), anew.Text("replacesPersonId")).ShouldBe((third, third));
        (await receiver.PostAsync($"/v1/handovers/{anew.Id()}/accept", new { }).JsonAsync())
            .Text("status")
            .ShouldBe("accepted");
    }

    [Fact]
    public async Task A_handover_to_another_role_lapses_when_that_role_goes_to_a_third_person()
    {
        var account = await _ops.CreateAccountAsync();
        var (seller, asked, third) = (Api.Unique("seller"), Api.Unique("asked"), Api.Unique("third"));
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/account_executive", new { personId = seller })
            .JsonAsync();
        var proposal = new
        {
            fromRole = "account_executive",
            toRole = "csm",
            toPersonId = asked,
            brief = Brief,
            checklist = Array.Empty<object>(),
        };
        var handover = (
            await _ops.PostAsync($"/v1/accounts/{account}/handovers", proposal).JsonAsync(HttpStatusCode.Created)
        ).Id();
        using var receiver = service.ClientFor(Roles.Csm, asked);

        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = third }).JsonAsync();

        (await receiver.PostAsync($"/v1/handovers/{handover}/accept", new { }).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("handovers/lapsed");
        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).GetProperty("owners").Text("csm").ShouldBe(third);
    }

    [Fact]
    public async Task Nothing_is_written_to_an_account_that_was_merged()
    {
        var (account, _, to) = await OwnedAsync();
        var kept = await _ops.CreateAccountAsync();
        var proposal = new
        {
            fromRole = "csm",
            toRole = "csm",
            toPersonId = to,
            brief = Brief,
            checklist = Array.Empty<object>(),
        };
        var handover = (
            await _ops.PostAsync($"/v1/accounts/{account}/handovers", proposal).JsonAsync(HttpStatusCode.Created)
        ).Id();
        await _ops.PostAsync($"/v1/accounts/{kept}/merge", new { duplicateId = account }).JsonAsync();
        using var receiver = service.ClientFor(Roles.Csm, to);
        var now = service.Clock.GetUtcNow();

        Task<HttpResponseMessage>[] refused =
        [
            receiver.PostAsync($"/v1/handovers/{handover}/accept", new { }),
            _ops.PostAsync($"/v1/accounts/{account}/handovers", proposal),
            _ops.PostAsync($"/v1/accounts/{account}/contacts", new { name = "Ann" }),
            _ops.PostAsync(
                $"/v1/accounts/{account}/tickets",
                new
                {
                    source = "desk",
                    externalId = Api.Unique("t"),
                    openedAt = now,
                }
            ),
            _ops.PostAsync($"/v1/accounts/{account}/activities", new { type = "call", occurredAt = now }),
            _ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = to }),
            _ops.PutJsonAsync(
                $"/v1/accounts/{account}/priority-override",
                new
                {
                    priority = "p1",
                    reason = "x",
                    until = $"{now.AddDays(9):yyyy-MM-dd}",
                }
            ),
        ];

        foreach (var call in refused)
            (await call.JsonAsync(HttpStatusCode.Conflict)).Text("type").ShouldBe("accounts/merged");
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_leaves_the_owner()
    {
        var (account, from, to) = await OwnedAsync();
        using var receiver = service.ClientFor(Roles.Csm, to);
        var handover = (
            await _ops.PostAsync(
                    $"/v1/accounts/{account}/handovers",
                    new
                    {
                        fromRole = "csm",
                        toRole = "csm",
                        toPersonId = to,
                        brief = Brief,
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

        (await receiver.PostAsync($"/v1/handovers/{handover}/refuse", new { reason = "" })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await receiver.PostAsync($"/v1/handovers/{handover}/refuse", new { reason = "no room until May" }).JsonAsync())
            .Text("refusal")
            .ShouldBe("no room until May");

        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).GetProperty("owners").Text("csm").ShouldBe(from);
        (
            await _ops.PostAsync(
                $"/v1/accounts/{account}/handovers",
                new
                {
                    fromRole = "csm",
                    toRole = "csm",
                    toPersonId = to,
                    brief = Brief,
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Created);
        (
            await _ops.PostAsync(
                    $"/v1/accounts/{account}/handovers",
                    new
                    {
                        fromRole = "csm",
                        toRole = "csm",
                        toPersonId = to,
                        brief = Brief,
                    }
                )
                .JsonAsync(HttpStatusCode.Conflict)
        ).Text("type").ShouldBe("handovers/already-open");
    }

    [Fact]
    public async Task The_receiver_gets_everything_on_one_page()
    {
        var (account, _, to) = await OwnedAsync();
        await _ops.CreateContactAsync(account, new { name = "Ann", roles = new[] { "champion" } });
        for (var i = 0; i < 12; i++)
            await _ops.PostAsync(
                    $"/v1/accounts/{account}/activities",
                    new
                    {
                        type = "call",
                        occurredAt = service.Clock.GetUtcNow().AddHours(-i),
                        subject = $"call {i}",
                    }
                )
                .JsonAsync(HttpStatusCode.Created);
        var handover = (
            await _ops.PostAsync(
                    $"/v1/accounts/{account}/handovers",
                    new
                    {
                        fromRole = "csm",
                        toRole = "csm",
                        toPersonId = to,
                        brief = Brief,
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

        var page = await _ops.GetAsync($"/v1/handovers/{handover}").JsonAsync();

        page.GetProperty("lastInteractions")
            .EnumerateArray()
            .Select(it => it.Text("title"))
            .ShouldBe(Enumerable.Range(0, 10).Select(i => $"call {i}"));
        page.GetProperty("contacts").GetArrayLength().ShouldBe(1);
        page.GetProperty("handover")
            .GetProperty("brief")
            .GetProperty("openRisks")[0]
            .GetString()
            .ShouldBe("sponsor is new");
        page.GetProperty("missingBeforeAcceptance").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task When_a_contract_is_signed_owners_are_assigned_and_the_transition_and_kickoff_clock_begin()
    {
        var onboarding = Api.Unique("onboarding");
        await _ops.PutJsonAsync($"/v1/team/{onboarding}", new { name = "Olga", roles = new[] { "onboarding_manager" } })
            .JsonAsync();
        await _ops.PutJsonAsync($"/v1/team/{Api.Unique("csm")}", new { name = "Carl", roles = new[] { "csm" } })
            .JsonAsync();
        await _ops.PutJsonAsync(
                "/v1/calendar",
                new
                {
                    timeZone = "Europe/Berlin",
                    weekend = new[] { "saturday", "sunday" },
                    holidays = new[] { new { day = "2026-12-25", name = "Christmas" } },
                }
            )
            .JsonAsync();
        var account = await _ops.CreateAccountAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/account_executive", new { personId = "seller" })
            .JsonAsync();
        var contract = Guid.NewGuid();

        // Signed on a Tuesday: Wednesday, Thursday, (Friday is a holiday, then the weekend), Monday, Tuesday.
        await service.TellAsync(
            new ContractSigned(
                account,
                contract,
                "C-1",
                new DateOnly(2026, 12, 22),
                new DateOnly(2027, 1, 1),
                null,
                new Money(12_000, "EUR")
            )
        );
        var kickoff = await Eventually.GetAsync(
            async () => (await _ops.GetAsync($"/v1/kickoffs?account={account}").JsonAsync()).Items().ToList(),
            it => it.Count == 1,
            "the kickoff clock runs"
        );

        kickoff[0].Text("dueOn").ShouldBe("2026-12-29");
        var owners = (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).GetProperty("owners");
        owners.TextOrNull("csm").ShouldNotBeNull();
        var manager = owners.Text("onboarding_manager");
        (await _ops.PostAsync($"/v1/kickoffs/{contract}/held", new { }).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("kickoffs/transition-open");

        var transition = (await _ops.GetAsync($"/v1/handovers?account={account}").JsonAsync()).Items().Single();
        (transition.Text("fromPersonId"), transition.Text("toPersonId"), transition.Text("toRole")).ShouldBe(
            ("seller", manager, "onboarding_manager")
        );
        await _ops.PatchAsync(
                $"/v1/handovers/{transition.Id()}",
                new { brief = Brief, checklist = Array.Empty<object>() }
            )
            .JsonAsync();
        using var receiver = service.ClientFor(Roles.Csm, manager);
        await receiver.PostAsync($"/v1/handovers/{transition.Id()}/accept", new { }).JsonAsync();
        (await _ops.PostAsync($"/v1/kickoffs/{contract}/held", new { }).JsonAsync())
            .TextOrNull("heldAt")
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task A_kickoff_has_the_time_that_the_customer_booked_moved_or_cancelled()
    {
        var (account, contract) = (await _ops.CreateAccountAsync(), Guid.NewGuid());
        await service.TellAsync(
            new ContractSigned(
                account,
                contract,
                "C-2",
                new DateOnly(2026, 12, 22),
                new DateOnly(2027, 1, 1),
                null,
                new Money(12_000, "EUR")
            )
        );
        var (meeting, at) = (Guid.NewGuid(), new DateTimeOffset(2026, 12, 28, 9, 0, 0, TimeSpan.Zero));
        MeetingBooked Booked(DateTimeOffset from, string purpose, int sequence) =>
            new(account, meeting, Guid.NewGuid(), null, from, from.AddHours(1), purpose, ["mia"], sequence);
        Task BookedForAsync(string? expected) =>
            Eventually.HoldsAsync(
                async () =>
                    (await _ops.GetAsync($"/v1/kickoffs?account={account}").JsonAsync()).Items().ToList()
                        is [var kickoff]
                    && kickoff.TextOrNull("bookedFor") == expected,
                $"the kickoff is booked for {expected}"
            );
        await BookedForAsync(null);

        await service.TellAsync(Booked(at, "kickoff", 0));
        await BookedForAsync("2026-12-28T09:00:00.000Z");
        await service.TellAsync(Booked(at.AddDays(2), "meeting", 0));
        await service.TellAsync(Booked(at.AddDays(1), "kickoff", 1));
        await BookedForAsync("2026-12-29T09:00:00.000Z");
        await service.TellAsync(new MeetingCancelled(account, meeting, Guid.NewGuid(), at, "kickoff"));
        await BookedForAsync(null);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("withdraw")]
    public async Task A_kickoff_is_held_only_after_the_transition_was_accepted(string decision)
    {
        var account = await _ops.CreateAccountAsync();
        var onboarding = Api.Unique("onboarding");
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/account_executive", new { personId = "seller" })
            .JsonAsync();
        await _ops.PutJsonAsync($"/v1/accounts/{account}/owners/onboarding_manager", new { personId = onboarding })
            .JsonAsync();
        var contract = Guid.NewGuid();
        var today = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);
        await service.TellAsync(
            new ContractSigned(account, contract, "C-2", today, today, null, new Money(12_000, "EUR"))
        );
        await Eventually.HoldsAsync(
            async () => (await _ops.GetAsync($"/v1/kickoffs?account={account}").JsonAsync()).Items().Any(),
            "the kickoff clock runs"
        );
        var transition = (await _ops.GetAsync($"/v1/handovers?account={account}").JsonAsync()).Items().Single().Id();
        using var receiver = service.ClientFor(Roles.Csm, onboarding);

        await (decision == "refuse" ? receiver : _ops)
            .PostAsync($"/v1/handovers/{transition}/{decision}", new { reason = "no goals yet" })
            .JsonAsync();

        var refused = await _ops.PostAsync($"/v1/kickoffs/{contract}/held", new { }).JsonAsync(HttpStatusCode.Conflict);
        refused.Text("type").ShouldBe("kickoffs/transition-not-accepted");
        (await _ops.GetAsync($"/v1/kickoffs?account={account}").JsonAsync())
            .Items()
            .Single()
            .TextOrNull("heldAt")
            .ShouldBeNull();

        var again = new
        {
            fromRole = "account_executive",
            toRole = "onboarding_manager",
            toPersonId = onboarding,
            brief = Brief,
            checklist = Array.Empty<object>(),
        };
        var accepted = (
            await _ops.PostAsync($"/v1/accounts/{account}/handovers", again).JsonAsync(HttpStatusCode.Created)
        ).Id();
        await receiver.PostAsync($"/v1/handovers/{accepted}/accept", new { }).JsonAsync();
        (await _ops.PostAsync($"/v1/kickoffs/{contract}/held", new { }).JsonAsync())
            .TextOrNull("heldAt")
            .ShouldNotBeNull();
    }
}
