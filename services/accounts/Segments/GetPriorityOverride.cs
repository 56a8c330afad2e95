using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <summary>A person's word on the account's priority: who said it, why and until when.</summary>
public static class GetPriorityOverride
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/priority-override", HandleAsync).WithName(nameof(GetPriorityOverride));

    private static async Task<Results<Ok<PriorityOverride>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        RequestContext context,
        CancellationToken ct
    )
    {
        await AccountAccess.RequireKnownAsync(database, id, ct);
        var given = await database.SingleOrDefaultAsync<Row>(Read, new { id, context.Now }, ct);
        return given is null
            ? Problem.NotFound("priority-override", id).ToResult()
            : TypedResults.Ok(
                new PriorityOverride(given.Priority, given.Reason, given.Until, given.InForce, given.SetBy, given.SetAt)
            );
    }

    private sealed class Row
    {
        public string Priority { get; init; } = "";
        public string Reason { get; init; } = "";
        public DateOnly Until { get; init; }
        public bool InForce { get; init; }
        public string SetBy { get; init; } = "";
        public DateTimeOffset SetAt { get; init; }
    }

    private const string Read = """
        select priority, reason, until, until >= (@Now at time zone time_zone)::date as in_force, set_by, set_at
        from priority_override cross join calendar_setting where account_id = @id
        """;
}
