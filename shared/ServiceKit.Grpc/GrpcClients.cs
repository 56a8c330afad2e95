using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Auth;

namespace Platform.ServiceKit.Grpc;

public static class GrpcClients
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A client of another service. Addresses come from <c>services:{service}:grpc:0…n</c> (round robin over replicas);
    /// a name may lead to several replicas (<see cref="NamedAddresses"/>). Each call carries an internal token (the
    /// caller's own where there is one) and a deadline (5 s unless the call names one); UNAVAILABLE is tried again up
    /// to three times: our RPCs are reads or repeatable by their ids.
    /// </summary>
    public static void AddGrpcClient<TClient>(this WebApplicationBuilder builder, string service)
        where TClient : ClientBase<TClient>
    {
        builder.Services.AddKeyedSingleton<CallInvoker>(service, (services, _) => Connect(services, service));
        builder.Services.AddSingleton(services =>
            (TClient)Activator.CreateInstance(typeof(TClient), services.GetRequiredKeyedService<CallInvoker>(service))!
        );
    }

    private static CallInvoker Connect(IServiceProvider services, string service)
    {
        var addresses = services
            .GetRequiredService<IConfiguration>()
            .GetSection($"services:{service}:grpc")
            .GetChildren()
            .Select(child => new Uri(child.Value!))
            .ToList();
        if (addresses.Count == 0)
            throw new InvalidOperationException(
                $"services:{service}:grpc:0 is missing; AppHost sets it for a service that has a reference to "
                    + $"{service}."
            );

        ResolverFactory resolver = addresses.Exists(NamedAddresses.MayLeadToSeveral)
            ? new NamedResolverFactory(addresses, services.GetRequiredService<ResolveName>())
            : new StaticResolverFactory(_ =>
                [.. addresses.Select(address => new BalancerAddress(address.IdnHost, address.Port))]
            );
        var channel = GrpcChannel.ForAddress(
            $"{resolver.Name}:///{service}",
            new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Insecure,
                ServiceProvider = new ServiceCollection().AddSingleton(resolver).BuildServiceProvider(),
                ServiceConfig = new ServiceConfig
                {
                    LoadBalancingConfigs = { new RoundRobinConfig() },
                    MethodConfigs =
                    {
                        new MethodConfig
                        {
                            Names = { MethodName.Default },
                            RetryPolicy = new RetryPolicy
                            {
                                MaxAttempts = 3,
                                InitialBackoff = TimeSpan.FromMilliseconds(50),
                                MaxBackoff = TimeSpan.FromSeconds(1),
                                BackoffMultiplier = 2,
                                RetryableStatusCodes = { StatusCode.Unavailable },
                            },
                        },
                    },
                },
            }
        );
        return channel.Intercept(ActivatorUtilities.CreateInstance<OutgoingCall>(services));
    }

    /// <summary>Adds the token and the deadline.</summary>
    private sealed class OutgoingCall(
        InternalToken tokens,
        ServiceIdentity service,
        IHttpContextAccessor http,
        TimeProvider clock
    ) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation
        ) => continuation(request, Prepare(context, DefaultDeadline));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation
        ) => continuation(request, Prepare(context, deadline: null));

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation
        ) => continuation(Prepare(context, deadline: null));

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation
        ) => continuation(Prepare(context, deadline: null));

        private ClientInterceptorContext<TRequest, TResponse> Prepare<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            TimeSpan? deadline
        )
            where TRequest : class
            where TResponse : class
        {
            var headers = new Metadata();
            foreach (var entry in context.Options.Headers ?? [])
                headers.Add(entry);
            var user = http.HttpContext?.User;
            headers.Add(
                "authorization",
                "Bearer "
                    + (
                        user?.Identity?.IsAuthenticated == true
                            ? tokens.Issue(Caller.From(user))
                            : tokens.IssueForService(service)
                    )
            );

            var options = context.Options.WithHeaders(headers);
            if (options.Deadline is null && deadline is { } span)
                options = options.WithDeadline(clock.GetUtcNow().UtcDateTime + span);
            return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options);
        }
    }
}
