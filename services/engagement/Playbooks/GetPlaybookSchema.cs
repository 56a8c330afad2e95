using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Engagement.Playbooks;

public static class GetPlaybookSchema
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks
            .MapGet("/schema", HandleAsync)
            .WithName(nameof(GetPlaybookSchema))
            .WithDescription("The JSON Schema of a definition, with the types of steps and events that there are.");

    private static Ok<JsonObject> HandleAsync(DefinitionCheck check) =>
        TypedResults.Ok(DefinitionSchema.Build(check.Types));
}
