using Platform.Gateway.Routing;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Protection;

/// <summary>Answers a call that the gateway turns away: a page for people who followed a link, else a
/// problem.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, Problem problem) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is { IsLink: true }
        && RefusalPage.IsWanted(context.Request)
            ? RefusalPage.WriteAsync(context, problem)
            : ProblemDetailsWriter.WriteAsync(context, problem);
}
