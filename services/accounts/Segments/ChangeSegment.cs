using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Accounts.Attributes;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <summary>Changes a segment's name or rule; memberships and their events follow in the same transaction.</summary>
public static class ChangeSegment
{
    public static void Map(IEndpointRouteBuilder segments) =>
        segments
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeSegment))
            .WithDescription(
                "Replaces name, rule and description; who enters or leaves by the new rule is told as events "
                    + "with the change."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<SegmentResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        SaveSegmentRequest request,
        Database database,
        SegmentMembership membership,
        AuditLog audit,
        RequestContext context,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        await SegmentMembership.LockAloneAsync(work);
        var before = await work.SingleOrDefaultAsync<SegmentRow>(
            $"{SegmentRow.Read} where id = @id for update",
            new { id }
        );
        if (before is null)
            return SegmentProblems.NotFound(id).ToResult();
        if (expected is { } version && version != before.Version)
            return (
                await LostUpdates.DescribeAsync(work, "segment", id, version, before.Version, before.ToResponse())
            ).ToResult();
        if (request.Mistake(await AttributeSchema.ReadAsync(work)) is { } problem)
            return problem.ToResult();
        try
        {
            await work.ExecuteAsync(
                Update,
                new
                {
                    id,
                    request.Name,
                    request.Rule,
                    request.Description,
                    context.Now,
                }
            );
        }
        catch (PostgresException taken) when (taken.ConstraintName == "segment_name_taken")
        {
            return SegmentProblems.NameTaken(request.Name).ToResult();
        }
        await membership.EvaluateSegmentAsync(work, id);
        var was = new
        {
            before.Name,
            before.Rule,
            before.Description,
        };
        await audit.WriteAsync(
            work,
            new AuditEntry("changed", "segment", id, null, was, request, Version: before.Version + 1)
        );
        var count = await SegmentRow.CountAsync(work, id);
        await work.CommitAsync();
        response.SetETag(before.Version + 1);
        return TypedResults.Ok(
            new SegmentResponse(id, request.Name, request.Rule, request.Description, before.Version + 1, count)
        );
    }

    private const string Update = """
        update segment
        set name = @Name, rule = @Rule, description = @Description, version = version + 1, updated_at = @Now
        where id = @id
        """;
}
