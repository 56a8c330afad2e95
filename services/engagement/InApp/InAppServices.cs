using Platform.Protos.Scoring.V1;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.InApp;

/// <summary>What this folder is made of.</summary>
internal static class InAppServices
{
    public static void AddInApp(this WebApplicationBuilder builder)
    {
        builder.AddGrpcClient<UsageService.UsageServiceClient>("health-scoring");
        builder
            .Services.AddSingleton<SecretSeal>()
            .AddSingleton<SecretMaker>()
            .AddSingleton<LiveInApp>()
            .AddSingleton<MessageWriter>()
            .AddSingleton<UserTokens>()
            .AddSingleton<SdkAccess>()
            .AddSingleton<SdkFiles>()
            .AddSingleton<OfferRecorder>()
            .AddSingleton<ImpressionRecorder>()
            .AddSingleton<IUsageClient, UsageClient>()
            .AddTimedTask<DropOldAnchorChecks>()
            .AddHostedService<FollowLiveInApp>();
        AddOptions<InAppOptions>("InApp");

        void AddOptions<TOptions>(string section)
            where TOptions : class =>
            builder
                .Services.AddOptions<TOptions>()
                .Bind(builder.Configuration.GetSection(section))
                .ValidateDataAnnotations()
                .ValidateOnStart();
    }
}
