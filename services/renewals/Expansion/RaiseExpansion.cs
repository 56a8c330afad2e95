using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Expansion;

/// <param name="Trigger">seats_used, premium_use, new_team or users_growth.</param>
public sealed record RaiseExpansionRequest(
    Guid AccountId,
    [Required] string Trigger,
    [Required, StringLength(1000)] string Evidence
);

public static class RaiseExpansion
{
    public static void Map(IEndpointRouteBuilder expansions) =>
        expansions
            .MapPost("/", HandleAsync)
            .WithName(nameof(RaiseExpansion))
            .WithDescription("A person sees an opportunity to grow.");

    private static async Task<Results<Created<ExpansionResponse>, ProblemHttpResult>> HandleAsync(
        RaiseExpansionRequest request,
        Caller caller,
        Database database,
        ExpansionOpener opener,
        Ownership ownership,
        AccountDirectory directory,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (!ExpansionOpener.Triggers.Contains(request.Trigger))
            return Problem
                .Invalid("trigger", $"'{request.Trigger}' is none of {string.Join(", ", ExpansionOpener.Triggers)}")
                .ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await opener.OpenAsync(work, request.AccountId, request.Trigger, request.Evidence) is not { } id)
        {
            return new Problem(
                "renewals/expansion-open",
                StatusCodes.Status409Conflict,
                "There is one for this trigger.",
                "An opportunity of the account and trigger is open, or was closed so lately that the trigger "
                    + "still cools down."
            ).ToResult();
        }

        var row = await work.SingleOrDefaultAsync<ExpansionResponse>(
            $"{ExpansionResponse.Select} where id = @id",
            new { id }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/expansions/{id}", row);
    }
}
