using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="Key">A short name, unique: a–z, 0–9 and -.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Origins">The web origins whose pages may ask: <c>https://app.example.com</c>.</param>
public sealed record CreateApplicationRequest(
    [Required, RegularExpression("^[a-z0-9-]{1,50}$")] string Key,
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required] IReadOnlyList<string> Origins
);

/// <param name="Id">The application's id.</param>
/// <param name="Application">The application.</param>
/// <param name="Kid">The secret's id, for the token's header.</param>
/// <param name="Secret">Signs users' tokens (HS256, the bytes of this base64url text). Shown this once.</param>
public sealed record CreateApplicationResponse(Guid Id, ApplicationResponse Application, Guid Kid, string Secret);

public static class CreateApplication
{
    public static void Map(IEndpointRouteBuilder applications) =>
        applications
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateApplication))
            .WithDescription("Registers a product that shows messages. Its secret is shown this once.");

    private static async Task<Results<Created<CreateApplicationResponse>, ProblemHttpResult>> HandleAsync(
        CreateApplicationRequest request,
        Database database,
        SecretMaker secrets,
        LiveInApp live,
        CancellationToken ct
    )
    {
        if (Origins.ErrorOf(request.Origins) is { } error)
            return Problem.Invalid("origins", error).ToResult();
        await using var work = await database.BeginAsync(ct);
        var id = Guid.CreateVersion7();
        var inserted = await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                request.Key,
                request.Name,
                Origins = request.Origins.ToArray(),
                By = work.Context.Actor,
                work.Context.Now,
            }
        );
        if (inserted == 0)
            return InAppProblems.KeyTaken(request.Key).ToResult();
        var (kid, secret) = await secrets.MakeAsync(work, id);
        var application = (await ApplicationReader.FindAsync(work, id))!;
        await live.ChangeAsync(work);
        await work.CommitAsync();
        return TypedResults.Created(
            $"/v1/applications/{id}",
            new CreateApplicationResponse(id, application, kid, secret)
        );
    }

    private const string Insert = """
        insert into application (id, key, name, origins, version, created_by, created_at)
        values (@id, @Key, @Name, @Origins, 1, @By, @Now)
        on conflict on constraint application_key_taken do nothing
        """;
}
