using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Adoption">0–1.</param>
public sealed record RecordAdoptionRequest([Required, Range(0, 1)] decimal? Adoption);

public static class RecordAdoption
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapPost("/tactics/{id:guid}/adoption", HandleAsync)
            .WithName(nameof(RecordAdoption))
            .WithDescription("How far the customer has taken a tactic up, as somebody judges.");

    private static Task<Results<Ok<AccountTactic>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Guid id,
        RecordAdoptionRequest request,
        Caller caller,
        AccountTacticEditor tactics,
        CancellationToken ct
    ) => tactics.AdoptAsync(accountId, id, request.Adoption!.Value, caller, ct);
}
