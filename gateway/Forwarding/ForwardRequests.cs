using Platform.Gateway.Protection;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Platform.Gateway.Forwarding;

/// <summary>
/// Hands a call on to a replica of its service. Reads go over HTTP/2 (many on one connection), bodies over HTTP/1.1
/// (faster for large ones), gRPC over HTTP/2. A call is tried again, elsewhere where there is another, only where that
/// is safe: it never reached a replica, or it is a read of which nothing was answered yet; at most twice, so that
/// retries never triple a storm.
/// </summary>
public sealed class ForwardRequests(
    Topology topology,
    AskReplicas replicas,
    UpstreamClient client,
    IHttpForwarder forwarder,
    PassOnCaller transformer
)
{
    private const int Tries = 3;
    private static readonly ForwarderRequestConfig GrpcConfig = Http2Config(TimeSpan.FromHours(1));

    public Task ForwardAsync(HttpContext context, PublicRoute route)
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var config = ConfigFor(isRead, route.Timeout);
        return ForwardAsync(context, topology[route.Service], config, repeatable: isRead);
    }

    public Task ForwardGrpcAsync(HttpContext context, string service) =>
        ForwardAsync(context, topology[service], GrpcConfig, repeatable: false);

    private async Task ForwardAsync(
        HttpContext context,
        ReplicaSet service,
        ForwarderRequestConfig config,
        bool repeatable
    )
    {
        Replica? failed = null;
        for (var left = Tries - 1; ; left--)
        {
            var replica = service.Pick(failed);
            // Nobody else: whoever answers now may take it, be it the one that failed because its process was replaced.
            if (replica is null && await replicas.AskAgainAsync(service, context.RequestAborted))
                replica = service.Pick();
            if (replica is null)
            {
                await ProblemDetailsWriter.WriteAsync(context, GatewayProblems.ServiceAway(service.Service));
                return;
            }

            var error = await SendAsync(context, replica, config);
            if (error == ForwarderError.None || context.RequestAborted.IsCancellationRequested)
                return;

            var exception = context.Features.Get<IForwarderErrorFeature>()?.Exception;
            var neverArrived = NeverArrived(exception);
            if (neverArrived)
                replica.PutInRotation(false);

            if (context.Response.HasStarted)
                return;
            if (left > 0 && (neverArrived || (repeatable && error == ForwarderError.Request)))
            {
                failed = replica;
                context.Response.StatusCode = StatusCodes.Status200OK;
                continue;
            }

            await ProblemDetailsWriter.WriteAsync(context, Explain(service.Service, error, exception));
            return;
        }
    }

    private async ValueTask<ForwarderError> SendAsync(
        HttpContext context,
        Replica replica,
        ForwarderRequestConfig config
    )
    {
        var address = config.Version!.Major == 2 && replica.Http2 is { } http2 ? http2 : replica.Http;
        replica.Enter();
        try
        {
            return await forwarder.SendAsync(context, address, client.Invoker, config, transformer);
        }
        finally
        {
            replica.Leave();
        }
    }

    private static bool NeverArrived(Exception? exception) =>
        exception
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            };

    private static Problem Explain(string service, ForwarderError error, Exception? exception) =>
        error switch
        {
            ForwarderError.RequestTimedOut
            or ForwarderError.RequestBodyDestination when exception is TimeoutException => GatewayProblems.TooSlow(
                service
            ),
            ForwarderError.RequestTimedOut => GatewayProblems.TooSlow(service),
            ForwarderError.RequestBodyClient
                when exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                GatewayProblems.BodyTooLarge(),
            ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled => GatewayProblems.BodyBroken(),
            _ => GatewayProblems.ServiceAway(service),
        };

    private static ForwarderRequestConfig ConfigFor(bool isRead, TimeSpan? timeout) =>
        (isRead, timeout) switch
        {
            (true, { TotalSeconds: 30 }) => ReadConfig,
            (false, { TotalSeconds: 30 }) => WriteConfig,
            (true, _) => Http2Config(timeout ?? TimeSpan.FromHours(1)),
            (false, _) => Http1Config(timeout ?? TimeSpan.FromHours(1)),
        };

    private static readonly ForwarderRequestConfig ReadConfig = Http2Config(TimeSpan.FromSeconds(30));
    private static readonly ForwarderRequestConfig WriteConfig = Http1Config(TimeSpan.FromSeconds(30));

    private static ForwarderRequestConfig Http2Config(TimeSpan timeout) =>
        new()
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            ActivityTimeout = timeout,
        };

    private static ForwarderRequestConfig Http1Config(TimeSpan timeout) =>
        new()
        {
            Version = new Version(1, 1),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            ActivityTimeout = timeout,
        };
}
