using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Approvals;

public static class ListApprovals
{
    public static void Map(IEndpointRouteBuilder approvals) =>
        approvals
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListApprovals))
            .WithDescription("What waits for a decision, or was decided, the oldest first.");

    /// <param name="accountId">Only of this account.</param>
    /// <param name="state"><c>waiting</c> (the default), <c>approved</c>, <c>refused</c> or <c>withdrawn</c>.</param>
    /// <param name="runId">Only of this run.</param>
    private static async Task<Ok<Page<ApprovalResponse>>> HandleAsync(
        Guid? accountId,
        string? state,
        Guid? runId,
        PageRequest page,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await ReadAsync(database, accountId, state, runId, page, ct));

    /// <summary>The same for gRPC.</summary>
    internal static async Task<Page<ApprovalResponse>> ReadAsync(
        Database database,
        Guid? accountId,
        string? state,
        Guid? runId,
        PageRequest page,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<ApprovalRow>(
            $"{ApprovalRow.Select} {Filter}",
            new
            {
                accountId,
                State = state ?? "waiting",
                runId,
                After = Cursor.Read<Position>(page.Cursor)?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<ApprovalResponse>.From(rows, page.Limit, ApprovalResponse.Of, row => new Position(row.Id));
    }

    private sealed record Position(Guid Id);

    private const string Filter = """
        where state = @State and (@accountId::uuid is null or account_id = @accountId)
          and (@runId::uuid is null or run_id = @runId) and (@After::uuid is null or id > @After)
        order by id limit @Limit
        """;
}
