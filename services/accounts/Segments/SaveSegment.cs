using Npgsql;
using Platform.Accounts.Attributes;
using Platform.Accounts.Audit;
using Platform.Accounts.Segments.Rules;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <param name="Rule">In the rule language, for example <c>arr &gt;= 50_000 and health_band in ('red',
/// 'yellow')</c>.</param>
public sealed record SaveSegmentRequest(string Name, string Rule, string? Description = null);

/// <summary>Adds a segment or changes its rule; memberships and their events follow in the same transaction.</summary>
public static class SaveSegment
{
    public static void Map(IEndpointRouteBuilder segments)
    {
        segments
            .MapPost("/", CreateAsync)
            .WithName("CreateSegment")
            .WithDescription(
                "Adds a segment by its rule. Accounts enter and leave by themselves as their figures change."
            )
            .RequireRoles(Roles.Ops, Roles.Manager)
            .Produces<SegmentAnswer>(StatusCodes.Status201Created);
        segments
            .MapPut("/{id:guid}", ChangeAsync)
            .WithName("ChangeSegment")
            .WithDescription(
                "Replaces name, rule and description; who enters or leaves by the new rule is told as events "
                    + "with the change."
            )
            .RequireRoles(Roles.Ops, Roles.Manager)
            .Produces<SegmentAnswer>();
    }

    private static async Task<IResult> CreateAsync(
        SaveSegmentRequest request,
        Database database,
        SegmentMembership membership,
        AuditLog audit,
        RequestContext context,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (Refuse(request, await AttributeSchema.ReadAsync(database, ct)) is { } problem)
            return problem.ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        await SegmentMembership.LockAloneAsync(work);
        try
        {
            await work.ExecuteAsync(
                "insert into segment (id, name, rule, description, version, created_at, updated_at) values (@id, "
                    + "@Name, @Rule, @Description, 1, @Now, @Now)",
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
        var count = await CountAsync(work, id);
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created(
            $"/v1/segments/{id}",
            new SegmentAnswer(id, request.Name, request.Rule, request.Description, 1, count)
        );
    }

    private static async Task<IResult> ChangeAsync(
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
        var before = await work.SingleOrDefaultAsync<Stored>(
            "select name, rule, description, version from segment where id = @id for update",
            new { id }
        );
        if (before is null)
            return SegmentProblems.NotFound(id).ToResult();
        if (expected is { } version && version != before.Version)
        {
            var current = new SegmentAnswer(
                id,
                before.Name,
                before.Rule,
                before.Description,
                before.Version,
                await CountAsync(work, id)
            );
            return (await LostUpdates.DescribeAsync(work, "segment", id, version, before.Version, current)).ToResult();
        }
        if (Refuse(request, await AttributeSchema.ReadAsync(work)) is { } problem)
            return problem.ToResult();
        try
        {
            await work.ExecuteAsync(
                "update segment set name = @Name, rule = @Rule, description = @Description, version = version + "
                    + "1, updated_at = @Now where id = @id",
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
        await audit.WriteAsync(
            work,
            new AuditEntry(
                "changed",
                "segment",
                id,
                null,
                new
                {
                    before.Name,
                    before.Rule,
                    before.Description,
                },
                request,
                Version: before.Version + 1
            )
        );
        var count = await CountAsync(work, id);
        await work.CommitAsync();
        response.SetETag(before.Version + 1);
        return TypedResults.Ok(
            new SegmentAnswer(id, request.Name, request.Rule, request.Description, before.Version + 1, count)
        );
    }

    private static Task<long> CountAsync(UnitOfWork work, Guid id) =>
        work.ScalarAsync<long>("select count(*) from segment_member where segment_id = @id", new { id });

    private static Problem? Refuse(SaveSegmentRequest request, IReadOnlyList<AttributeDefinition> declared)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100)
            return Problem.Invalid("name", "is required, at most 100 characters");
        return SegmentRule.TryParse(request.Rule ?? "", SegmentAttributes.All(declared), out _, out var error)
            ? null
            : SegmentProblems.InvalidRule(error);
    }

    private sealed class Stored
    {
        public string Name { get; init; } = "";
        public string Rule { get; init; } = "";
        public string? Description { get; init; }
        public int Version { get; init; }
    }
}
