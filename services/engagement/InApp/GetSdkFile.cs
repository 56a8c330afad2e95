using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <summary>A module of the SDK, for any page: it holds no secret.</summary>
public static class GetSdkFile
{
    public static void Map(IEndpointRouteBuilder sdk) => sdk.MapGet("/{file}", Handle).WithName(nameof(GetSdkFile));

    private static Results<FileContentHttpResult, ProblemHttpResult> Handle(
        string file,
        HttpContext context,
        SdkFiles files
    )
    {
        if (files.Find(file) is not { } found)
            return Problem.NotFound("script", file).ToResult();
        var headers = context.Response.Headers;
        SdkAccess.Allow(context.Response, "*");
        headers.Vary = "Accept-Encoding";
        headers.ETag = found.ETag;
        headers.CacheControl = "public, max-age=300";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var isGzip = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        if (isGzip)
            headers.ContentEncoding = "gzip";
        return TypedResults.File(isGzip ? found.Gzip : found.Plain, "text/javascript; charset=utf-8");
    }
}
