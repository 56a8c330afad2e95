using Platform.Plans.V1;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>What this folder is made of.</summary>
internal static class MeetingServices
{
    public static void AddMeetings(this WebApplicationBuilder builder)
    {
        builder.AddGrpcClient<PlansService.PlansServiceClient>("success-plans");
        builder
            .Services.AddSingleton<BookingService>()
            .AddSingleton<BookingPages>()
            .AddSingleton<FeedSeal>()
            .AddSingleton<FeedClient>()
            .AddSingleton<IPlanDaysClient, PlanDaysClient>()
            .AddTimedTask<ReadBusyFeeds>();
        builder
            .Services.AddOptions<MeetingOptions>()
            .Bind(builder.Configuration.GetSection("Meetings"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
    }
}
