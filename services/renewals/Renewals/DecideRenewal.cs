using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

/// <param name="NewTermEndsOn">End of the next term; null means that the customer leaves at the end of this
/// one.</param>
/// <param name="Lines">Subscriptions whose price changes with the new term; the others renew as they are.</param>
/// <param name="Dropped">Subscriptions that end with this term.</param>
/// <param name="ReasonCode">Why it shrank or ended; required for both.</param>
public sealed record DecideRenewalRequest(
    DateOnly? NewTermEndsOn,
    IReadOnlyList<RenewedLineRequest>? Lines,
    IReadOnlyList<Guid>? Dropped,
    string? ReasonCode,
    [StringLength(2000)] string? Note
);

/// <summary>Flat, grown, contracted or churned: follows from the amounts, is written back to contract and
/// subscriptions, and so reaches the ledger.</summary>
public static class DecideRenewal
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals.MapPost("/{id:guid}/outcome", HandleAsync).WithName(nameof(DecideRenewal));

    private static async Task<Results<Ok<RenewalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DecideRenewalRequest request,
        HttpContext http,
        Caller caller,
        Database database,
        RenewalChanges changes,
        RenewalDecisions decisions,
        Ownership ownership,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        if (
            await database.ScalarAsync<Guid?>("select account_id from renewal where id = @id", new { id }, ct)
            is not { } account
        )
            return Problem.NotFound("renewal", id).ToResult();
        await ownership.RequireAsync(caller, account, ct);

        await using var work = await database.BeginAsync(ct);
        var book = await decisions.LockBookAsync(work, account);
        var renewal = (await changes.LockAsync(work, id))!;
        if (renewal.Outcome is not null)
            return RenewalProblems.Decided(renewal).ToResult();
        if (expected is { } version && version != renewal.Version)
            return (await RenewalChanges.LostUpdateAsync(work, renewal, version)).ToResult();
        if (request.NewTermEndsOn <= renewal.EndsOn)
            return Problem
                .Invalid("newTermEndsOn", $"is not after this term's end, {renewal.EndsOn:yyyy-MM-dd}")
                .ToResult();

        try
        {
            await decisions.DecideAsync(work, book, renewal, request, caller.Id);
        }
        catch (MissingRateException missing)
        {
            return SubscriptionProblems.NoRate("lines", missing).ToResult();
        }

        var decided = await changes.ReadAsync(work, id);
        await work.CommitAsync();
        http.Response.SetETag(decided!.Version);
        return TypedResults.Ok(decided);
    }
}
