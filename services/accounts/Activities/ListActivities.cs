using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Activities;

/// <summary>An account's calls, e-mails, meetings and notes, newest first. Of confidential ones only the owners and
/// leadership see what they were about.</summary>
public static class ListActivities
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/activities", HandleAsync).WithName(nameof(ListActivities));

    /// <param name="type">call, email, meeting or note.</param>
    /// <param name="pinned">Only those that are pinned, or only those that are not.</param>
    private static async Task<Results<Ok<Page<Activity>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string? type,
        bool? pinned,
        PageRequest page,
        Database database,
        Caller caller,
        CancellationToken ct
    )
    {
        if (type is not null && !Activity.Types.Contains(type, StringComparer.Ordinal))
            return Problem.Invalid("type", $"'{type}' is not one of {string.Join(", ", Activity.Types)}").ToResult();
        await AccountAccess.RequireKnownAsync(database, id, ct);
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<StoredActivity>(
            Read,
            new
            {
                id,
                type,
                pinned,
                AfterAt = after?.OccurredAt ?? DateTimeOffset.MaxValue.AddYears(-1),
                AfterId = after?.Id ?? Guid.Empty,
                Take = page.Limit + 1,
            },
            ct
        );
        var readsAll = await AccountAccess.ReadsConfidentialAsync(database, caller, id, ct);
        return TypedResults.Ok(
            Page<Activity>.From(
                rows,
                page.Limit,
                row => row.Confidential && !readsAll ? row.ToActivity().WithoutContent() : row.ToActivity(),
                row => new Position(row.OccurredAt, row.Id)
            )
        );
    }

    private sealed record Position(DateTimeOffset OccurredAt, Guid Id);

    private const string Read = $"""
        select {StoredActivity.Columns} from activity
        where account_id = @id and (date_trunc('milliseconds', occurred_at), id) < (@AfterAt, @AfterId)
            and (@type::text is null or type = @type)
            and (@pinned::boolean is null or pinned = @pinned)
        order by date_trunc('milliseconds', occurred_at) desc, id desc
        limit @Take
        """;
}
