using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Concessions;

/// <param name="ArrEffect">What is given up per year, reporting currency.</param>
/// <param name="ExpiresOn">First day on which it no longer holds.</param>
public sealed record RequestConcessionRequest(
    Guid AccountId,
    Guid? RiskId,
    Guid? RenewalId,
    [Range(0.01, 1_000_000_000)] decimal ArrEffect,
    [Required, StringLength(2000)] string Reason,
    DateOnly ExpiresOn
);

public static class RequestConcession
{
    public static void Map(IEndpointRouteBuilder concessions) =>
        concessions
            .MapPost("/", HandleAsync)
            .WithName(nameof(RequestConcession))
            .WithDescription(
                "Asks for a concession to save a renewal. It is granted at once where it and the "
                    + "account's other live concessions together stay within the ceiling of the caller's role."
            );

    private static async Task<Results<Created<ConcessionResponse>, ProblemHttpResult>> HandleAsync(
        RequestConcessionRequest request,
        Caller caller,
        HttpResponse response,
        Database database,
        AccountDirectory directory,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        IOptions<ConcessionOptions> options,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (request.ExpiresOn <= day.Today)
            return Problem.Invalid("expiresOn", $"{request.ExpiresOn:yyyy-MM-dd} is not after today").ToResult();
        await using var work = await database.BeginAsync(ct);
        var (arr, live) = await ConcessionCeiling.LockAsync(work, request.AccountId, day.Today);
        if (arr == 0 || request.ArrEffect > arr)
            return Problem
                .Invalid("arrEffect", $"{request.ArrEffect} is more than the account's ARR of {arr}")
                .ToResult();
        if (await UnknownAsync(work, request) is { } unknown)
            return unknown.ToResult();

        var percent = ConcessionCeiling.PercentOf(request.ArrEffect, arr);
        var ceiling = options.Value.CeilingOf(caller.Role);
        var granted = ConcessionCeiling.PercentOf(live + request.ArrEffect, arr) <= ceiling;
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                request.AccountId,
                request.RiskId,
                request.RenewalId,
                request.ArrEffect,
                Arr = arr,
                percent,
                request.Reason,
                Status = granted ? "approved" : "waiting",
                By = caller.Id,
                ceiling,
                DecidedBy = granted ? caller.Id : null,
                DecidedAt = granted ? clock.GetUtcNow() : (DateTimeOffset?)null,
                Decision = granted ? "Within the ceiling of the role." : null,
                request.ExpiresOn,
                Now = clock.GetUtcNow(),
            }
        );
        var row = await work.SingleOrDefaultAsync<ConcessionResponse>(
            $"{ConcessionResponse.Select} where c.id = @id",
            new { id, Currency = organisation.Value.ReportingCurrency }
        );
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created($"/v1/concessions/{id}", row);
    }

    /// <summary>A risk or renewal that does not exist, or is another account's.</summary>
    private static async Task<Problem?> UnknownAsync(UnitOfWork work, RequestConcessionRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (request.RiskId is { } risk && !await work.ScalarAsync<bool>(HasRisk, new { request.AccountId, risk }))
            errors["riskId"] = [$"the account has no risk {risk}; GET /v1/risks?accountId= lists them"];
        if (
            request.RenewalId is { } renewal
            && !await work.ScalarAsync<bool>(HasRenewal, new { request.AccountId, renewal })
        )
            errors["renewalId"] = [$"the account has no renewal {renewal}; GET /v1/renewals?accountId= lists them"];
        return errors.Count == 0 ? null : Problem.Invalid(errors);
    }

    private const string HasRisk = "select exists (select from risk where id = @risk and account_id = @AccountId)";

    private const string HasRenewal =
        "select exists (select from renewal where id = @renewal and account_id = @AccountId)";

    private const string Insert = """
        insert into concession (id, account_id, risk_id, renewal_id, arr_effect, account_arr, percent, reason, status,
            requested_by, ceiling, decided_by, decided_at, decision,
                                expires_on, requested_at, version)
        values (@id, @AccountId, @RiskId, @RenewalId, @ArrEffect, @Arr, @percent, @Reason, @Status, @By, @ceiling,
            @DecidedBy, @DecidedAt, @Decision, @ExpiresOn, @Now, 1)
        """;
}
