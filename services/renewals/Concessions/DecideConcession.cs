using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Concessions;

/// <param name="Approve">true grants it, false refuses it.</param>
public sealed record DecideConcessionRequest(bool Approve, [Required, StringLength(2000)] string Reason);

public static class DecideConcession
{
    public static void Map(IEndpointRouteBuilder concessions) =>
        concessions
            .MapPost("/{id:guid}/decision", HandleAsync)
            .WithName(nameof(DecideConcession))
            .WithDescription(
                "Grants or refuses a concession. Not by who asked for it, and only up to the ceiling of "
                    + "the role for the account's live concessions together."
            )
            .LetExecutivesWrite();

    private static async Task<Results<Ok<ConcessionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DecideConcessionRequest request,
        Caller caller,
        HttpResponse response,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        IOptions<ConcessionOptions> options,
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
        var (arr, live) = await ConcessionCeiling.LockAsync(work, account, day.Today);
        await work.ExecuteAsync("select 1 from concession where id = @id for update", new { id });
        var row = (
            await work.SingleOrDefaultAsync<ConcessionResponse>($"{ConcessionResponse.Select} where c.id = @id", args)
        )!;
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
            return Problem
                .Forbidden("Another person has to decide a concession than the one who asked for it.")
                .ToResult();
        var (together, ceiling) = (
            ConcessionCeiling.PercentOf(live + row.Effect, arr),
            options.Value.CeilingOf(caller.Role)
        );
        if (request.Approve && together > ceiling)
        {
            return Problem
                .Forbidden(
                    $"With the account's live concessions it comes to {together} % of its ARR, above "
                        + $"what the role {caller.Role} may grant, {ceiling} %. "
                        + "A role with a higher ceiling has to decide."
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
        var decided = await work.SingleOrDefaultAsync<ConcessionResponse>(
            $"{ConcessionResponse.Select} where c.id = @id",
            args
        );
        await work.CommitAsync();
        response.SetETag(decided!.Version);
        return TypedResults.Ok(decided);
    }

    private const string Decide = """
        update concession set status = @Status, decided_by = @By, decision = @Reason, decided_at = @Now,
            version = version + 1 where id = @id
        """;
}
