using System.Globalization;
using System.Net;
using System.Text.Json;
using Platform.Contracts.Accounts;
using Platform.Contracts.Engagement;
using Platform.Contracts.Renewals;
using Platform.Engagement.V1;
using Platform.TestKit;

namespace Platform.Engagement.Tests.ContactBudget;

public sealed class ContactBudgetTests(EngagementUnderTest engagement)
{
    private const string Reservations = "/v1/contact-budget/reservations";
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");

    [Fact]
    public async Task A_person_gets_two_touches_in_seven_days_over_all_channels_and_the_third_learns_when()
    {
        var monday = Monday();
        var email = Address();
        (await PlaceAsync(email, monday, "email")).Text("state").ShouldBe("reserved");
        (await PlaceAsync(email, monday.AddHours(1), "in_app")).Instant("plannedAt").ShouldBe(monday.AddHours(1));

        var (status, problem) = await RefusedAsync(email, monday.AddDays(2), "survey");
        status.ShouldBe(409);
        problem.Text("type").ShouldBe("contact-budget/refused");
        problem.Text("reason").ShouldBe("person_full");
        problem.Instant("nextFreeAt").ShouldBe(monday + Week);
        // The instant that it was told is one at which it fits, and the one before is not.
        (await RefusedAsync(email, monday + Week - TimeSpan.FromSeconds(1), "survey")).Status.ShouldBe(409);
        (await PlaceAsync(email, monday + Week, "survey")).Instant("plannedAt").ShouldBe(monday + Week);
    }

    [Fact]
    public async Task Every_spelling_of_an_address_is_one_person()
    {
        var monday = Monday();
        var name = Guid.NewGuid().ToString("N");
        await PlaceAsync($"ze\u0301-{name}@bücher.example", monday);
        await PlaceAsync($" ZÉ-{name}@XN--BCHER-KVA.example ", monday);
        (await RefusedAsync($"zé-{name}@Bücher.Example", monday)).Problem.Text("reason").ShouldBe("person_full");
        var budget = await _ops.ReadAsync(
            $"/v1/contact-budget?email={Uri.EscapeDataString($"zé-{name}@bücher.example")}"
        );
        budget.Text("email").ShouldBe($"zé-{name}@xn--bcher-kva.example");
        budget.List("touches").Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_person_gets_six_touches_in_thirty_days()
    {
        var monday = Monday();
        var email = Address();
        for (var week = 0; week < 3; week++)
        for (var touch = 0; touch < 2; touch++)
            await PlaceAsync(email, monday + week * Week);
        (await RefusedAsync(email, monday + 3 * Week)).Problem.Instant("nextFreeAt").ShouldBe(monday.AddDays(30));
    }

    [Fact]
    public async Task An_account_gets_ten_touches_in_seven_days_however_many_people_it_has()
    {
        var monday = Monday();
        var account = await engagement.AccountAsync();
        for (var person = 0; person < 10; person++)
            await PlaceAsync(Address(), monday, account: account);
        var (_, problem) = await RefusedAsync(Address(), monday.AddDays(1), account: account);
        problem.Text("reason").ShouldBe("account_full");
        problem.Instant("nextFreeAt").ShouldBe(monday + Week);
    }

    [Theory]
    [InlineData("one_to_one")]
    [InlineData("legal")]
    [InlineData("security")]
    [InlineData("incident")]
    [InlineData("transactional")]
    public async Task Replies_and_what_a_person_has_to_know_count_and_are_never_refused(string topic)
    {
        // A Sunday night, at that.
        var sunday = Monday().AddDays(6).AddHours(12);
        var email = Address();
        for (var touch = 0; touch < 4; touch++)
            (await PlaceAsync(email, sunday, topic: topic)).Instant("plannedAt").ShouldBe(sunday);
        (await RefusedAsync(email, sunday)).Problem.Text("reason").ShouldBe("person_full");
        var touches = (await BudgetAsync(email)).List("touches");
        touches.Count(touch => touch.GetProperty("isNeverStopped").GetBoolean()).ShouldBe(4);
    }

    [Fact]
    public async Task A_touch_due_in_quiet_hours_moves_to_the_next_opening_of_the_persons_own_zone()
    {
        var friday = Monday().AddDays(4);
        var email = Address();
        // 21:00 UTC on Friday: Monday 8:00 for the organisation, which is in UTC.
        (await PlaceAsync(email, friday.AddHours(12))).Instant("plannedAt").ShouldBe(friday.AddDays(3).AddHours(-1));

        // The account's country goes before the organisation.
        var account = await engagement.AccountAsync(country: "Japan");
        (await PlaceAsync(Address(), friday.AddHours(4), account: account))
            .Instant("plannedAt")
            .ShouldBe(
                friday.AddDays(2).AddHours(14),
                "13:00 UTC is Friday 22:00 in Tokyo; Monday 8:00 is Sunday 23:00 UTC"
            );

        // And the person's own zone before both.
        var traveller = Address();
        await _ops.PutAsync("/v1/contact-budget/recipient", new { email = traveller, timeZone = "Pacific/Honolulu" });
        (await PlaceAsync(traveller, friday.AddHours(12), account: account))
            .Instant("plannedAt")
            .ShouldBe(friday.AddHours(12), "21:00 UTC is Friday 11:00 in Honolulu");
    }

    [Fact]
    public async Task The_last_place_goes_by_priority_then_by_renewal_then_by_age()
    {
        var monday = Monday();
        var rich = await engagement.AccountAsync();
        await engagement.TellAsync(
            new RenewalOpened(
                rich,
                Guid.NewGuid(),
                null,
                engagement.Today.AddDays(90),
                new Contracts.Money(90_000m, "EUR")
            )
        );
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select exists (select from account_renewal where account_id = @rich)",
                    new { rich }
                ),
            "the renewal is known"
        );
        var email = Address();
        var poor = await engagement.AccountAsync();
        object Item(int priority, Guid account) =>
            new
            {
                email,
                accountId = account,
                channel = "email",
                topic = "product",
                priority,
                plannedAt = monday,
            };

