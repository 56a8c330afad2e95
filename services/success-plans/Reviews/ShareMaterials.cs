using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <param name="ContactId">The sponsor who got them.</param>
/// <param name="PackId">Where the generated pack was among them.</param>
/// <param name="Location">Where they are, for who looks later.</param>
public sealed record ShareMaterialsRequest(
    Guid ContactId,
    [Required, StringLength(500)] string Title,
    [StringLength(2000)] string? Location,
    Guid? PackId
);

/// <summary><c>POST /v1/reviews/{id}/materials</c>: what was shown went to the customer's senior sponsor afterwards;
/// recorded with who sent it and when.</summary>
internal static class ShareMaterials
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews.MapPost("/{id:guid}/materials", HandleAsync).WithName(nameof(ShareMaterials));

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ShareMaterialsRequest request,
        Caller caller,
        Database database,
        AccountDirectory accounts,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var accountId = await ReviewAccess.RequireAsync(id, caller, database, ownership, ct);
        var contact = await accounts.ContactAsync(accountId, request.ContactId, ct);
        await using var work = await database.BeginAsync(ct);
        if (await work.SingleOrDefaultAsync<ReviewRow>(ReviewRow.Lock, new { id }) is not { } review)
            return Problem.NotFound("review", id).ToResult();
        if (review.Status != "held")
            return ReviewProblems.NotHeld(id, review.Status).ToResult();
        if (contact is null)
            return Problem.Invalid("contactId", $"{request.ContactId} is no contact of account {accountId}").ToResult();
        if (!SeniorSponsor.Is(contact))
            return ReviewProblems.NotASponsor(contact.ContactId).ToResult();
        if (
            request.PackId is { } pack
            && !await work.ScalarAsync<bool>(
                "select exists (select from review_pack where pack_id = @pack and review_id = @id)",
                new { pack, id }
            )
        )
            return Problem.Invalid("packId", $"{pack} is no pack of this review").ToResult();
        await work.ExecuteAsync(
            Insert,
            new
            {
                MaterialId = Guid.CreateVersion7(),
                id,
                request.ContactId,
                request.Title,
                request.Location,
                request.PackId,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        var view = await ReviewView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }

    private const string Insert = """
        insert into review_material (material_id, review_id, contact_id, title, location, pack_id, shared_at, shared_by)
        values (@MaterialId, @id, @ContactId, @Title, @Location, @PackId, @Now, @By)
        """;
}
