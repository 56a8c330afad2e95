using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.ContactBudget;

/// <summary>What this folder adds to the service.</summary>
internal static class ContactBudgetExtensions
{
    public static void AddContactBudget(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ContactBudgetOptions>()
            .Bind(builder.Configuration.GetSection(ContactBudgetOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<ContactBudgetService>();
        builder.Services.AddTimedTask<ReleaseUnusedTouches>();
    }
}
