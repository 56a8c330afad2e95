using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Targets;

/// <param name="Value">A share (1.1 is 110 %), or days where the metric is a time.</param>
/// <param name="Owner">User id of who answers for it.</param>
public sealed record ChangeTargetRequest(decimal Value, [Required, StringLength(200)] string Owner);

public static class ChangeTarget
{
    public static void Map(IEndpointRouteBuilder targets) =>
        targets
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeTarget))
            .WithDescription("Changes the value or the owner of a target; metric, segment and period stay.")
            .RequireRoles(Roles.Ops, Roles.Manager, Roles.Executive)
            .LetExecutivesWrite();

    private static async Task<Results<Ok<TargetResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeTargetRequest request,
        HttpContext http,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var target = await work.SingleOrDefaultAsync<TargetResponse>(
            $"{TargetResponse.Select} where id = @id for update",
            new { id }
        );
        if (target is null)
            return Problem.NotFound("target", id).ToResult();
        if (expected is { } version && version != target.Version)
            return ETags.LostUpdate("target", version, target.Version, target).ToResult();
        if (TargetProblems.Impossible(target.Metric, request.Value) is { } impossible)
            return impossible.ToResult();

        var changed = await work.SingleOrDefaultAsync<TargetResponse>(
            Update,
            new
            {
                id,
                request.Value,
                request.Owner,
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        http.Response.SetETag(changed!.Version);
        return TypedResults.Ok(changed);
    }

    private const string Update = $"""
        update target set value = @Value, owner = @Owner, set_by = @By, set_at = @Now, version = version + 1
        where id = @id
        returning {TargetResponse.Columns}
        """;
}
