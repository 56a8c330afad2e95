using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Portfolio;

/// <param name="Bands">Per band: how many accounts, their ARR, and what of it is at risk.</param>
/// <param name="AtRisk">The same of all accounts that are at risk.</param>
public sealed record SummarisePortfolioResponse(
    IReadOnlyList<SummarisePortfolioBand> Bands,
    SummarisePortfolioBand AtRisk
);

/// <param name="Band">red, yellow, green or insufficient_data; left out of the sum of those at risk.</param>
/// <param name="ArrAtRisk">The ARR of those of them that are at risk, in the reporting currency.</param>
/// <param name="ExpectedLoss">Sum of ARR × (1 − probability to keep).</param>
public sealed record SummarisePortfolioBand(string? Band, int Accounts, Money Arr, Money ArrAtRisk, Money ExpectedLoss);

public static class SummarisePortfolio
{
    public static void Map(IEndpointRouteBuilder portfolio) =>
        portfolio
            .MapGet("/summary", HandleAsync)
            .WithName(nameof(SummarisePortfolio))
            .WithSummary("Sum up the portfolio by band")
            .WithDescription(
                "Accounts, ARR, ARR at risk and expected loss per band; accounts without enough data for a score are "
                    + "counted apart."
            );

    private static async Task<Ok<SummarisePortfolioResponse>> HandleAsync(Database database, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(Sum, ct: ct);
        return TypedResults.Ok(
            new SummarisePortfolioResponse(
                [.. rows.Where(row => !row.IsAtRisk).Select(row => row.ToBand())],
                (rows.FirstOrDefault(row => row.IsAtRisk) ?? new Row()).ToBand()
            )
        );
    }

    private sealed class Row
    {
        public bool IsAtRisk { get; init; }
        public string? Band { get; init; }
        public int Accounts { get; init; }
        public decimal Arr { get; init; }
        public decimal ArrAtRisk { get; init; }
        public decimal ExpectedLoss { get; init; }
        public string Currency { get; init; } = "EUR";

        public SummarisePortfolioBand ToBand() =>
            new(
                Band,
                Accounts,
                new Money(Arr, Currency),
                new Money(ArrAtRisk, Currency),
                new Money(ExpectedLoss, Currency)
            );
    }

    private const string Sum = """
        select false as is_at_risk, coalesce(band, 'insufficient_data') as band, count(*)::int as accounts,
            round(sum(arr), 2) as arr, round(sum(arr_at_risk), 2) as arr_at_risk, sum(expected_loss) as expected_loss,
            coalesce(max(currency), 'EUR') as currency
        from portfolio_entry where not merged
        group by coalesce(band, 'insufficient_data')
        union all
        select true, null, count(*)::int, coalesce(round(sum(arr), 2), 0), coalesce(round(sum(arr_at_risk), 2), 0),
            coalesce(sum(expected_loss), 0), coalesce(max(currency), 'EUR')
        from portfolio_entry where not merged and at_risk
        order by 1, 2
        """;
}
