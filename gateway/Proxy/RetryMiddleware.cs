using Platform.Gateway.Protection;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Proxy;

/// <summary>
/// A step of YARP's pipeline. A call is tried again, elsewhere where there is another replica, only where that is safe:
/// it never reached a replica, or it is a read of which nothing was answered yet; at most twice, so that retries never
/// triple a storm. What fails for good becomes a problem.
/// </summary>
public sealed class RetryMiddleware(RequestDelegate next)
{
    private const int MaxTries = 3;

    public async Task InvokeAsync(HttpContext context)
    {
        for (var attempt = 1; ; attempt++)
        {
            await next(context);
            if (
                context.GetForwarderErrorFeature() is not { } failure
                || context.Response.HasStarted
                || context.RequestAborted.IsCancellationRequested
            )
                return;
            if (attempt == MaxTries || !MayBeRepeated(context.Request, failure))
            {
                await Refusal.WriteAsync(context, Explain(context, failure));
                return;
            }

            ChooseAgain(context);
        }
    }

    private static bool MayBeRepeated(HttpRequest request, IForwarderErrorFeature failure) =>
        ConnectionFailurePolicy.IsConnectionFailure(failure.Exception)
        || (
            failure.Error == ForwarderError.Request
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        );

    /// <summary>Another replica where there is one; else the same, whose process may have been replaced.</summary>
    private static void ChooseAgain(HttpContext context)
    {
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.StatusCode = StatusCodes.Status200OK;
        var proxy = context.GetReverseProxyFeature();
        var available = context.GetRouteModel().Cluster!.DestinationsState.AvailableDestinations;
        var others = available.Where(destination => destination != proxy.ProxiedDestination).ToList();
        proxy.AvailableDestinations = others.Count > 0 ? others : available;
    }

    private static Problem Explain(HttpContext context, IForwarderErrorFeature failure)
    {
        var service = context.GetEndpoint()!.Metadata.GetRequiredMetadata<PublicRoute>().Service;
        return failure.Error switch
        {
            ForwarderError.RequestTimedOut => GatewayProblems.TooSlow(service),
            ForwarderError.RequestBodyDestination when failure.Exception is TimeoutException => GatewayProblems.TooSlow(
                service
            ),
            ForwarderError.RequestBodyClient
                when failure.Exception
                    is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                GatewayProblems.BodyTooLarge(),
            ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled => GatewayProblems.BodyBroken(),
            _ => GatewayProblems.ServiceAway(service),
        };
    }
}
