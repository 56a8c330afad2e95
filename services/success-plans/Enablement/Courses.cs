using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Enablement;

/// <summary>The catalogue of courses and certifications.</summary>
internal static class Courses
{
    public static void Map(IEndpointRouteBuilder courses)
    {
        courses
            .MapGet("/", (Database database, CancellationToken ct, string? role = null, bool retired = false) =>
                database.QueryAsync<CourseView>(List, new { role, retired }, ct)
            )
            .WithName("ListCourses")
            .WithDescription("The catalogue of courses and certifications.");
        courses
            .MapPost("/", AddAsync)
            .WithName("AddCourse")
            .WithDescription("Adds a course or certification to the catalogue.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        courses
            .MapPatch("/{id:guid}", ChangeAsync)
            .WithName("ChangeCourse")
            .WithDescription("Changes what is given; what is left out stays.")
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static async Task<Results<Created<CourseView>, ProblemHttpResult>> AddAsync(
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

    private static async Task<Results<Ok<CourseView>, ProblemHttpResult>> ChangeAsync(
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

    private const string List =
        $"select {CourseView.Columns} from course k where (@role::text is null or coalesce(role, @role) = @role) "
        + $"and (@retired or not retired) order by code";

    private const string Insert = $"""
        insert into course as k (course_id, code, title, kind, role, valid_months, version)
            values (@Id, @Code, @Title, @Kind, @Role, @ValidMonths, 1)
        returning {CourseView.Columns}
        """;

    private const string Update = $"""
        update course as k set title = coalesce(@Title, title), valid_months = coalesce(@ValidMonths, valid_months),
            retired = coalesce(@Retired, retired), version = version + 1
        where course_id = @id returning {CourseView.Columns}
        """;
}
