using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

public static class RevokeCalendarLink
{
    public static void Map(IEndpointRouteBuilder calendars) =>
        calendars
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(RevokeCalendarLink))
            .WithDescription("The address of the calendar answers 404 from now on.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var revoked = await database.ExecuteAsync(
            "update calendar_link set revoked_at = coalesce(revoked_at, @Now) "
                + "where id = @id and (@All or created_by = @By or person_id = @By)",
            new
            {
                id,
                Now = clock.GetUtcNow(),
                All = caller.WritesAllAccounts,
                By = caller.Id,
            },
            ct
        );
        return revoked == 0 ? Problem.NotFound("calendar link", id).ToResult() : TypedResults.NoContent();
    }
}
