using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

/// <param name="MetOn">The day on which it was met, ISO date; not in the future.</param>
public sealed record MeetWarRoomCriterionRequest(
    [Happened] DateOnly MetOn,
    [Required, StringLength(2000)] string Evidence
);

public static class MeetWarRoomCriterion
{
    public static void Map(IEndpointRouteBuilder rooms) =>
        rooms
            .MapPost("/{id:guid}/criteria/{criterionId:guid}/met", HandleAsync)
            .WithName(nameof(MeetWarRoomCriterion))
            .WithDescription("One of the criteria for closing the war room is met.");

    private static Task<Results<Ok<WarRoomResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid criterionId,
        MeetWarRoomCriterionRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    ) =>
        WarRoomChanges.ChangeAsync(
            id,
            caller,
            database,
            ownership,
            async (work, _) =>
            {
                if (
                    await work.ExecuteAsync(
                        Meet,
                        new
                        {
                            id,
                            criterionId,
                            request.MetOn,
                            request.Evidence,
                            By = caller.Id,
                        }
                    ) == 0
                )
                    throw Problem.NotFound("unmet criterion", criterionId).ToException();
            },
            ct
        );

    private const string Meet = """
        update war_room_criterion set met_on = @MetOn, met_by = @By, evidence = @Evidence
            where id = @criterionId and war_room_id = @id and met_on is null
        """;
}
