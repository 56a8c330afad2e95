using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Owners;

public sealed record GetOwnersResponse(IReadOnlyList<OwnerPeriod> Items);

/// <summary>Who is accountable (or, with <c>at</c>, was at that instant); <c>history=true</c> shows everyone who ever
/// was.</summary>
public static class GetOwners
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/owners", HandleAsync).WithName(nameof(GetOwners));

    private static async Task<Ok<GetOwnersResponse>> HandleAsync(
        Guid id,
        DateTimeOffset? at,
        bool? history,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await AccountAccess.RequireKnownAsync(database, id, ct);
        var periods = await database.QueryAsync<Row>(
            Read,
            new
            {
                id,
                At = at ?? clock.GetUtcNow(),
                All = history == true,
                Current = at is null,
            },
            ct
        );
        return TypedResults.Ok(
            new GetOwnersResponse([
                .. periods.Select(row => new OwnerPeriod(
                    row.Role,
                    row.PersonId,
                    row.Since,
                    row.Until,
                    row.AssignedBy,
                    row.Reason
                )),
            ])
        );
    }

    private sealed class Row
    {
        public string Role { get; init; } = "";
        public string PersonId { get; init; } = "";
        public DateTimeOffset Since { get; init; }
        public DateTimeOffset? Until { get; init; }
        public string AssignedBy { get; init; } = "";
        public string? Reason { get; init; }
    }

    private const string Read = """
        select role, person_id, lower(period) as since, upper(period) as until, assigned_by, reason from account_owner
        where account_id = @id and (@All or (@Current and upper_inf(period))
            or (not @Current and period @> @At::timestamptz))
        order by role, lower(period)
        """;
}
