using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Gateway.ApiDocument;

public static class ShowApiDocument
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/openapi/v1.json", HandleAsync)
            .WithName(nameof(ShowApiDocument))
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static async Task<FileContentHttpResult> HandleAsync(
        HttpRequest request,
        ServiceDocuments documents,
        CancellationToken ct
    ) => TypedResults.Bytes(WithAddress(await documents.MergedAsync(ct), request), "application/json");

    /// <summary>Generators want to know where the API is, not only that it is where the document came from.</summary>
    private static byte[] WithAddress(byte[] document, HttpRequest request)
    {
        var relative = "\"url\":\"/\""u8;
        var at = document.AsSpan().IndexOf(relative);
        if (at < 0)
            return document;
        var address = JsonSerializer.SerializeToUtf8Bytes($"{request.Scheme}://{request.Host}");
        return [.. document.AsSpan(0, at), .. "\"url\":"u8, .. address, .. document.AsSpan(at + relative.Length)];
    }
}
