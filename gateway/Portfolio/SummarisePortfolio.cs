using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Portfolio;

public static class SummarisePortfolio
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/v1/portfolio/summary", HandleAsync)
            .WithName(nameof(SummarisePortfolio))
            .WithTags("gateway")
            .WithSummary("Sum up the portfolio by band")
            .WithDescription(
                "Accounts, ARR and ARR at risk per band; accounts without enough data for a score are counted apart."
            )
            .RequireScope("accounts:read");

    private static async Task<Ok<PortfolioSummary>> HandleAsync(Database database, CancellationToken ct)
    {
        var rows = await database.QueryAsync<Row>(Sum, ct: ct);
        return TypedResults.Ok(
            new PortfolioSummary([
                .. rows.Select(row => new PortfolioBand(
                    row.Band,
                    row.Accounts,
                    new Money(row.Arr, row.Currency),
                    new Money(row.ArrAtRisk, row.Currency)
                )),
            ])
        );
    }

    private sealed class Row
    {
        public string Band { get; init; } = "";
        public int Accounts { get; init; }
        public decimal Arr { get; init; }
        public decimal ArrAtRisk { get; init; }
        public string Currency { get; init; } = "";
    }

    private const string Sum = """
        select band, count(*)::int as accounts, round(sum(arr), 2) as arr, sum(arr_at_risk) as arr_at_risk,
               coalesce(max(nullif(currency, '')), 'EUR') as currency
          from portfolio_row
         where account_version > 0 and not merged
         group by band
         order by band
        """;
}
