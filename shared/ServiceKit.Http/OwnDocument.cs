using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Platform.ServiceKit.Http;

/// <summary>
/// The service's own OpenAPI document. It says the same for as long as the process lives and takes seconds to make on a
/// busy machine, so it is made once, whether or not the first who asked still waits for it.
/// </summary>
public sealed class OwnDocument
{
    private readonly Lazy<Task<byte[]>> _json;

    public OwnDocument(IServiceProvider services) => _json = new(() => MakeAsync(services));

    /// <summary>As JSON, OpenAPI 3.1.</summary>
    public Task<byte[]> JsonAsync(CancellationToken ct) => _json.Value.WaitAsync(ct);

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/openapi/{name}.json", async (string name, OwnDocument document, CancellationToken ct) =>
                name == Name ? Results.Bytes(await document.JsonAsync(ct), "application/json") : Results.NotFound()
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    /// <summary>
    /// At a schema: texts by property, for properties that are references. A reference carries none here, where what is
    /// said of one property would be said of all; the gateway's document has them beside the reference.
    /// </summary>
    public const string PropertyTexts = "x-property-descriptions";

    internal const string Name = "v1";

    private static async Task<byte[]> MakeAsync(IServiceProvider services)
    {
        // Off the caller's thread: what comes before the first await is most of the work.
        await Task.Yield();
        await using var scope = services.CreateAsyncScope();
        var document = await scope
            .ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)
            .GetOpenApiDocumentAsync();
        await using var json = new MemoryStream();
        await document.SerializeAsync(json, OpenApiSpecVersion.OpenApi3_1, "json", CancellationToken.None);
        return json.ToArray();
    }
}
