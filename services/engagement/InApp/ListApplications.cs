using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <param name="Items">By key.</param>
public sealed record ListApplicationsResponse(IReadOnlyList<ApplicationResponse> Items);

public static class ListApplications
{
    public static void Map(IEndpointRouteBuilder applications) =>
        applications
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListApplications))
            .WithDescription("The products that show messages, without their secrets.");

    private static async Task<Ok<ListApplicationsResponse>> HandleAsync(Database database, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var items = new List<ApplicationResponse>();
        foreach (var id in await work.QueryAsync<Guid>("select id from application order by key"))
            items.Add((await ApplicationReader.FindAsync(work, id))!);
        return TypedResults.Ok(new ListApplicationsResponse(items));
    }
}
