using Platform.ServiceKit.Messaging;

namespace Platform.Feedback;

/// <summary>The service's only wiring.</summary>
public static class FeedbackService
{
    public static void AddFeedback(this WebApplicationBuilder builder)
    {
        builder.AddBus(_ => { });
    }

    public static void MapFeedback(this WebApplication app)
    {
    }
}
