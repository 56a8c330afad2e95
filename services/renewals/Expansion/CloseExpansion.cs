using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

/// <param name="State"><c>won</c>, <c>lost</c> or <c>dismissed</c>.</param>
public sealed record CloseExpansionRequest(
    [Required] string State,
    [Required, StringLength(1000)] string Reason,
    decimal? Arr
);

public static class CloseExpansion
{
    public static void Map(IEndpointRouteBuilder expansions) =>
        expansions
            .MapPost("/{id:guid}/closing", HandleAsync)
            .WithName(nameof(CloseExpansion))
            .WithDescription("An opportunity was won, lost or dismissed; its trigger cools down for a while.");

    private static async Task<Results<Ok<ExpansionResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CloseExpansionRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        OrganisationCalendar day,
        IOptions<ExpansionOptions> options,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<ExpansionResponse>(
                $"{ExpansionResponse.Select} where id = @id for update",
                new { id }
            )
            is not { } row
        )
            return Problem.NotFound("expansion", id).ToResult();
        await ownership.RequireAsync(caller, row.AccountId, ct);
        if (request.State is not ("won" or "lost" or "dismissed"))
            return Problem.Invalid("state", $"'{request.State}' is none of won, lost, dismissed").ToResult();
        if (row.ClosedAt is not null)
            return new Problem(
                "renewals/expansion-closed",
                StatusCodes.Status409Conflict,
                "The opportunity is closed.",
                $"It is {row.State} since {row.ClosedAt:yyyy-MM-dd}."
            ).ToResult();
        var cool = day.Today.AddDays(options.Value.CoolDownDays);
        await work.ExecuteAsync(
            Close,
            new
            {
                id,
                request.State,
                request.Reason,
                request.Arr,
                Now = clock.GetUtcNow(),
                By = caller.Id,
                cool,
            }
        );
        var closed = await work.SingleOrDefaultAsync<ExpansionResponse>(
            $"{ExpansionResponse.Select} where id = @id",
            new { id }
        );
        await work.CommitAsync();
        return TypedResults.Ok(closed);
    }

    private const string Close = """
        update expansion set state = @State, reason = @Reason, arr = @Arr, closed_at = @Now, closed_by = @By,
            cool_until = @cool, version = version + 1 where id = @id
        """;
}
