using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.Renewals.Renewals;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Concessions;

/// <summary>
/// Up to the ceiling of their role people grant by themselves; above it another person, whose ceiling covers it,
/// approves. What counts is the sum of the account's live concessions: granted and not expired.
/// </summary>
public static class ConcessionSlices
{
    public static void Map(IEndpointRouteBuilder concessions)
    {
        concessions
            .MapGet("/", ListAsync)
            .WithName("ListConcessions")
            .WithDescription("Concessions that were asked for, and what was decided.");
        concessions
            .MapPost("/", RequestAsync)
            .WithName("RequestConcession")
            .WithDescription(
                "Asks for a concession to save a renewal. It is granted at once where it and the "
                    + "account's other live concessions together stay within the ceiling of the caller's role."
            );
        concessions
            .MapPost("/{id:guid}/decision", DecideAsync)
            .WithName("DecideConcession")
            .WithDescription(
                "Grants or refuses a concession. Not by who asked for it, and only up to the ceiling of "
                    + "the role for the account's live concessions together."
            )
            .LetExecutivesWrite();
    }

    private static Task<IReadOnlyList<ConcessionView>> ListAsync(
        Guid? accountId,
        string? status,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    ) =>
        database.QueryAsync<ConcessionView>(
            $"{ConcessionView.Select} where (@accountId::uuid is null or c.account_id = @accountId) and "
                + $"(@status::text is null or c.status = @status) order by c.requested_at desc limit 500",
            new
            {
                accountId,
                status,
                Currency = organisation.Value.ReportingCurrency,
            },
            ct
        );

    private static async Task<Results<Created<ConcessionView>, ProblemHttpResult>> RequestAsync(
        RequestConcessionRequest request,
        Caller caller,
        HttpResponse response,
        Database database,
        AccountDirectory directory,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        IOptions<RenewalOptions> options,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return SubscriptionProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (request.ExpiresOn <= day.Today)
            return Problem.Invalid("expiresOn", $"{request.ExpiresOn:yyyy-MM-dd} is not after today").ToResult();
        await using var work = await database.BeginAsync(ct);
        var (arr, live) = await LockAsync(work, request.AccountId, day.Today);
        if (arr == 0 || request.ArrEffect > arr)
            return Problem
                .Invalid("arrEffect", $"{request.ArrEffect} is more than the account's ARR of {arr}")
                .ToResult();
        if (await UnknownAsync(work, request) is { } unknown)
            return unknown.ToResult();

        var percent = PercentOf(request.ArrEffect, arr);
        var ceiling = options.Value.CeilingOf(caller.Role);
        var granted = PercentOf(live + request.ArrEffect, arr) <= ceiling;
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
        var row = await work.SingleOrDefaultAsync<ConcessionView>(
            $"{ConcessionView.Select} where c.id = @id",
            new { id, Currency = organisation.Value.ReportingCurrency }
        );
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created($"/v1/concessions/{id}", row);
    }

    private static async Task<Results<Ok<ConcessionView>, ProblemHttpResult>> DecideAsync(
        Guid id,
        DecideConcessionRequest request,
        Caller caller,
        HttpResponse response,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        IOptions<RenewalOptions> options,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var args = new { id, Currency = organisation.Value.ReportingCurrency };
        const string AccountOf = "select account_id from concession where id = @id";
        if (await database.ScalarAsync<Guid?>(AccountOf, new { id }, ct) is not { } account)
            return Problem.NotFound("concession", id).ToResult();
        // Executives own no accounts; their ceiling is what bounds them.
        if (!caller.Is(Roles.Executive))
            await ownership.RequireAsync(caller, account, ct);

        await using var work = await database.BeginAsync(ct);
        var (arr, live) = await LockAsync(work, account, day.Today);
        await work.ExecuteAsync("select 1 from concession where id = @id for update", new { id });
        var row = (await work.SingleOrDefaultAsync<ConcessionView>($"{ConcessionView.Select} where c.id = @id", args))!;
        if (row.Status != "waiting")
        {
            return new Problem(
                "renewals/concession-decided",
                StatusCodes.Status409Conflict,
                "The concession is decided.",
                $"It is {row.Status}{(row.DecidedBy is null ? "" : $", by {row.DecidedBy}: {row.Decision}")}; "
                    + $"nothing was changed."
            ).ToResult();
        }

        if (row.RequestedBy == caller.Id)
            return Problem.Forbidden("Nobody approves what they asked for themselves.").ToResult();
        var (together, ceiling) = (PercentOf(live + row.Effect, arr), options.Value.CeilingOf(caller.Role));
        if (request.Approve && together > ceiling)
        {
            return Problem
                .Forbidden(
                    $"With the account's live concessions it comes to {together} % of its ARR, above "
                        + $"what the role {caller.Role} may grant, {ceiling} %. Who has a higher ceiling decides."
                )
                .ToResult();
        }

        await work.ExecuteAsync(
            Decide,
            new
            {
                id,
                Status = request.Approve ? "approved" : "refused",
                By = caller.Id,
                request.Reason,
                Now = clock.GetUtcNow(),
            }
        );
        var decided = await work.SingleOrDefaultAsync<ConcessionView>(
            $"{ConcessionView.Select} where c.id = @id",
            args
        );
        await work.CommitAsync();
        response.SetETag(decided!.Version);
        return TypedResults.Ok(decided);
    }

    /// <summary>Rounded up, so that a ceiling is never passed by a fraction.</summary>
    private static decimal PercentOf(decimal effect, decimal arr) =>
        arr == 0 ? 100 : decimal.Round(effect / arr * 100, 2, MidpointRounding.ToPositiveInfinity);

    /// <summary>
    /// What the account is worth and what was granted of it already, as nobody else can change it until the
    /// transaction's end: a ceiling is a limit over all that is live, not over one request.
    /// </summary>
    private static async Task<(decimal Arr, decimal Live)> LockAsync(UnitOfWork work, Guid account, DateOnly today)
    {
        var arr = await work.ScalarAsync<decimal?>(Worth, new { account }) ?? 0;
        return (arr, await work.ScalarAsync<decimal>(Live, new { account, today }));
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

    private const string Worth = "select arr from account_revenue where account_id = @account for update";

    private const string Live = """
        select coalesce(sum(arr_effect), 0) from concession
        where account_id = @account and status = 'approved' and expires_on > @today
        """;

    private const string Insert = """
        insert into concession (id, account_id, risk_id, renewal_id, arr_effect, account_arr, percent, reason, status,
            requested_by, ceiling, decided_by, decided_at, decision,
                                expires_on, requested_at, version)
        values (@id, @AccountId, @RiskId, @RenewalId, @ArrEffect, @Arr, @percent, @Reason, @Status, @By, @ceiling,
            @DecidedBy, @DecidedAt, @Decision, @ExpiresOn, @Now, 1)
        """;

    private const string Decide = """
        update concession set status = @Status, decided_by = @By, decision = @Reason, decided_at = @Now,
            version = version + 1 where id = @id
        """;
}
