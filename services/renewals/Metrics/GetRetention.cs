using Microsoft.Extensions.Options;
using Platform.Renewals.Metrics.InMemory;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <summary>
/// GRR, NRR, logo retention, expansion rate, quick ratio and waterfall between two days, by group; with
/// <c>interval=month</c> for every month between them (each against <c>window</c> months before).
/// </summary>
public static class GetRetention
{
    private const int MaxMonths = 120;

    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue.MapGet("/retention", HandleAsync).WithName(nameof(GetRetention)).Produces<RetentionResponse>();

    private static async Task<IResult> HandleAsync(
        DateOnly from,
        DateOnly to,
        string? by,
        string? definition,
        DateTimeOffset? knownAt,
        string? interval,
        int? window,
        PeriodReader reader,
        Definitions definitions,
        RevenueReadModel book,
        RetentionAnswers answers,
        TimeProvider clock,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var grouping = GroupingParameter.Parse(by);
        if (to <= from)
            return Problem.Invalid("to", $"{to:yyyy-MM-dd} is not after from, {from:yyyy-MM-dd}").ToResult();
        if (interval is not (null or "month"))
            return Problem.Invalid("interval", $"'{interval}' is not 'month'").ToResult();
        var found = await definitions.FindAsync(definition, ct);

        if (interval is null)
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

        var (first, last, months) = (MonthIndex.Of(from), MonthIndex.Of(to), window ?? 1);
        if (!MonthIndex.IsMonthEnd(from) || !MonthIndex.IsMonthEnd(to))
            return Problem.Invalid("from", "with interval=month, from and to are the last days of months").ToResult();
        if (last - first > MaxMonths)
            return Problem.Invalid("to", $"more than {MaxMonths} months: ask in parts").ToResult();
        if (months is < 1 or > 60)
            return Problem.Invalid("window", $"{months} is not between 1 and 60 months").ToResult();

        // The default definition compares ends of months, which the resident book holds; anything else is read from the
        // ledger.
        if (found.Rules == RetentionDefinition.Default && grouping != Grouping.Cohort && knownAt is null)
        {
            await book.FollowAsync(ct);
            return Results.Bytes(answers.Get(found, grouping, first, last, months), "application/json");
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
