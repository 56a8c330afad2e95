using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Churn;

/// <param name="NoticeOn">The day of the notice, ISO date; not in the future.</param>
public sealed record GiveChurnNoticeRequest(
    Guid AccountId,
    [Happened] DateOnly NoticeOn,
    [Required] string ReasonCode,
    [StringLength(2000)] string? Note
);

public static class GiveChurnNotice
{
    public static void Map(IEndpointRouteBuilder churn) =>
        churn
            .MapPost("/notices", HandleAsync)
            .WithName(nameof(GiveChurnNotice))
            .WithDescription("The customer has given notice.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        GiveChurnNoticeRequest request,
        Caller caller,
        Database database,
        ChurnRecorder losses,
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
}
