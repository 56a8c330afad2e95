using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

public static class PausePlaybook
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapPost("/{id:guid}/pause", HandleAsync)
            .WithName(nameof(PausePlaybook))
            .WithDescription("Stops the steps of its runs and starts none; events go on to end and advance them.")
            .RequireRoles(Roles.Manager, Roles.Ops, Roles.Partner);

    private static async Task<Results<Ok<PlaybookResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpContext http,
        Database database,
        LivePlaybooks live,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await PlaybookStore.FindAsync(work, id) is not { } row)
            return PlaybookProblems.NotFound(id).ToResult();
        if (row.Status is not ("live"))
            return PlaybookProblems.NotInState(row.Key, row.Status, "live").ToResult();
        await work.ExecuteAsync(
            "update playbook set status = 'paused', version = version + 1 where id = @id",
            new { id }
        );
        await PausedRuns.PauseAsync(work, id);
        var answer = PlaybookResponse.Of((await PlaybookStore.FindAsync(work, id))!);
        work.AfterCommit(live.Forget);
        await work.CommitAsync();
        http.Response.SetETag(answer.Version);
        return TypedResults.Ok(answer);
    }
}
