using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="Name">What people call it.</param>
/// <param name="Origins">The web origins whose pages may ask, all of them.</param>
public sealed record ChangeApplicationRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required] IReadOnlyList<string> Origins
);

public static class ChangeApplication
{
    public static void Map(IEndpointRouteBuilder applications) =>
        applications
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeApplication))
            .WithDescription("Changes the name and the origins of an application; its key stays.");

    private static async Task<Results<Ok<ApplicationResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeApplicationRequest request,
        HttpRequest http,
        HttpResponse response,
        Database database,
        LiveInApp live,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("select from application where id = @id for update", new { id });
        if (await ApplicationReader.FindAsync(work, id) is not { } current)
            return Problem.NotFound("application", id).ToResult();
        if (expected is { } version && version != current.Version)
            return ETags.LostUpdate("application", version, current.Version, current).ToResult();
        if (Origins.ErrorOf(request.Origins) is { } error)
            return Problem.Invalid("origins", error).ToResult();
        await work.ExecuteAsync(
            "update application set name = @Name, origins = @Origins, version = version + 1 where id = @id",
            new
            {
                id,
                request.Name,
                Origins = request.Origins.ToArray(),
            }
        );
        var changed = (await ApplicationReader.FindAsync(work, id))!;
        await live.ChangeAsync(work);
        await work.CommitAsync();
        response.SetETag(changed.Version);
        return TypedResults.Ok(changed);
    }
}
