using Platform.Engagement.Events;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Cadences;

/// <summary>What this folder is made of.</summary>
internal static class CadenceServices
{
    public static void AddCadences(this IServiceCollection services) =>
        services
            .AddSingleton<IEventListener, CloseReviewOnReviewHeld>()
            .AddTimedTask<OpenOwedContacts>()
            .AddTimedTask<WriteValueNotes>();
}
