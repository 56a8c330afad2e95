using Platform.ServiceKit.Data;

namespace Platform.Renewals.Reviews;

public static class ListLxlSessions
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListLxlSessions))
            .WithDescription("The leaders' sessions, quarter by quarter.");

    private static Task<IReadOnlyList<LxlSessionResponse>> HandleAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<LxlSessionResponse>($"{LxlSessionReader.Select} order by quarter desc limit 100", null, ct);
}
