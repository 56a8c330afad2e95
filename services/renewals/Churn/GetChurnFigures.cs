using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

public static class GetChurnFigures
{
    public static void Map(IEndpointRouteBuilder churn) =>
        churn
            .MapGet("/figures", HandleAsync)
            .WithName(nameof(GetChurnFigures))
            .WithDescription("Losses of a period by reason, and how many of them nothing had flagged in time.");

    private static async Task<Ok<ChurnFiguresResponse>> HandleAsync(
        DateOnly from,
        DateOnly to,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<Loss>(Select, new { from, to }, ct);
        var currency = organisation.Value.ReportingCurrency;
        var surprises = rows.Where(r => r.Surprise).ToList();
        var late = rows.Count(r => r.LearnedLate);
        return TypedResults.Ok(
            new ChurnFiguresResponse(
                rows.Count,
                surprises.Count,
                rows.Count == late ? null : (decimal)surprises.Count / (rows.Count - late),
                new Money(rows.Sum(r => r.LostArr), currency),
                new Money(surprises.Sum(r => r.LostArr), currency),
                rows.GroupBy(r => r.ReasonCode ?? "unknown", StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
                late
            )
        );
    }

    private sealed class Loss
    {
        public bool Surprise { get; init; }
        public bool LearnedLate { get; init; }
        public decimal LostArr { get; init; }
        public string? ReasonCode { get; init; }
    }

    private const string Select = """
        select r.surprise, r.learned_late, c.lost_arr, c.reason_code from churn c
            join retrospective r on r.churn_id = c.id where c.effective_on between @from and @to
        """;
}
