using Microsoft.AspNetCore.Authorization;
using Platform.Accounts.V1;
using Platform.Feedback.V1;
using Platform.Gateway.ApiDocument;
using Platform.Gateway.Feed;
using Platform.Gateway.Forwarding;
using Platform.Gateway.Identity;
using Platform.Gateway.Keys;
using Platform.Gateway.Limits;
using Platform.Gateway.Overview;
using Platform.Gateway.Portfolio;
using Platform.Gateway.Protection;
using Platform.Gateway.Routing;
using Platform.Gateway.Stream;
using Platform.Gateway.Webhooks;
using Platform.Plans.V1;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using StackExchange.Redis;

namespace Platform.Gateway;

/// <summary>The only wiring of the gateway.</summary>
public static class GatewayService
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(KestrelLimits.Set);
        builder.WebHost.UseSockets(KestrelLimits.Set);
        // What reaches an endpoint has been through PublicSurface; the kit's fallback would answer a wrong method on an
        // open route with 401.
        services.Configure<AuthorizationOptions>(options => options.FallbackPolicy = null);

        services.AddHttpForwarder();
        services.AddSingleton<Topology>();
        services.AddSingleton<UpstreamClient>();
        services.AddSingleton<PassOnCaller>();
        services.AddSingleton<ForwardRequests>();
        services.AddSingleton<AskReplicas>();
        services.AddHostedService<ProbeReplicas>();

        var isDevelopment = builder.Environment.IsDevelopment();
        services.AddSingleton(DevelopmentTokenSettings.Read(builder.Configuration, isDevelopment));
        services.AddSingleton<DevelopmentTokens>();
        services.AddSingleton<ProviderKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<ProviderKeys>());
        services.AddHealthChecks().AddCheck<ProviderKeys>("identity-provider", tags: ["ready"]);
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<DeactivatedPeople>();
        services.AddHostedService(provider => provider.GetRequiredService<DeactivatedPeople>());
        services.AddSingleton<IdentifyCaller>();
        services.AddSingleton<ApiKeyDirectory>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyDirectory>());

        services.AddSingleton<IConnectionMultiplexer>(_ => RedisConnection.Open(builder.Configuration));
        services.AddSingleton<SharedBuckets>();
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<Admission>();
        services.AddConfiguredCors(builder.Configuration);
        services.AddKnownProxies(builder.Configuration);

        services.AddSingleton<FeedSignal>();
        services.AddSingleton<FeedHealth>();
        services.AddSingleton<RecordFeed>();
        services.AddSingleton<ChangedAccounts>();
        services.AddSingleton<FollowLog>();
        services.AddHostedService(provider => provider.GetRequiredService<FollowLog>());
        services.AddHostedService<ConsumeFeed>();
        services.AddHostedService<DropOldEvents>();
        services.AddHostedService<EraseFromRedis>();
        services.AddHealthChecks().AddCheck<FeedHealth>("feed", tags: ["ready"]);
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
        services.AddSingleton<PortfolioPages>();

        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookClient>();
        services.AddHostedService<DeliverWebhooks>();

        services.AddSingleton<ServiceDocuments>();

        builder.AddBus(_ => { });
    }

    /// <summary>Stands before the kit's own pipeline: what goes to a service never enters it.</summary>
    public static void UsePublicSurface(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseCors();
        app.UseMiddleware<PublicSurface>();
        app.UseApiPage();
    }

    public static void MapGateway(this WebApplication app)
    {
        IssueDevelopmentToken.Map(app);

        var keys = app.MapGroup("/v1/api-keys").WithTags("gateway");
        IssueApiKey.Map(keys);
        ListApiKeys.Map(keys);
        RotateApiKey.Map(keys);
        RevokeApiKey.Map(keys);

        ListPortfolio.Map(app);
        SummarisePortfolio.Map(app);
        GetAccountOverview.Map(app);
        StreamEvents.Map(app);

        var webhooks = app.MapGroup("/v1/webhooks").WithTags("gateway");
        CreateWebhook.Map(webhooks);
        ListWebhooks.Map(webhooks);
        ChangeWebhook.Map(webhooks);
        RotateWebhookSecret.Map(webhooks);
        TestWebhook.Map(webhooks);
        ListDeliveries.Map(webhooks);

        ShowApiDocument.Map(app);
    }
}
