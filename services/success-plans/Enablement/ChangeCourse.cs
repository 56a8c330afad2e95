using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Enablement;

/// <summary>What is left out stays.</summary>
/// <param name="ValidMonths">A certification lapses after so many months.</param>
/// <param name="Retired">true takes it out of the catalogue; completions stay.</param>
public sealed record ChangeCourseRequest(
    [StringLength(300, MinimumLength = 1)] string? Title,
    [Range(1, 240)] int? ValidMonths,
    bool? Retired
);

internal static class ChangeCourse
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapPatch("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeCourse))
            .WithDescription("Changes what is given; what is left out stays.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<CourseView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeCourseRequest request,
        HttpRequest http,
        Database database,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<CourseView>(
                $"select {CourseView.Columns} from course k where course_id = @id for update",
                new { id }
            )
            is not { } before
        )
            return Problem.NotFound("course", id).ToResult();
        if (expected is { } version && version != before.Version)
            return ETags.LostUpdate("course", version, before.Version, before).ToResult();
        var view = await work.SingleOrDefaultAsync<CourseView>(
            Update,
            new
            {
                id,
                request.Title,
                request.ValidMonths,
                request.Retired,
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }

    private const string Update = $"""
        update course as k set title = coalesce(@Title, title), valid_months = coalesce(@ValidMonths, valid_months),
            retired = coalesce(@Retired, retired), version = version + 1
        where course_id = @id returning {CourseView.Columns}
        """;
}
