using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.Engagement.ContactBudget;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Tests.ContactBudget;

/// <summary>
/// Many writers with clocks that differ want to reach the same people; some die before they commit. Every decision is
/// then made again, one after the other in the order in which the locks were granted, by counting.
/// </summary>
public sealed class ConcurrentBudgetTests(EngagementUnderTest engagement)
{
    private const int Writers = 64;
    private static readonly DateTimeOffset Start = new(2031, 1, 6, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Topics = ["product", "product", "value", "event", "newsletter", "legal"];

    [Fact]
    public async Task No_window_is_over_the_policy_and_nobody_waits_longer_than_it_says()
    {
        var attempts = Environment.GetEnvironmentVariable("PLATFORM_LONG") == "1" ? 1_000_000 : 5_000;
        var people = attempts / 40;
        var mark = Guid.NewGuid().ToString("N")[..12];
        var decided = new ConcurrentBag<Decision>();
        var next = 0;
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer))));

        var seconds = watch.Elapsed.TotalSeconds;
        var committed = decided.OrderBy(decision => decision.Answer.Sequence).ToList();
        committed.Count.ShouldBeInRange(attempts * 9 / 10, attempts * 99 / 100, "some of them died");
        committed.Select(decision => decision.Answer.Sequence).ShouldBeUnique();
        DecideAgain(committed);
        await NothingIsOverAsync(mark);
        committed.Count(decision => decision.Answer.State == TouchState.Refused).ShouldBeGreaterThan(attempts / 10);
        committed.Count(decision => decision.Answer.State == TouchState.Reserved).ShouldBeGreaterThan(attempts / 20);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{attempts} attempts, {committed.Count} committed in {seconds:F1} s: {committed.Count / seconds:F0}/s"
        );

        async Task WriteAsync(int writer)
        {
            var random = new Random(writer);
            // Clocks differ by up to a day either way.
            var clock = new SkewedClock(Start.AddMinutes(random.Next(-1440, 1440)));
            var database = new Database(
                engagement.Services.GetRequiredService<ConnectionPools>(),
                new RequestContext(clock, engagement.Services.GetRequiredService<ServiceIdentity>()),
                []
            );
            var budget = new ContactBudgetService(
                Options.Create(new ContactBudgetOptions()),
                engagement.Services.GetRequiredService<OrganisationCalendar>()
            );
            while (Interlocked.Increment(ref next) is var attempt && attempt <= attempts)
            {
                clock.Now = clock.Now.AddMinutes(random.Next(0, 90));
                var person = random.Next(people);
                var request = new TouchRequest(
                    $"{mark}-{person}@example.com",
                    random.Next(3) == 0 ? null : new Guid(person / 8 + 1, 0, 0, [.. Convert.FromHexString(mark), 0, 0]),
                    "email",
                    Topics[random.Next(Topics.Length)],
                    random.Next(100),
                    "tests",
                    $"{mark}-{attempt}"
                )
                {
                    PlannedAt = random.Next(2) == 0 ? null : clock.Now.AddMinutes(random.Next(0, 60 * 24 * 60)),
                };
                await using var work = await database.BeginAsync();
                var answer = await budget.ReserveAsync(work, request, CancellationToken.None);
                if (random.Next(20) == 0)
                    continue; // Dies: the transaction rolls back.
                await work.CommitAsync();
                decided.Add(new Decision(request, clock.Now, answer));
            }
        }
    }

    /// <summary>The same decisions, one after the other, by counting instead of by intervals.</summary>
    private static void DecideAgain(List<Decision> decisions)
    {
        var ofPerson = new Dictionary<string, List<DateTimeOffset>>(StringComparer.Ordinal);
        var ofAccount = new Dictionary<Guid, List<DateTimeOffset>>();
        foreach (var (request, now, answer) in decisions)
        {
            var person = ListOf(ofPerson, request.Email);
            var account = request.AccountId is { } id ? ListOf(ofAccount, id) : null;
            var wanted = request.PlannedAt > now ? request.PlannedAt.Value : now;
            if (TouchTopics.IsExempt(request.Topic))
                answer.At.ShouldBe(wanted);
            else
            {
                var opening = Opening(wanted);
                var first = opening;
                while (!Fits(first, person, account))
                    first = Opening(NextCandidate(first, person, account));
                if (first == opening)
                    (answer.State, answer.At).ShouldBe((TouchState.Reserved, opening));
                else
                    (answer.State, answer.NextFreeAt).ShouldBe((TouchState.Refused, first));
            }
            if (answer.State != TouchState.Reserved)
                continue;
            person.Add(answer.At);
            account?.Add(answer.At);
        }
    }

    private static bool Fits(DateTimeOffset at, List<DateTimeOffset> person, List<DateTimeOffset>? account) =>
        MostTogether(at, person, 7) <= 2
        && MostTogether(at, person, 30) <= 6
        && (account is null || MostTogether(at, account, 7) <= 10);

    /// <summary>The most touches, with one at that instant, of any window that holds it.</summary>
    private static int MostTogether(DateTimeOffset at, List<DateTimeOffset> others, int days)
    {
        var near = others.Where(other => (other - at).Duration() < TimeSpan.FromDays(days)).Append(at).ToList();
        return near.Where(begin => begin <= at)
            .Max(begin => near.Count(other => other >= begin && other < begin.AddDays(days)));
    }

    /// <summary>An instant can become free only where a touch leaves one of the windows.</summary>
    private static DateTimeOffset NextCandidate(
        DateTimeOffset after,
        List<DateTimeOffset> person,
        List<DateTimeOffset>? account
    ) =>
        person
            .SelectMany(at => new[] { at.AddDays(7), at.AddDays(30) })
            .Concat(account?.Select(at => at.AddDays(7)) ?? [])
            .Where(at => at > after)
            .Min();

    private static DateTimeOffset Opening(DateTimeOffset at)
    {
        while (at.Hour is < 8 or >= 20 || at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            at = new DateTimeOffset(at.Date.AddHours(at.Hour < 8 ? 8 : 32), TimeSpan.Zero);
        return at;
    }

    /// <summary>What the database holds in the end, counted by it.</summary>
    private async Task NothingIsOverAsync(string mark)
    {
        var over = await engagement.Database.QueryAsync<string>(
            """
            with kept as (
                select t.recipient_id, t.account_id, t.at from touch t
                where t.effect_key like @Mark and t.state = 'reserved' and not t.is_exempt
            )
            select 'person ' || recipient_id from kept a
            where (select count(*) from kept b where b.recipient_id = a.recipient_id
                    and b.at >= a.at and b.at < a.at + interval '7 days') > 2
               or (select count(*) from kept b where b.recipient_id = a.recipient_id
                    and b.at >= a.at and b.at < a.at + interval '30 days') > 6
            union all
            select 'account ' || account_id from kept a
            where (select count(*) from kept b where b.account_id = a.account_id
                    and b.at >= a.at and b.at < a.at + interval '7 days') > 10
            """,
            new { Mark = mark + "-%" }
        );
        over.ShouldBeEmpty();
    }

    private static List<DateTimeOffset> ListOf<TKey>(Dictionary<TKey, List<DateTimeOffset>> lists, TKey key)
        where TKey : notnull => lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    private sealed record Decision(TouchRequest Request, DateTimeOffset Now, Reservation Answer);

    private sealed class SkewedClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
