using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

public static class SavePlaybook
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(SavePlaybook))
            .WithDescription(
                "Writes the next version. Runs keep the version that they have; new ones get it once it goes live."
            )
            .RequireRoles(Roles.Manager, Roles.Ops, Roles.Partner);

    private static async Task<Results<Ok<PlaybookResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlaybookInput request,
        Caller caller,
        HttpContext http,
        Database database,
        DefinitionCheck check,
        LivePlaybooks live,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (await PlaybookStore.FindAsync(work, id) is not { } row)
            return PlaybookProblems.NotFound(id).ToResult();
        if (expected is { } version && version != row.Version)
            return ETags.LostUpdate("playbook", version, row.Version, PlaybookResponse.Of(row)).ToResult();
        if (row.Status == "retired")
            return PlaybookProblems.NotInState(row.Key, row.Status, "not retired").ToResult();
        var (_, warnings) = await request.CheckAsync(check, ct);
        var definition = request.ReadDefinition();
        var isNew = PlaybookStore.ChecksumOf(definition) != row.Checksum;
        var latest = isNew ? row.LatestVersion + 1 : row.LatestVersion;
        if (isNew)
            await PlaybookStore.InsertVersionAsync(work, id, latest, definition, warnings, caller.Id);
        await work.ExecuteAsync(
            Update,
            new
            {
                id,
                request.Name,
                Owner = request.Owner ?? row.Owner,
                Classes = (request.Classes ?? row.Classes).ToArray(),
                Holdout = request.Holdout ?? row.Holdout,
                latest,
            }
        );
        var saved = PlaybookResponse.Of((await PlaybookStore.FindAsync(work, id))!);
        work.AfterCommit(live.Forget);
        await work.CommitAsync();
        http.Response.SetETag(saved.Version);
        return TypedResults.Ok(saved);
    }

    private const string Update = """
        update playbook set name = @Name, owner = @Owner, classes = @Classes, holdout = @Holdout,
            latest_version = @latest, version = version + 1
        where id = @id
        """;
}
