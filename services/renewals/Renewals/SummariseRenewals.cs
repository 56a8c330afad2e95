using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <param name="By">What the columns are by.</param>
/// <param name="Columns">One per value; those of stages, months and classes in their order.</param>
/// <param name="Total">The sums of all columns.</param>
public sealed record SummariseRenewalsResponse(
    string By,
    IReadOnlyList<SummariseRenewalsColumn> Columns,
    SummariseRenewalsColumn Total
);

/// <param name="Value">The stage's code, the month (2026-11), the band or insufficient_data, the call or none,
/// disagree or agree, the owner's user id or none; all in the total.</param>
/// <param name="Renewals">How many there are.</param>
/// <param name="ArrDue">ARR whose term ends.</param>
/// <param name="Weighted">What was renewed of the decided ones, and of the others ARR times the stage's
/// probability.</param>
/// <param name="AtRisk">ARR due of accounts that are at risk.</param>
/// <param name="Disagreements">Renewals whose likelihoods differ by more than one class.</param>
public sealed record SummariseRenewalsColumn(
    string Value,
    int Renewals,
    Money ArrDue,
    Money Weighted,
    Money AtRisk,
    int Disagreements
);

/// <summary>Renewals of a time in columns with their sums, of the same rows as GET /v1/renewals.</summary>
public static class SummariseRenewals
{
    private const int MostDays = 400;
    private const string None = "none";
    private static readonly string[] Bands = ["red", "yellow", "green", "insufficient_data"];
    private static readonly string[] Calls = ["commit", "best_case", "at_risk", None];
    private static readonly string[] Views = ["stage", "month", "band", "call", "disagreement", "owner"];

    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals.MapGet("/summary", HandleAsync).WithName(nameof(SummariseRenewals));

    /// <param name="from">First day of the terms' ends.</param>
    /// <param name="to">Last day of the terms' ends, at most 400 days after the first.</param>
    /// <param name="by">stage, month, band, call (what the owner says), disagreement or owner; left out: stage.</param>
    /// <param name="owner">User id of the CSM; left out: everybody's.</param>
    private static async Task<Results<Ok<SummariseRenewalsResponse>, ProblemHttpResult>> HandleAsync(
        DateOnly from,
        DateOnly to,
        string? by,
        string? owner,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var view = by ?? Views[0];
        if (!Views.Contains(view, StringComparer.Ordinal))
            errors["by"] = [$"'{by}' is not one of {string.Join(", ", Views)}"];
        if (to < from || to.DayNumber - from.DayNumber > MostDays)
            errors["to"] = [$"{to:yyyy-MM-dd} is not from the first day to {MostDays} days after it"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        var currency = organisation.Value.ReportingCurrency;
        var rows = await database.QueryAsync<RenewalResponse>(
            List,
            new
            {
                from,
                to,
                owner,
                Currency = currency,
            },
            ct
        );
        var order = await OrderAsync(database, view, ct);
        return TypedResults.Ok(
            new SummariseRenewalsResponse(
                view,
                [
                    .. rows.GroupBy(row => ValueOf(row, view), StringComparer.Ordinal)
                        .OrderBy(column => Place(order, column.Key))
                        .ThenBy(column => column.Key, StringComparer.Ordinal)
                        .Select(column => Sum(column.Key, [.. column], currency)),
                ],
                Sum("all", rows, currency)
            )
        );
    }

    private static string ValueOf(RenewalResponse row, string view) =>
        view switch
        {
            "stage" => row.Stage,
            "month" => row.EndsOn.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            "band" => row.HealthBand ?? "insufficient_data",
            "call" => row.CallText ?? None,
            "disagreement" => row.Disagreement ? "disagree" : "agree",
            _ => row.Owner ?? None,
        };

    private static async Task<IReadOnlyList<string>> OrderAsync(Database database, string view, CancellationToken ct) =>
        view switch
        {
            "stage" => await database.QueryAsync<string>("select code from renewal_stage order by position", ct: ct),
            "band" => Bands,
            "call" => Calls,
            "disagreement" => ["disagree", "agree"],
            _ => [],
        };

    private static int Place(IReadOnlyList<string> order, string value)
    {
        for (var place = 0; place < order.Count; place++)
            if (order[place] == value)
                return place;
        return order.Count;
    }

    private static SummariseRenewalsColumn Sum(string value, IReadOnlyList<RenewalResponse> rows, string currency) =>
        new(
            value,
            rows.Count,
            new Money(rows.Sum(row => row.ArrDueAmount), currency),
            new Money(decimal.Round(rows.Sum(row => row.Weighted), 2), currency),
            new Money(rows.Where(row => row.IsAtRisk).Sum(row => row.ArrDueAmount), currency),
            rows.Count(row => row.Disagreement)
        );

    private const string List = $"""
        {RenewalResponse.Select}
        where r.ends_on between @from and @to and (@owner::text is null or c.owners ->> 'csm' = @owner)
          and r.outcome is distinct from 'superseded'
        """;
}
