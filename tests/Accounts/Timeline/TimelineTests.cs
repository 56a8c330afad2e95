using System.Text.RegularExpressions;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Messaging;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Timeline;

public partial class TimelineTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task One_time_ordered_history_is_fed_by_every_service_and_filtered_by_type()
    {
        var account = await _ops.CreateAccountAsync();
        var opened = new RenewalOpened(
            account,
            Guid.NewGuid(),
            null,
            new DateOnly(2027, 1, 31),
            new Money(1200, "EUR")
        );
        await service.TellAsync(opened);
        await service.TellAsync(opened);
        await service.TellAsync(new HealthBandChanged(account, 1, HealthBand.Green, HealthBand.Red, 12, []));
        await service.TellAsync(
            new RiskOpened(account, Guid.NewGuid(), "value_gap", "no use", new Money(5, "EUR"), null)
        );

        var entries = await Eventually.GetAsync(
            async () => (await _ops.GetAsync($"/v1/accounts/{account}/timeline").JsonAsync()).Items().ToList(),
            it => it.Count >= 4,
            "all entries are there"
        );

        entries
            .Select(entry => entry.Text("type"))
            .ShouldBe(["account_created", "renewal_opened", "health_band_changed", "risk_opened"], ignoreOrder: true);
        entries
            .Select(entry => entry.GetProperty("occurredAt").GetDateTimeOffset())
            .ShouldBe(entries.Select(entry => entry.GetProperty("occurredAt").GetDateTimeOffset()).OrderDescending());
        var only = (await _ops.GetAsync($"/v1/accounts/{account}/timeline?types=risk_opened").JsonAsync())
            .Items()
            .Single();
        (only.Text("service"), only.Text("actor")).ShouldBe(("renewals", "test"));
    }

    [Fact]
    public async Task Plans_responses_loops_requests_and_revenue_stand_in_the_history()
    {
        var account = await _ops.CreateAccountAsync();
        var now = service.Clock.GetUtcNow();
        var day = new DateOnly(2026, 11, 2);
        await service.TellAsync(new PlanAgreed(account, Guid.NewGuid(), 1, day, 3));
        await service.TellAsync(
            new MilestoneCompleted(account, Guid.NewGuid(), "SSO enabled", day, day, ByTelemetry: true)
        );
        await service.TellAsync(new MilestoneOverdue(account, Guid.NewGuid(), "Data imported", day, "customer", null));
        await service.TellAsync(new OnboardingStalled(account, Guid.NewGuid(), "setup", "no_progress", "manager", day));
        await service.TellAsync(new OnboardingCompleted(account, Guid.NewGuid(), day, 41));
        await service.TellAsync(new FirstValueReached(account, Guid.NewGuid(), "first_report", now, 12));
        await service.TellAsync(new TacticStalled(account, Guid.NewGuid(), "Weekly reports", 0.2m, 0.5m, null));
        await service.TellAsync(new ReviewHeld(account, Guid.NewGuid(), "qbr", day, Counts: false));
        await service.TellAsync(new ReviewMissed(account, Guid.NewGuid(), "ebr", day));
        await service.TellAsync(
            new ValueConfirmed(
                account,
                Guid.NewGuid(),
                Guid.NewGuid(),
                "activating users 30 % faster",
                new Money(12000, "EUR"),
                "their CFO"
            )
        );
        await service.TellAsync(
            new SurveyAnswered(
                account,
                Guid.NewGuid(),
                Guid.NewGuid(),
                null,
                null,
                "nps",
                3,
                10,
                "detractor",
                now,
                Corrected: false
            )
        );
        await service.TellAsync(
            new LoopOpened(account, Guid.NewGuid(), Guid.NewGuid(), "detractor", null, now.AddDays(2))
        );
        await service.TellAsync(new LoopOverdue(account, Guid.NewGuid(), "follow_up", null, now));
        await service.TellAsync(new LoopClosed(account, Guid.NewGuid(), 26.5m, "export is faster"));
        await service.TellAsync(
            new RequestStatusChanged(account, Guid.NewGuid(), 2, "Export to parquet", "submitted", "planned")
        );
        await service.TellAsync(new AdvocateIdentified(account, Guid.NewGuid(), null, "power_user"));
        await service.TellAsync(
            new RevenueMoved(
                account,
                [new RevenueMovement(Guid.NewGuid(), "contraction", new Money(-25, "EUR"), day, null)]
            )
        );
        await service.TellAsync(
            new RetrospectiveOpened(account, Guid.NewGuid(), Guid.NewGuid(), Surprise: false, DaysFlagged: 34)
        );

        var titles = await Eventually.GetAsync(
            async () =>
                (await _ops.GetAsync($"/v1/accounts/{account}/timeline?limit=50").JsonAsync())
                    .Items()
                    .ToDictionary(
                        entry => entry.Text("type"),
                        entry => $"{entry.Text("service")}: {entry.Text("title")}"
                    ),
            it => it.Count >= 19,
            "all entries are there"
        );

        titles["milestone_completed"].ShouldBe("success-plans: Milestone completed by usage itself: SSO enabled");
        titles["review_held"].ShouldBe("success-plans: QBR held; it does not count, no senior sponsor attended");
        titles["survey_answered"].ShouldBe("feedback: NPS 3 of 10 (detractor)");
        titles["request_status_changed"].ShouldBe("feedback: Product request submitted → planned: Export to parquet");
        titles["revenue_moved"].ShouldBe("renewals: Recurring revenue: contraction -25.00 EUR a month from 2026-11-02");
        titles["retrospective_opened"].ShouldBe("renewals: Retrospective opened: the loss was flagged 34 days before");
    }

    [Fact]
    public async Task What_an_import_tells_of_the_past_stands_at_its_own_time()
    {
        var account = await _ops.CreateAccountAsync();
        var (began, ended) = (new DateOnly(2024, 3, 1), new DateOnly(2025, 3, 1));
        RevenueMovement Moved(string kind, decimal delta, DateOnly on, Guid? reverses = null) =>
            new(Guid.CreateVersion7(), kind, new Money(delta, "EUR"), on, reverses);
        await service.TellAsync(
            new RevenueMoved(
                account,
                [Moved("churn", 100, ended, Guid.NewGuid()), Moved("new", 100, began), Moved("churn", -100, ended)]
            )
        );
        await service.TellAsync(new AccountChurned(account, Guid.NewGuid(), ended, new Money(1200, "EUR"), "pricing"));
        await service.TellAsync(new ReviewHeld(account, Guid.NewGuid(), "qbr", new DateOnly(2024, 9, 2), Counts: true));

        var entries = await Eventually.GetAsync(
            async () => (await _ops.GetAsync($"/v1/accounts/{account}/timeline").JsonAsync()).Items().ToList(),
            it => it.Count >= 7,
            "all entries are there"
        );

        var told = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);
        entries
            .Where(e => e.Text("type") != "account_created" && e.Text("type") != "account_changed")
            .Select(e =>
                (e.Text("type"), DateOnly.FromDateTime(e.GetProperty("occurredAt").GetDateTimeOffset().UtcDateTime))
            )
            .ShouldBe(
                [
                    ("revenue_moved", told),
                    ("revenue_moved", ended),
                    ("account_churned", ended),
                    ("review_held", new DateOnly(2024, 9, 2)),
                    ("revenue_moved", began),
                ],
                ignoreOrder: true
            );
        entries
            .Single(e =>
                e.Text("type") == "revenue_moved" && e.Text("title").Contains("new +", StringComparison.Ordinal)
            )
            .Text("title")
            .ShouldBe("Recurring revenue: new +100.00 EUR a month from 2024-03-01");
    }

    // Why an event of another service has no entry of its own.
    private static readonly Dictionary<Type, string> NotShown = new()
    {
        [typeof(ScorecardActivated)] = "about no single account",
        [typeof(ScorecardValidated)] = "about no single account",
        [typeof(ChurnPredicted)] = "about no single account",
        [typeof(SubscriptionChanged)] = "what the account is worth; RevenueMoved tells what changed",
        [typeof(PlanProgressed)] = "a figure; its milestones and values are shown",
        [typeof(OpenRequestsChanged)] = "a figure; each request's changes are shown",
    };

    [Fact]
    public void Every_event_of_every_service_is_shown_or_left_out_for_a_reason()
    {
        var consumed = typeof(TimelineEntry)
            .Assembly.GetTypes()
            .Where(type =>
                type.GetConstructors()
                    .Any(constructor =>
                        constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(TimelineWriter))
                    )
            )
            .SelectMany(type => type.GetInterfaces())
            .Where(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IEventHandler<>))
            .Select(it => it.GetGenericArguments()[0]);
        var others = HealthScoringEvents
            .All.Concat(RenewalsEvents.All)
            .Concat(SuccessPlansEvents.All)
            .Concat(FeedbackEvents.All);

        others.Except(consumed).Except(NotShown.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_that_is_written_is_one_that_filters_know()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Platform.sln")))
            root = Path.GetDirectoryName(root)!;
        var sources = Directory
            .EnumerateFiles(Path.Combine(root, "services", "accounts"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            );
        var written = sources
            .SelectMany(file => WritesEntry().Matches(File.ReadAllText(file)))
            .SelectMany(write => SnakeCase().Matches(write.Value))
            .Select(word => word.Groups["type"].Value)
            .Distinct()
            .ToList();

        written.Count.ShouldBeGreaterThan(40);
        written.Except(TimelineTypes.All).ShouldBeEmpty();
    }

    [GeneratedRegex(@"(TimelineEntry|AppendAsync|ApplyAsync)\([^;]{0,400};", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex WritesEntry();

    [GeneratedRegex("\"(?<type>[a-z]+(_[a-z]+)+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex SnakeCase();

    [Fact]
    public async Task The_history_is_paged_by_cursor_without_gaps()
    {
        var account = await _ops.CreateAccountAsync();
        for (var i = 0; i < 7; i++)
            await _ops.PostAsync(
                    $"/v1/accounts/{account}/activities",
                    new
                    {
                        type = "note",
                        occurredAt = service.Clock.GetUtcNow().AddMinutes(-i % 3),
                        subject = $"{i}",
                    }
                )
                .JsonAsync(System.Net.HttpStatusCode.Created);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await _ops.GetAsync($"/v1/accounts/{account}/timeline?limit=2&cursor={cursor}").JsonAsync();
            seen.AddRange(page.Items().Select(Api.Id));
            cursor = page.TextOrNull("next");
        } while (cursor is not null);
        seen.Distinct().Count().ShouldBe(8);
        seen.Count.ShouldBe(8);
    }

    [Fact]
    public async Task When_nothing_active_remains_the_lifecycle_ends()
    {
        var account = await _ops.CreateAccountAsync();
        await service.TellAsync(
            new AccountChurned(account, Guid.NewGuid(), new DateOnly(2026, 11, 1), new Money(1200, "EUR"), "pricing")
        );

        await Eventually.HoldsAsync(
            async () => (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).Text("lifecycle") == "churned",
            "the account is churned"
        );
    }
}
