using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

/// <param name="Key">2–60 lower-case letters, digits and hyphens; it never changes.</param>
/// <param name="Playbook">The rest.</param>
public sealed record CreatePlaybookRequest(
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,59}$")] string Key,
    [Required] PlaybookInput Playbook
);

public static class CreatePlaybook
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreatePlaybook))
            .WithDescription("Writes a playbook's first version, as a draft: nothing starts until it goes live.")
            .RequireRoles(Roles.Manager, Roles.Ops, Roles.Partner);

    private static async Task<Results<Created<PlaybookResponse>, ProblemHttpResult>> HandleAsync(
        CreatePlaybookRequest request,
        Caller caller,
        Database database,
        DefinitionCheck check,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var (_, warnings) = await request.Playbook.CheckAsync(check, ct);
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.Key,
                    request.Playbook.Name,
                    Owner = request.Playbook.Owner ?? caller.Id,
                    Classes = (request.Playbook.Classes ?? []).ToArray(),
                    Holdout = request.Playbook.Holdout ?? 0,
                    Now = work.Context.Now,
                    By = caller.Id,
                }
            ) == 0
        )
            return PlaybookProblems.KeyTaken(request.Key).ToResult();
        await PlaybookStore.InsertVersionAsync(work, id, 1, request.Playbook.ReadDefinition(), warnings, caller.Id);
        var made = PlaybookResponse.Of((await PlaybookStore.FindAsync(work, id))!);
        await work.CommitAsync();
        response.SetETag(made.Version);
        return TypedResults.Created($"/v1/playbooks/{id}", made);
    }

    private const string Insert = """
        insert into playbook (id, key, name, owner, classes, status, latest_version, holdout, version, created_at,
            created_by)
        values (@id, @Key, @Name, @Owner, @Classes, 'draft', 1, @Holdout, 1, @Now, @By)
        on conflict on constraint playbook_key_key do nothing
        """;
}
