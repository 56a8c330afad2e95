using Platform.ServiceKit.Data;

namespace Platform.Feedback.Interviews;

public static class ListInterviewThemes
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapGet("/themes", HandleAsync)
            .WithName(nameof(ListInterviewThemes))
            .WithDescription("The themes by which interviews are coded.");

    private static Task<IReadOnlyList<InterviewTheme>> HandleAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<InterviewTheme>($"{InterviewThemeSql.Select} order by t.retired, t.code", null, ct);
}
