using Platform.ServiceKit.Messaging;

namespace Platform.SuccessPlans;

/// <summary>The service's only wiring.</summary>
public static class SuccessPlansService
{
    public static void AddSuccessPlans(this WebApplicationBuilder builder)
    {
        builder.AddBus(_ => { });
    }

    public static void MapSuccessPlans(this WebApplication app)
    {
    }
}