        var answer = await _ops.PostAsync(
            $"{Reservations}/bulk",
            new { items = new[] { Item(50, poor), Item(50, poor), Item(50, rich), Item(60, poor) } }
        );
        answer.Number("reserved").ShouldBe(2);
        answer
            .List("results")
            .Select(result => result.GetProperty("reservation").Text("state"))
            .ShouldBe(["refused", "refused", "reserved", "reserved"], "the highest priority and the larger renewal");
        answer
            .List("results")
            .Take(2)
            .Select(result => result.GetProperty("reservation").Instant("nextFreeAt"))
            .ShouldAllBe(next => next == monday + Week);

        // All alike: who asks first.
        var other = Address();
        var alike = await _ops.PostAsync(
            $"{Reservations}/bulk",
            new
            {
                items = Enumerable
                    .Range(0, 3)
                    .Select(_ => new
                    {
                        email = other,
                        channel = "email",
                        topic = "product",
                        plannedAt = monday,
                    }),
            }
        );
        alike
            .List("results")
            .Select(result => result.GetProperty("reservation").Text("state"))
            .ShouldBe(["reserved", "reserved", "refused"]);
    }

    [Fact]
    public async Task A_place_given_back_is_free_again_and_one_that_was_used_is_not()
    {
        var monday = Monday();
        var account = await engagement.AccountAsync();
        var email = Address();
        var first = (await PlaceAsync(email, monday, account: account)).Id();
        var second = (await PlaceAsync(email, monday, account: account)).Id();

        (await _ops.PostAsync($"{Reservations}/{first}/sent", new { })).Text("state").ShouldBe("sent");
        (await _ops.PostAsync($"{Reservations}/{first}/sent", new { })).Text("state").ShouldBe("sent");
        (await _ops.SendJsonAsync(HttpMethod.Post, $"{Reservations}/{first}/release").ProblemAsync()).Type.ShouldBe(
            "contact-budget/already-sent"
        );
        var told = (await engagement.ToldAsync<TouchSent>(account, 1)).ShouldHaveSingleItem();
        (told.TouchId, told.Channel, told.Topic, told.Source, told.SentAt).ShouldBe(
            (first, "email", "product", "tests", monday)
        );

        (await RefusedAsync(email, monday)).Status.ShouldBe(409);
        (await _ops.PostAsync($"{Reservations}/{second}/release", new { })).Text("state").ShouldBe("released");
        (await PlaceAsync(email, monday)).Text("state").ShouldBe("reserved");
    }

    [Fact]
    public async Task A_place_that_was_neither_used_nor_given_back_is_free_after_a_day()
    {
        var email = Address();
        await PlaceAsync(email, null, topic: "security");
        await PlaceAsync(email, null, topic: "security");
        (await RefusedAsync(email, null)).Status.ShouldBe(409);
        await engagement.PassAsync(TimeSpan.FromHours(25));
        (await BudgetAsync(email)).List("touches").Select(touch => touch.Text("state")).ShouldContain("released");
        (await PlaceAsync(email, null)).Text("state").ShouldBe("reserved");
    }

    [Fact]
    public async Task The_same_effect_key_is_the_same_touch()
    {
        var monday = Monday();
        var (email, key) = (Address(), Guid.NewGuid().ToString());
        var first = await PlaceAsync(email, monday, key: key);
        (await PlaceAsync(email, monday, key: key)).Id().ShouldBe(first.Id());
        await PlaceAsync(email, monday);
        (await BudgetAsync(email)).List("touches").Count.ShouldBe(2);
        (await SendAsync(Address(), monday, key: key).ProblemAsync()).Type.ShouldBe("contact-budget/effect-key-used");
    }

    [Theory]
    [InlineData("bounced")]
    [InlineData("complained")]
    [InlineData("left")]
    public async Task A_person_whose_state_is_not_ok_is_not_written_to(string state)
    {
        var email = Address();
        var kept = await _ops.PutAsync("/v1/contact-budget/recipient", new { email, state });
        kept.Text("state").ShouldBe(state);
        var (_, problem) = await RefusedAsync(email, Monday());
        problem.Text("reason").ShouldBe(state);
        problem.Has("nextFreeAt").ShouldBeFalse();
        await _ops.PutAsync("/v1/contact-budget/recipient", new { email, state = "ok" });
        await PlaceAsync(email, Monday());
    }

    [Fact]
    public async Task The_budget_of_a_person_says_who_wrote_what_and_when()
    {
        var email = Address();
        var account = await engagement.AccountAsync();
        await PlaceAsync(email, null, topic: "incident", account: account);
        var budget = await BudgetAsync(email);
        var touch = budget.List("touches").ShouldHaveSingleItem();
        (
            touch.Text("source"),
            touch.Text("channel"),
            touch.Text("topic"),
            touch.Text("state"),
            touch.Id("accountId"),
            touch.Text("requestedBy")
        ).ShouldBe(("tests", "email", "incident", "reserved", account, "olga"));
        budget
            .List("windows")
            .Select(window => (window.Number("days"), window.Number("used"), window.Number("limit")))
            .ShouldBe([(7, 1, 2), (30, 1, 6)]);
        budget.Text("state").ShouldBe("ok");
        budget.Has("nextFreeAt").ShouldBeTrue();
    }

    [Fact]
    public async Task Of_an_erased_person_the_address_is_not_kept()
    {
        var account = await engagement.AccountAsync();
        var email = Address();
        var contact = await engagement.ContactAsync(account, email: email);
        await PlaceAsync(email, null, topic: "legal", account: account);
        await engagement.TellAsync(new ContactErasureRequested(account, Guid.NewGuid(), contact, []));
        await Eventually.HoldsAsync(
            async () => (await BudgetAsync(email)).List("touches").Count == 0,
            "the person is erased"
        );
        // That somebody was written to still counts for the account.
        (
            await engagement.Database.ScalarAsync<int>(
                "select count(*)::int from touch where account_id = @account and state = 'reserved'",
                new { account }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Each_of_a_thousand_items_has_its_own_answer_and_one_more_is_refused()
    {
        var monday = Monday();
        var mark = Guid.NewGuid().ToString("N");
        var items = Enumerable
            .Range(0, 1000)
            .Select(i => new
            {
                email = i == 7 ? "nobody" : $"{mark}-{i % 300}@example.com",
                channel = "email",
                topic = "newsletter",
                plannedAt = monday,
            })
            .ToList();
        var answer = await _ops.PostAsync($"{Reservations}/bulk", new { items });
        answer.Number("invalid").ShouldBe(1);
        // Item 7's person is asked about three times instead of four: two fit all the same.
        answer.Number("reserved").ShouldBe(600);
        answer.Number("refused").ShouldBe(399);
        answer.List("results")[7].GetProperty("errors").Has("email").ShouldBeTrue();
        (
            await _ops.SendJsonAsync(HttpMethod.Post, $"{Reservations}/bulk", new { items = items.Append(items[0]) })
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_not_valid_is_named_field_by_field()
    {
        var (status, type, detail) = await _ops.SendJsonAsync(
                HttpMethod.Post,
                Reservations,
                new
                {
                    email = "nobody at home",
                    channel = "pigeon",
                    topic = "weather",
                    plannedAt = "2199-01-01T00:00:00Z",
                }
            )
            .ProblemAsync();
        (status, type).ShouldBe((400, "validation"));
        foreach (var field in new[] { "email", "channel", "topic", "plannedAt" })
            detail.ShouldContain($"\"{field}\"");
    }

    [Fact]
    public async Task A_csm_reserves_for_their_own_accounts_and_nobody_elses()
    {
        var account = await engagement.AccountAsync(csm: "carla");
        var body = new
        {
            email = Address(),
            accountId = account,
            channel = "email",
            topic = "product",
        };
        (
            await engagement.ClientFor("csm", "carla").SendJsonAsync(HttpMethod.Post, Reservations, body)
        ).StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        (
            await engagement.ClientFor("csm", "dora").SendJsonAsync(HttpMethod.Post, Reservations, body)
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await engagement.ClientFor("executive", "eve").SendJsonAsync(HttpMethod.Post, Reservations, body)
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await engagement
                .ClientFor("partner", "key:1", "engagement:read")
                .SendJsonAsync(HttpMethod.Post, Reservations, body)
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_service_asks_over_grpc_by_the_same_rules()
    {
        var monday = Monday();
        var client = new ContactBudgetService.ContactBudgetServiceClient(
            engagement.ChannelFor("service", "service:feedback")
        );
        var email = Address();
        var request = new ReserveTouchesRequest();
        for (var i = 0; i < 3; i++)
            request.Touches.Add(
                new TouchWish
                {
                    Email = email,
                    Channel = "survey",
                    Topic = "survey",
                    PlannedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(monday),
                    EffectKey = $"{email}/{i}",
                    Source = "survey",
                }
            );
        var answer = await client.ReserveTouchesAsync(request);
        answer.Reservations.Select(r => r.State).ShouldBe(["reserved", "reserved", "refused"]);
        answer.Reservations[2].NextFreeAt.ToDateTimeOffset().ShouldBe(monday + Week);
        answer.Reservations[2].Reason.ShouldBe("person_full");

        var confirm = new ConfirmTouchesRequest { TouchIds = { answer.Reservations[0].TouchId } };
        (await client.ConfirmTouchesAsync(confirm)).Confirmed.ShouldBe(1);
        (await client.ConfirmTouchesAsync(confirm)).Confirmed.ShouldBe(0);
        await client.ReleaseTouchesAsync(new ReleaseTouchesRequest { TouchIds = { answer.Reservations[1].TouchId } });
        (await BudgetAsync(email))
            .List("touches")
            .Select(touch => touch.Text("state"))
            .Order()
            .ShouldBe(["refused", "released", "sent"]);
    }

    /// <summary>A Monday at 9:00 UTC that lies ahead.</summary>
    private DateTimeOffset Monday()
    {
        var day = engagement.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Monday)
            day = day.AddDays(1);
        return new DateTimeOffset(day.AddHours(9), TimeSpan.Zero);
    }

    private static string Address() => $"{Guid.NewGuid():N}@example.com";

    private Task<JsonElement> BudgetAsync(string email) => _ops.ReadAsync($"/v1/contact-budget?email={email}");

    private async Task<JsonElement> PlaceAsync(
        string email,
        DateTimeOffset? at,
        string channel = "email",
        string topic = "product",
        Guid? account = null,
        string? key = null
    ) => await (await SendAsync(email, at, channel, topic, account, key)).JsonAsync();

    private async Task<(int Status, JsonElement Problem)> RefusedAsync(
        string email,
        DateTimeOffset? at,
        string channel = "email",
        Guid? account = null
    )
    {
        var response = await SendAsync(email, at, channel, account: account);
        return (
            (int)response.StatusCode,
            JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync())
        );
    }

    private Task<HttpResponseMessage> SendAsync(
        string email,
        DateTimeOffset? at,
        string channel = "email",
        string topic = "product",
        Guid? account = null,
        string? key = null
    ) =>
        _ops.SendJsonAsync(
            HttpMethod.Post,
            Reservations,
            new
            {
                email,
                accountId = account,
                channel,
                topic,
                plannedAt = at,
                source = "tests",
                effectKey = key,
            }
        );
}

internal static class Instants
{
    public static DateTimeOffset Instant(this JsonElement element, string property) =>
        DateTimeOffset.Parse(
            element.GetProperty(property).GetString()!,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
}
