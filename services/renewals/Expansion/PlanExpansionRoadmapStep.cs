using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Expansion;

/// <param name="Quarter">As 2027-Q1.</param>
/// <param name="Step">What they may take on in the quarter.</param>
/// <param name="Champion">Who at the customer wants it.</param>
/// <param name="AgreedOn">The day on which they agreed, ISO date; not in the future.</param>
public sealed record PlanExpansionRoadmapStepRequest(
    Guid AccountId,
    [Required, RegularExpression("^[0-9]{4}-Q[1-4]$")] string Quarter,
    [Required, StringLength(1000)] string Step,
    decimal? Arr,
    string? Champion,
    [Happened] DateOnly? AgreedOn
);

public static class PlanExpansionRoadmapStep
{
    public static void Map(IEndpointRouteBuilder expansions) =>
        expansions
            .MapPost("/roadmap", HandleAsync)
            .WithName(nameof(PlanExpansionRoadmapStep))
            .WithDescription("Adds what a customer may take on to a quarter.");

    private static async Task<Results<Ok<IReadOnlyList<RoadmapStepResponse>>, ProblemHttpResult>> HandleAsync(
        PlanExpansionRoadmapStepRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        AccountDirectory directory,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            AddStep,
            new
            {
                request.AccountId,
                request.Quarter,
                request.Step,
                request.Arr,
                request.Champion,
                request.AgreedOn,
            }
        );
        var roadmap = await work.QueryAsync<RoadmapStepResponse>(
            RoadmapStepResponse.OfAccount,
            new { request.AccountId }
        );
        await work.CommitAsync();
        return TypedResults.Ok(roadmap);
    }

    private const string AddStep = """
        insert into expansion_roadmap (id, account_id, quarter, step, arr, champion, agreed_on, version)
            values (gen_random_uuid(), @AccountId, @Quarter, @Step, @Arr, @Champion, @AgreedOn, 1)
        """;
}
