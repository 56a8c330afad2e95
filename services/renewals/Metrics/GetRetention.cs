using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Metrics.InMemory;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <summary>The question of a retention figure.</summary>
public sealed class GetRetentionQuery
{
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    /// <summary>size, motion, priority, owner, product, cohort (month of the first payment) or arr_band: under_10k,
    /// 10k_to_50k, 50k_to_250k, 250k_to_1m, 1m_and_more by what an account was worth a year on the first day (of who
    /// came later, on the last). Left out: in total.</summary>
    public string? By { get; init; }
    public string? Definition { get; init; }
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary><c>month</c>, or left out for one figure from the first day to the last.</summary>
    public string? Interval { get; init; }

    /// <summary>Months that each month is compared over, 1 to 60.</summary>
    public int? Window { get; init; }
}

/// <summary>
/// GRR, NRR, logo retention, expansion rate, quick ratio and waterfall between two days, by group; with
/// <c>interval=month</c> for every month between them (each against <c>window</c> months before).
/// </summary>
public static class GetRetention
{
    private const int MaxMonths = 120;

    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue.MapGet("/retention", HandleAsync).WithName(nameof(GetRetention));

    private static async Task<Results<Ok<RetentionResponse>, FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        [AsParameters] GetRetentionQuery query,
        PeriodReader reader,
        Definitions definitions,
        RevenueReadModel book,
        RetentionAnswers answers,
        TimeProvider clock,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var (from, to, knownAt) = (query.From, query.To, query.KnownAt);
        var grouping = GroupingParameter.Parse(query.By);
        if (to <= from)
            return Problem.Invalid("to", $"{to:yyyy-MM-dd} is not after from, {from:yyyy-MM-dd}").ToResult();
        if (query.Interval is not (null or "month"))
            return Problem.Invalid("interval", $"'{query.Interval}' is not 'month'").ToResult();
        var found = await definitions.FindAsync(query.Definition, ct);

        if (query.Interval is null)
        {
            var groups = await reader.FiguresAsync(
                from,
                to,
                grouping,
                found.Rules,
                knownAt ?? PeriodReader.Everything,
                ct
            );
            return TypedResults.Ok(
                new RetentionResponse(
                    found.Name,
                    found.Version,
                    organisation.Value.ReportingCurrency,
                    grouping,
                    knownAt ?? clock.GetUtcNow(),
                    [new(from, to, groups)]
                )
            );
        }

        var (first, last, months) = (MonthIndex.Of(from), MonthIndex.Of(to), query.Window ?? 1);
        if (!MonthIndex.IsMonthEnd(from) || !MonthIndex.IsMonthEnd(to))
            return Problem.Invalid("from", "with interval=month, from and to are the last days of months").ToResult();
        if (last - first > MaxMonths)
            return Problem.Invalid("to", $"more than {MaxMonths} months: ask in parts").ToResult();
        if (months is < 1 or > 60)
            return Problem.Invalid("window", $"{months} is not between 1 and 60 months").ToResult();

        // The default definition compares ends of months, which the resident book holds; anything else is read from the
        // ledger.
        if (
            found.Rules == RetentionDefinition.Default
            && grouping is not (Grouping.Cohort or Grouping.ArrBand)
            && knownAt is null
        )
        {
            await book.FollowAsync(ct);
            return TypedResults.Bytes(answers.Get(found, grouping, first, last, months), "application/json");
        }

        var periods = new List<RetentionPeriod>();
        for (var month = first + 1; month <= last; month++)
        {
            var (start, end) = (MonthIndex.LastDay(month - months), MonthIndex.LastDay(month));
            periods.Add(
                new RetentionPeriod(
                    start,
                    end,
                    await reader.FiguresAsync(start, end, grouping, found.Rules, knownAt ?? PeriodReader.Everything, ct)
                )
            );
        }

        return TypedResults.Ok(
            new RetentionResponse(
                found.Name,
                found.Version,
                organisation.Value.ReportingCurrency,
                grouping,
                knownAt ?? clock.GetUtcNow(),
                periods
            )
        );
    }
}
