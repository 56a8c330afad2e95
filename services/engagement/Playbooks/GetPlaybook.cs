using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

public static class GetPlaybook
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetPlaybook))
            .WithDescription("One playbook with its latest version.");

    private static async Task<Results<Ok<PlaybookResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (await PlaybookStore.FindAsync(database, id, ct) is not { } row)
            return PlaybookProblems.NotFound(id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(PlaybookResponse.Of(row));
    }
}
