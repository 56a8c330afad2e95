using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Peers;

namespace Platform.SuccessPlans.Reviews;

/// <param name="Roadmap">What comes in the product that matters to this customer; null: as in the last pack.</param>
public sealed record GeneratePackRequest([MaxLength(20)] IReadOnlyList<RoadmapItem>? Roadmap);

/// <summary><c>POST /v1/reviews/{id}/packs</c> generates a pack, <c>GET /v1/reviews/{id}/pack</c> gives the latest,
/// with <c>?format=markdown</c> as a document. A pack stays as it was generated.</summary>
internal static class GeneratePack
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews.MapPost("/{id:guid}/packs", HandleAsync).WithName(nameof(GeneratePack));

    private static async Task<Results<Created<ReviewPackResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        GeneratePackRequest request,
        Caller caller,
        Database database,
        AccountDirectory accounts,
        Ownership ownership,
        IContractClient contracts,
        SegmentUsage usage,
        PackBuilder builder,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var accountId = await ReviewAccess.RequireAsync(id, caller, database, ownership, ct);
        var account = await accounts.RequireAsync(accountId, ct);
        var contract = await contracts.FindAsync(accountId, ct);
        var use = await usage.OfAsync(account.Size ?? "default", ct);
        await using var work = await database.BeginAsync(ct);
        if (await work.SingleOrDefaultAsync<ReviewRow>(ReviewRow.Lock, new { id }) is not { } review)
            return Problem.NotFound("review", id).ToResult();
        if (review.Status is "missed" or "cancelled")
            return ReviewProblems.Over(id, review.Status).ToResult();
        var pack = await builder.BuildAsync(work, account, review.Type, request.Roadmap, contract, use);
        var row = await work.SingleOrDefaultAsync<ReviewPackRow>(
            Insert,
            new
            {
                PackId = Guid.CreateVersion7(),
                id,
                Now = clock.GetUtcNow(),
                By = caller.Id,
                Content = JsonSerializer.Serialize(pack, ContractJson.Options),
            }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/reviews/{id}/pack", row!.ToResponse());
    }

    private const string Insert = $"""
        insert into review_pack (pack_id, review_id, number, generated_at, generated_by, content)
        select @PackId, @id, coalesce(max(number), 0) + 1, @Now, @By, @Content::jsonb from review_pack
            where review_id = @id
        returning {ReviewPackRow.Columns}
        """;
}
