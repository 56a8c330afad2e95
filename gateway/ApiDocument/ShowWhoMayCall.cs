using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Gateway.ApiDocument;

public static class ShowWhoMayCall
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/openapi/who-may-call.md", HandleAsync)
            .WithName(nameof(ShowWhoMayCall))
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static async Task<ContentHttpResult> HandleAsync(ServiceDocuments documents, CancellationToken ct) =>
        TypedResults.Text(
            WhoMayCall.ToMarkdown(JsonNode.Parse(await documents.MergedAsync(ct))!.AsObject()),
            "text/markdown; charset=utf-8"
        );
}
