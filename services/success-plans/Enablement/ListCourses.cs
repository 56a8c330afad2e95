using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Enablement;

internal static class ListCourses
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListCourses))
            .WithDescription("The catalogue of courses and certifications.");

    private static async Task<Ok<IReadOnlyList<CourseView>>> HandleAsync(
        Database database,
        CancellationToken ct,
        string? role = null,
        bool retired = false
    ) => TypedResults.Ok(await database.QueryAsync<CourseView>(List, new { role, retired }, ct));

    private const string List =
        $"select {CourseView.Columns} from course k where (@role::text is null or coalesce(role, @role) = @role) "
        + $"and (@retired or not retired) order by code";
}
