using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Handovers;

public sealed record ListHandoversResponse(IReadOnlyList<Handover> Items);

public static class ListHandovers
{
    public static void Map(IEndpointRouteBuilder handovers) =>
        handovers
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListHandovers))
            .WithDescription("Hand-overs, those that wait for a decision first.");

    /// <param name="receiver">User id: what waits for this person.</param>
    private static async Task<Ok<ListHandoversResponse>> HandleAsync(
        Guid? account,
        string? receiver,
        string? status,
        Database database,
        CancellationToken ct
    )
    {
        HandoverRules.RequireStatus(status);
        return TypedResults.Ok(
            new ListHandoversResponse(await HandoverStore.ListAsync(database, account, receiver, status, ct))
        );
    }
}
