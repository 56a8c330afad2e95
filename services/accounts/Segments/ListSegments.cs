using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <summary>Segments with how many accounts each has; the accounts themselves are <c>GET
/// /v1/accounts?segment=…</c>.</summary>
public static class ListSegments
{
    public static void Map(IEndpointRouteBuilder segments)
    {
        segments.MapGet("/", ListAsync).WithName(nameof(ListSegments));
        segments
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetSegment")
            .WithDescription("One segment with its rule and how many accounts are in it.")
            .Produces<SegmentAnswer>();
        segments
            .MapDelete("/{id:guid}", DeleteAsync)
            .WithName("DeleteSegment")
            .WithDescription("Deletes a segment; its members leave it.")
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static async Task<IResult> ListAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(new { items = await ReadAsync(database, ct) });

    internal static async Task<IReadOnlyList<SegmentAnswer>> ReadAsync(Database database, CancellationToken ct) =>
        [.. (await database.QueryAsync<Row>($"{Read} order by name", ct: ct)).Select(row => row.ToAnswer())];

    private static async Task<IResult> GetAsync(Guid id, Database database, HttpResponse response, CancellationToken ct)
    {
        var row = await database.SingleOrDefaultAsync<Row>($"{Read} where id = @id", new { id }, ct);
        if (row is null)
            return SegmentProblems.NotFound(id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToAnswer());
    }

    private static async Task<IResult> DeleteAsync(Guid id, Database database, AuditLog audit, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await SegmentMembership.LockAloneAsync(work);
        var name = await work.ScalarAsync<string>("delete from segment where id = @id returning name", new { id });
        if (name is null)
            return SegmentProblems.NotFound(id).ToResult();
        await audit.WriteAsync(work, new AuditEntry("deleted", "segment", id, null, new { name }, null));
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Rule { get; init; } = "";
        public string? Description { get; init; }
        public int Version { get; init; }
        public long Accounts { get; init; }

        public SegmentAnswer ToAnswer() => new(Id, Name, Rule, Description, Version, Accounts);
    }

    private const string Read =
        "select id, name, rule, description, version, (select count(*) from segment_member where segment_id = "
        + "segment.id) as accounts from segment";
}
