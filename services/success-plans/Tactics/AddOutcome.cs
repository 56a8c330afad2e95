using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Tactics;

/// <param name="CustomerType"><c>smb</c>, <c>mid_market</c> or <c>enterprise</c>.</param>
public sealed record AddOutcomeRequest(
    [Required, AllowedValues("smb", "mid_market", "enterprise")] string CustomerType,
    [Required, StringLength(200, MinimumLength = 1)] string Name
);

public static class AddOutcome
{
    public static void Map(IEndpointRouteBuilder tactics) =>
        tactics
            .MapPost("/outcomes", HandleAsync)
            .WithName(nameof(AddOutcome))
            .WithDescription("Adds an outcome that tactics serve.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private const int MostOutcomes = 5;

    private static async Task<Results<Created<OutcomeView>, ProblemHttpResult>> HandleAsync(
        AddOutcomeRequest request,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        // Two at once may not both be the fifth.
        await work.LockAsync($"plans.outcomes:{request.CustomerType}");
        if (
            await work.ScalarAsync<long>(
                "select count(*) from outcome where customer_type = @CustomerType",
                new { request.CustomerType }
            ) >= MostOutcomes
        )
            return TacticProblems.TooManyOutcomes(request.CustomerType).ToResult();
        var id = Guid.CreateVersion7();
        if (
            await work.ExecuteAsync(
                "insert into outcome (id, customer_type, name) values (@id, @CustomerType, @Name) on conflict do "
                    + "nothing",
                new
                {
                    id,
                    request.CustomerType,
                    request.Name,
                }
            ) == 0
        )
            return TacticProblems.NameTaken(request.Name).ToResult();
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/tactics/outcomes/{id}",
            new OutcomeView
            {
                Id = id,
                CustomerType = request.CustomerType,
                Name = request.Name,
            }
        );
    }
}
