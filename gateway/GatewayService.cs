using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Platform.Accounts.V1;
using Platform.Feedback.V1;
using Platform.Gateway.ApiDocument;
using Platform.Gateway.Feed;
using Platform.Gateway.Identity;
using Platform.Gateway.Keys;
using Platform.Gateway.Limits;
using Platform.Gateway.Overview;
using Platform.Gateway.Protection;
using Platform.Gateway.Proxy;
using Platform.Gateway.Routing;
using Platform.Gateway.Stream;
using Platform.Gateway.Webhooks;
using Platform.Plans.V1;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using RabbitMQ.Client;
using StackExchange.Redis;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Platform.Gateway;

/// <summary>The only wiring of the gateway.</summary>
public static class GatewayService
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(KestrelLimits.Set);
        builder.WebHost.UseSockets(KestrelLimits.Set);
        builder.AddProxy();
        builder.AddCallers();
        builder.AddProtection();
        builder.AddFeed();
        builder.AddPages();
        builder.AddMessaging(_ => { });
    }

    public static void MapGateway(this WebApplication app)
    {
        IssueDevelopmentToken.Map(app);
        ApiKeyRoutes.Map(app);
        GetAccountOverview.Map(app);
        StreamEvents.Map(app);
        WebhookRoutes.Map(app);
        ApiDocumentRoutes.Map(app);
    }

    private static void AddProxy(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        // A probe that fails is told once, when it changes a replica's state.
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.Logging.AddFilter("Yarp.ReverseProxy.Health.DestinationHealthUpdater", LogLevel.Information);
        services.AddValidatedOptions<ServicesOptions>("services");
        services
            .AddReverseProxy()
            .AddTransforms<IdentityTransform>()
            .ConfigureHttpClient((_, handler) => ProxyClusters.Configure(handler));
        services.AddSingleton<IPassiveHealthCheckPolicy, ConnectionFailurePolicy>();
        services.AddSingleton(provider => new InMemoryConfigProvider(
            ProxyRoutes.All,
            ProxyClusters.Of(provider.GetRequiredService<IOptions<ServicesOptions>>().Value)
        ));
        services.AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<InMemoryConfigProvider>());
        services.AddHostedService<FollowNames>();
    }

    private static void AddCallers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<InternalKeyOptions>("InternalToken");
        services.AddValidatedOptions<IdentityProviderOptions>("Authentication");
        DevelopmentTokenOptions.Add(builder);
        services.AddSingleton<DevelopmentTokens>();
        services.AddSingleton<ProviderKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<ProviderKeys>());
        services.AddHealthChecks().AddCheck<ProviderKeys>("identity-provider", tags: ["ready"]);
        services.AddSingleton<DeactivatedPeople>();
        services.AddHostedService(provider => provider.GetRequiredService<DeactivatedPeople>());
        services.AddSingleton<ApiKeyDirectory>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyDirectory>());

        services.AddSingleton<AcceptedTokens>();
        services.AddSingleton<PersonTokenHandler>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, PersonAuthentication>();
        services
            .AddAuthentication(CallerSchemes.Person)
            .AddJwtBearer(CallerSchemes.Person, displayName: null, _ => { })
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(CallerSchemes.ApiKey, displayName: null, null)
            .AddScheme<AuthenticationSchemeOptions, LinkHandler>(CallerSchemes.Link, displayName: null, null);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuthorizationResultHandler>();
        // What reaches an endpoint has been through the route table's policy; the kit's fallback would answer a wrong
        // method on an open route with 401.
        services.Configure<AuthorizationOptions>(options => options.FallbackPolicy = null);
    }

    private static void AddProtection(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<ProtectionOptions>("Protection");
        services.AddValidatedOptions<RateLimitOptions>("Limits");
        services.AddValidatedOptions<CrossOriginOptions>("Cors");
        services.AddValidatedOptions<KnownProxiesOptions>("Proxies");
        var redis = builder.Configuration.GetConnectionString("redis");
        services.AddSingleton<IConnectionMultiplexer>(_ => RedisConnection.Open(redis));
        services.AddSingleton<SharedBuckets>();
        services.AddSingleton<CallerRateLimiter>();
        services.AddSingleton<CallLimiter>();
        services.AddRateLimiter();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RequestLimits>();
        services.AddCors();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CrossOriginPolicy>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, KnownProxies>();
        services.AddSingleton<WritePause>();
        services.AddHostedService(provider => provider.GetRequiredService<WritePause>());
    }

    private static void AddFeed(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<FeedOptions>("Feed");
        services.AddKeyedSingleton<IConnectionFactory>(ConsumeFeed.Queue, (_, _) =>
            BrokerConnection.Factory(builder.Configuration, ConsumeFeed.Queue)
        );
        services.AddSingleton<FeedSignal>();
        services.AddSingleton<FeedHealth>();
        services.AddSingleton<RecordFeed>();
        services.AddSingleton<IFeedSubscriber, AccountOwnerProjection>();
        services.AddSingleton<IFeedSubscriber, PersonStateProjection>();
        services.AddSingleton<IFeedSubscriber, EraseContactFromFeed>();
        services.AddSingleton<IFeedSubscriber, EnqueueDeliveries>();
        services.AddSingleton<ChangedAccounts>();
        services.AddSingleton<FollowLog>();
        services.AddHostedService(provider => provider.GetRequiredService<FollowLog>());
        services.AddHostedService<ConsumeFeed>();
        services.AddHostedService<DropOldEvents>();
        services.AddHostedService<EraseFromRedis>();
        services.AddHealthChecks().AddCheck<FeedHealth>("feed", tags: ["ready"]);
    }

    private static void AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<StreamOptions>("Stream");
        services.AddSingleton<StreamClients>();
        services.AddHostedService(provider => provider.GetRequiredService<StreamClients>());

        builder.AddGrpcClient<AccountsService.AccountsServiceClient>(ServiceNames.Accounts);
        builder.AddGrpcClient<ScoringService.ScoringServiceClient>(ServiceNames.HealthScoring);
        builder.AddGrpcClient<RevenueService.RevenueServiceClient>(ServiceNames.Renewals);
        builder.AddGrpcClient<RenewalsService.RenewalsServiceClient>(ServiceNames.Renewals);
        builder.AddGrpcClient<PlansService.PlansServiceClient>(ServiceNames.SuccessPlans);
        builder.AddGrpcClient<OnboardingService.OnboardingServiceClient>(ServiceNames.SuccessPlans);
        builder.AddGrpcClient<FeedbackService.FeedbackServiceClient>(ServiceNames.Feedback);
        services.AddSingleton<ComposeOverview>();
        services.AddSingleton<OverviewCache>();
        services.AddSingleton<IFollower>(provider => provider.GetRequiredService<OverviewCache>());

        services
            .AddValidatedOptions<WebhookOptions>("Webhooks")
            .PostConfigure<IOptions<InternalKeyOptions>>(
                (options, installation) =>
                {
                    if (options.SealingKey.Length == 0)
                        options.SealingKey = installation.Value.Key;
                }
            );
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookClient>();
        services.AddHostedService<DeliverWebhooks>();

        services.AddHostedService<DropOldDeliveries>();

        services.AddSingleton<ServiceDocuments>();
    }

    private static OptionsBuilder<T> AddValidatedOptions<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
