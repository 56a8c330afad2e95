using System.Numerics;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Insights.Charts;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Insights;

/// <param name="Accounts">How many accounts were looked at; at the limit it is a sample of the book.</param>
/// <param name="Start">What starts the count.</param>
/// <param name="Kind">What counts as still being there.</param>
/// <param name="Clock">How days are counted.</param>
/// <param name="Cohorts">By when they started.</param>
/// <param name="Mean">Over all cohorts, weighted by their size.</param>
/// <param name="LeftOut"> Of first use: seen on the first day of which any use is recorded, so that it is not known
/// when
/// they began.
/// </param>
public sealed record GetRetentionResponse(
    string Unit,
    string Start,
    string Kind,
    string Clock,
    int Accounts,
    bool Sampled,
    IReadOnlyList<RetentionCohort> Cohorts,
    IReadOnlyList<RetentionPoint> Mean,
    int LeftOut
);

/// <param name="Size">Only accounts of this size: <c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
public sealed record GetRetentionQuery(
    string Unit = "user",
    string Start = "first_use",
    string Kind = "unbounded",
    string Clock = "calendar",
    string Cohort = "month",
    string? Size = null,
    string Format = "json"
);

/// <summary>
/// <c>GET /v1/insights/retention</c>: who comes back. <c>unit</c> user or account; <c>start</c> first_use, sign_up or
/// first_payment (accounts); <c>kind</c> n_day, unbounded or bracket; <c>clock</c> calendar or rolling; <c>cohort</c>
/// week (from Monday) or calendar month; <c>size</c>; <c>format</c> json or svg. Accounts that signed up or paid and
/// never used the product are in their cohorts, retained nowhere.
/// </summary>
public static class GetRetention
{
    private const int CohortsDrawn = 5;
    private static readonly int[] Points = [0, 1, 3, 7, 14, 30, 60, 90, 120, 180];

    public static void Map(IEndpointRouteBuilder insights) =>
        insights.MapGet("/retention", HandleAsync).WithName(nameof(GetRetention));

    private static async Task<Results<Ok<GetRetentionResponse>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        [AsParameters] GetRetentionQuery query,
        InsightReadModel book,
        UsageCalendar calendar,
        CancellationToken ct
    )
    {
        var errors = new Choices()
            .Check("unit", query.Unit, "user", "account")
            .Check("start", query.Start, "first_use", "sign_up", "first_payment")
            .Check("kind", query.Kind, "n_day", "unbounded", "bracket")
            .Check("clock", query.Clock, "calendar", "rolling")
            .Check("cohort", query.Cohort, "week", "month")
            .Check("format", query.Format, "json", "svg")
            .Errors;
        if (query.Unit == "user" && query.Start != "first_use")
            errors["start"] = ["users have no sign-up or payment of their own: first_use, or unit=account"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        if (await book.CheckSizeAsync(query.Size, ct) is { } unknown)
            return unknown.ToResult();

        var accounts = await book.AccountsAsync(query.Size, ct);
        var byId = accounts.ToDictionary(a => a.AccountId);
        var options = new RetentionOptions(
            query.Kind switch
            {
                "n_day" => RetentionKind.NDay,
                "bracket" => RetentionKind.Bracket,
                _ => RetentionKind.Unbounded,
            },
            query.Clock == "rolling",
            Points,
            query.Cohort == "week" ? CohortKind.Week : CohortKind.Month
        );
        var curves = new RetentionCurves(options, (long)calendar.Today.DayNumber * RetentionSubject.PerDay);
        var firstDay = query.Start == "first_use" ? await book.FirstRecordedDayAsync(ct) : null;
        var leftOut = 0;
        await foreach (
            var days in book.DaysAsync(
                accounts.Select(a => new AccountSpan(a.AccountId, DateOnly.MinValue.AddDays(1), calendar.Today)),
                ct
            )
        )
        {
            byId.Remove(days[0].AccountId, out var account);
            foreach (var subject in SubjectsOf(days, query.Unit, query.Start, account!))
                if (subject.FirstDay <= firstDay)
                    leftOut++;
                else
                    curves.Add(subject);
        }
        // Who never used the product came nowhere, and counts all the same.
        foreach (var account in byId.Values)
            if (query.Start != "first_use" && BeganOn(account, query.Start) is { } began)
                curves.Add(new RetentionSubject(HalfHourOf(began), []));

        var result = curves.Result();
        var response = new GetRetentionResponse(
            query.Unit,
            query.Start,
            query.Kind,
            query.Clock,
            accounts.Count,
            accounts.Count == InsightReadModel.MostAccounts,
            result.Cohorts,
            result.Mean,
            leftOut
        );
        return query.Format == "svg" ? Svg.Of(ChartOf(response)) : TypedResults.Ok(response);
    }

    private static IEnumerable<RetentionSubject> SubjectsOf(
        IReadOnlyList<StoredDay> days,
        string unit,
        string start,
        InsightAccount account
    )
    {
        var active = new Dictionary<int, List<long>>();
        foreach (var day in days)
        foreach (ref readonly var entry in day.Usage.Entries)
        {
            var key = unit == "user" ? entry.User : 0;
            if (!active.TryGetValue(key, out var halfHours))
                active[key] = halfHours = [];
            for (var slots = entry.Slots; slots != 0; slots &= slots - 1)
                halfHours.Add(
                    (long)day.Day.DayNumber * RetentionSubject.PerDay + BitOperations.TrailingZeroCount(slots)
                );
        }
        if (start == "first_use")
            return active.Values.Where(a => a.Count > 0).Select(a => new RetentionSubject(a.Min(), a));
        return BeganOn(account, start) is { } began
            ? [new RetentionSubject(HalfHourOf(began), active.GetValueOrDefault(0, []))]
            : [];
    }

    private static DateOnly? BeganOn(InsightAccount account, string start) =>
        start == "sign_up" ? account.SignedUp : account.PaidSince;

    private static long HalfHourOf(DateOnly day) => (long)day.DayNumber * RetentionSubject.PerDay;

    private static Chart ChartOf(GetRetentionResponse result)
    {
        var mean = new ChartSeries(
            "all (mean)",
            [.. result.Mean.Where(p => p.Share is not null).Select(p => new ChartPoint(p.Day, p.Share!.Value))]
        );
        // Only periods that have begun: one that is still to come would be drawn as a fall to nothing.
        var cohorts = result
            .Cohorts.TakeLast(CohortsDrawn)
            .Select(c => new ChartSeries(
                $"{c.From:yyyy-MM-dd} ({c.Size})",
                [
                    .. c
                        .Cells.TakeWhile(x => x.Complete || x.Retained > 0)
                        .Select(x => new ChartPoint(x.Day, x.Share, Open: !x.Complete)),
                ]
            ));
        return new(
            $"Retention of {result.Unit}s, {result.Kind.Replace('_', '-')}",
            "days since the start",
            "retained",
            [mean, .. cohorts],
            Note: "Hollow and dashed: not over yet, and left out of the mean. In brackets: size of the cohort."
        );
    }
}
