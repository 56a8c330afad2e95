using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

/// <summary>Our side makes links to a plan's shared view, revokes them and sees who used them.</summary>
public static class ShareLinks
{
    private const int DefaultDays = 90;

    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapPost("/{id:guid}/links", CreateAsync)
            .WithName("CreateShareLink")
            .WithDescription(
                "Makes a link by which a customer sees their plan without signing in. The link is shown this once."
            );
        plans
            .MapGet("/{id:guid}/links", ListAsync)
            .WithName("ListShareLinks")
            .WithDescription("The links to a plan, without their secrets.");
        plans
            .MapDelete("/{id:guid}/links/{linkId:guid}", RevokeAsync)
            .WithName("RevokeShareLink")
            .WithDescription("The link works no more.");
        plans
            .MapGet("/{id:guid}/links/{linkId:guid}/accesses", AccessesAsync)
            .WithName("ListShareAccesses")
            .WithDescription("When and how a link was used.");
    }

    private static async Task<Results<Created<CreateLinkResponse>, ProblemHttpResult>> CreateAsync(
        Guid id,
        CreateLinkRequest request,
        Caller caller,
        PlanService desk,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
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
            new CreateLinkResponse(linkId, $"/shared/plans/{token}", expiresAt)
        );
    }

    private static async Task<Results<Ok<IReadOnlyList<ShareLink>>, ProblemHttpResult>> ListAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct)
            ? TypedResults.Ok(
                await database.QueryAsync<ShareLink>(
                    $"{ShareLink.Select} where l.plan_id = @id order by l.id desc",
                    new { id },
                    ct
                )
            )
            : Problem.NotFound("plan", id).ToResult();

    /// <summary>Also of a closed plan: a link has to be taken back at any time.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id,
        Guid linkId,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ScalarAsync<Guid?>(
                "select p.account_id from share_link l join plan p on p.id = l.plan_id where l.id = @linkId and "
                    + "p.id = @id",
                new { linkId, id }
            )
            is not { } account
        )
            return Problem.NotFound("link", linkId).ToResult();
        await Ownership.RequireAsync(work, caller, account);
        await work.ExecuteAsync(
            "update share_link set revoked_at = @Now, revoked_by = @By where id = @linkId and revoked_at is null",
            new
            {
                linkId,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Page<ShareAccess>>, ProblemHttpResult>> AccessesAsync(
        Guid id,
        Guid linkId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (
            !await database.ScalarAsync<bool>(
                "select exists (select from share_link where id = @linkId and plan_id = @id)",
                new { linkId, id },
                ct
            )
        )
            return Problem.NotFound("link", linkId).ToResult();
        var before = Cursor.Read<Before>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<ShareAccess>(
            Accesses,
            new
            {
                linkId,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<ShareAccess>.From(rows, page.Limit, r => r, r => new Before(r.Id)));
    }

    private sealed record Before(Guid Id);

    private const string Insert = """
        insert into share_link (id, plan_id, token_hash, label, contact_id, created_by, created_at, expires_at)
            values (@linkId, @id, @Hash, @Label, @ContactId, @Actor, @Now, @expiresAt)
        """;

    private const string Accesses = """
        select id, at, action, subject_id, refused, agent from share_access
            where link_id = @linkId and (@before::uuid is null or id < @before) order by id desc limit @Limit
        """;
}
