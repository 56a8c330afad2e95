using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Enablement;

/// <param name="Code">What imports call it; unique.</param>
/// <param name="Kind"><c>course</c> or <c>certification</c>.</param>
/// <param name="Role"><c>admin</c> or <c>end_user</c>; null: everybody.</param>
/// <param name="ValidMonths">A certification lapses after so many months; null: never.</param>
public sealed record AddCourseRequest(
    [Required, StringLength(100)] string Code,
    [Required, StringLength(300)] string Title,
    [Required, RegularExpression("^(course|certification)$")] string Kind,
    [RegularExpression("^(admin|end_user)$")] string? Role,
    [Range(1, 240)] int? ValidMonths
);

internal static class AddCourse
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapPost("/", HandleAsync)
            .WithName(nameof(AddCourse))
            .WithDescription("Adds a course or certification to the catalogue.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Created<CourseView>, ProblemHttpResult>> HandleAsync(
        AddCourseRequest request,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        try
        {
            var view = await work.SingleOrDefaultAsync<CourseView>(
                Insert,
                new
                {
                    Id = Guid.CreateVersion7(),
                    request.Code,
                    request.Title,
                    request.Kind,
                    request.Role,
                    request.ValidMonths,
                }
            );
            await work.CommitAsync();
            return TypedResults.Created($"/v1/courses/{view!.Id}", view);
        }
        catch (PostgresException taken) when (taken.ConstraintName == "course_code")
        {
            return new Problem(
                "courses/code-taken",
                StatusCodes.Status409Conflict,
                "The code is taken.",
                $"There is a course '{request.Code}'; change that one, or choose another code."
            ).ToResult();
        }
    }

    private const string Insert = $"""
        insert into course as k (course_id, code, title, kind, role, valid_months, version)
            values (@Id, @Code, @Title, @Kind, @Role, @ValidMonths, 1)
        returning {CourseView.Columns}
        """;
}
