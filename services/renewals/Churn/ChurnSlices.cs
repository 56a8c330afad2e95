using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

public static class ChurnSlices
{
    public static void Map(IEndpointRouteBuilder churn)
    {
        churn
            .MapPost("/notices", GiveNoticeAsync)
            .WithName("GiveChurnNotice")
            .WithDescription("The customer has given notice.");
        churn
            .MapGet("/figures", FiguresAsync)
            .WithName("GetChurnFigures")
            .WithDescription("Losses of a period by reason, and how many of them nothing had flagged in time.");
        churn
            .MapGet("/reasons", (Database database, CancellationToken ct) =>
                database.QueryAsync<Reason>("select code, description from churn_reason order by code", null, ct)
            )
            .WithName("ListChurnReasons")
            .WithDescription("The codes by which losses are counted.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> GiveNoticeAsync(
        GiveNoticeRequest request,
        Caller caller,
        Database database,
        Losses losses,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        await using var work = await database.BeginAsync(ct);
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from churn_reason where code = @ReasonCode)",
                new { request.ReasonCode }
            )
        )
            return Problem
                .Invalid("reasonCode", $"'{request.ReasonCode}' is no reason; GET /v1/churn/reasons lists them")
                .ToResult();
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from account_revenue where account_id = @AccountId and mrr > 0)",
                new { request.AccountId }
            )
        )
            return Problem
                .Invalid("accountId", $"account {request.AccountId} pays for nothing that could end")
                .ToResult();
        await losses.NoticeAsync(
            work,
            request.AccountId,
            null,
            request.NoticeOn,
            request.ReasonCode,
            request.Note,
            caller.Id
        );
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private static async Task<ChurnFigures> FiguresAsync(
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
        return new ChurnFigures(
            rows.Count,
            surprises.Count,
            rows.Count == late ? null : (decimal)surprises.Count / (rows.Count - late),
            new Money(rows.Sum(r => r.LostArr), currency),
            new Money(surprises.Sum(r => r.LostArr), currency),
            rows.GroupBy(r => r.ReasonCode ?? "unknown", StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            late
        );
    }

    private sealed class Loss
    {
        public bool Surprise { get; init; }
        public bool LearnedLate { get; init; }
        public decimal LostArr { get; init; }
        public string? ReasonCode { get; init; }
    }

    private sealed class Reason
    {
        public string Code { get; init; } = "";
        public string Description { get; init; } = "";
    }

    private const string Select = """
        select r.surprise, r.learned_late, c.lost_arr, c.reason_code from churn c
            join retrospective r on r.churn_id = c.id where c.effective_on between @from and @to
        """;
}
