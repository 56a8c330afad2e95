using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Accounts.Attributes;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <summary>Adds a segment; memberships and their events follow in the same transaction.</summary>
public static class CreateSegment
{
    public static void Map(IEndpointRouteBuilder segments) =>
        segments
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateSegment))
            .WithDescription(
                "Adds a segment by its rule. Accounts enter and leave by themselves as their figures change."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Created<SegmentResponse>, ProblemHttpResult>> HandleAsync(
        SaveSegmentRequest request,
        Database database,
        SegmentMembership membership,
        AuditLog audit,
        RequestContext context,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (request.Mistake(await AttributeSchema.ReadAsync(database, ct)) is { } problem)
            return problem.ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        await SegmentMembership.LockAloneAsync(work);
        try
        {
            await work.ExecuteAsync(
                Insert,
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
        await audit.WriteAsync(work, new AuditEntry("created", "segment", id, null, null, request, Version: 1));
        var count = await SegmentRow.CountAsync(work, id);
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created(
            $"/v1/segments/{id}",
            new SegmentResponse(id, request.Name, request.Rule, request.Description, 1, count)
        );
    }

    private const string Insert = """
        insert into segment (id, name, rule, description, version, created_at, updated_at)
        values (@id, @Name, @Rule, @Description, 1, @Now, @Now)
        """;
}
