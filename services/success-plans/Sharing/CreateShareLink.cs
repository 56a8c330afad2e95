using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

/// <param name="Label">Who it is for, as our side calls it.</param>
/// <param name="ContactId">The person who gets it: what is done through the link is theirs. None: a reader who
/// comments or confirms writes their name.</param>
/// <param name="Days">Until it expires, 1–365; 90 by default, our own choice.</param>
public sealed record CreateShareLinkRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Label,
    Guid? ContactId,
    [Range(1, 365)] int? Days
);

/// <param name="Path">The page's path at the gateway. The secret in it is shown this once; only its hash is
/// kept.</param>
public sealed record CreateShareLinkResponse(Guid Id, string Path, DateTimeOffset ExpiresAt);

public static class CreateShareLink
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/links", HandleAsync)
            .WithName(nameof(CreateShareLink))
            .WithDescription(
                "Makes a link by which a customer sees their plan without signing in. The link is shown this once."
            );

    private const int DefaultDays = 90;

    private static async Task<Results<Created<CreateShareLinkResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CreateShareLinkRequest request,
        Caller caller,
        PlanService plans,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        if (
            request.ContactId is { } contact
            && await AccountDirectory.ContactAsync(plan.Work, plan.Plan.AccountId, contact) is null
        )
            return Problem
                .Invalid("contactId", $"there is no contact {contact} at account {plan.Plan.AccountId}")
                .ToResult();
        var (linkId, token) = (Guid.CreateVersion7(), ShareToken.New());
        var expiresAt = plan.Now.AddDays(request.Days ?? DefaultDays);
        await plan.Work.ExecuteAsync(
            Insert,
            new
            {
                linkId,
                id,
                Hash = ShareToken.Hash(token),
                request.Label,
                request.ContactId,
                plan.Actor,
                plan.Now,
                expiresAt,
            }
        );
        await plan.RecordAsync(
            "link created",
            linkId,
            null,
            new
            {
                request.Label,
                request.ContactId,
                expiresAt,
            }
        );
        await plan.CommitAsync();
        return TypedResults.Created(
            $"/v1/plans/{id}/links/{linkId}",
            new CreateShareLinkResponse(linkId, $"/shared/plans/{token}", expiresAt)
        );
    }

    private const string Insert = """
        insert into share_link (id, plan_id, token_hash, label, contact_id, created_by, created_at, expires_at)
            values (@linkId, @id, @Hash, @Label, @ContactId, @Actor, @Now, @expiresAt)
        """;
}
