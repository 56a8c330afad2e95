using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

public static class GetMeetingHost
{
    public static void Map(IEndpointRouteBuilder hosts) =>
        hosts
            .MapGet("/{personId}", HandleAsync)
            .WithName(nameof(GetMeetingHost))
            .WithDescription("When a person of our side takes meetings.");

    /// <param name="personId">The person's user id.</param>
    private static async Task<Results<Ok<HostResponse>, ProblemHttpResult>> HandleAsync(
        string personId,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<HostRow>(
                $"{HostRow.Select} where person_id = @personId",
                new { personId },
                ct
            )
            is not { } row
        )
            return Problem.NotFound("meeting host", personId).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(
            HostResponse.From(row, await database.QueryAsync<BusyFeed>(BusyFeed.Select, new { personId }, ct))
        );
    }
}
