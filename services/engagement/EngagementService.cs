using Platform.Engagement.Accounts;
using Platform.Engagement.Campaigns;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Email;
using Platform.Engagement.Events;
using Platform.Engagement.Grpc;
using Platform.Engagement.Preferences;
using Platform.Engagement.Templates;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.PersonalData;

namespace Platform.Engagement;

/// <summary>The service's only wiring.</summary>
public static class EngagementService
{
    private const string Area = "engagement";

    public static void AddEngagement(this WebApplicationBuilder builder)
    {
        builder.AddSettings();
        builder.AddOrganisation();

        var services = builder.Services;
        services.AddSingleton<Ownership>();
        builder.AddContactBudget();
        builder.AddEmail();

        // A queue keeps its name for ever, whatever becomes of the class: messages wait under it.
        builder.AddMessaging(events =>
            events
                .Add<CalendarProjection>("engagement-calendar-projection")
                .Add<FollowEvents>("engagement-follow-events")
                .Add<MergeAccounts>("engagement-merge-accounts")
                .Add<EraseContactOnErasureRequested>("engagement-erase-contact")
        );
    }

    public static void MapEngagement(this WebApplication app)
    {
        app.MapGrpcService<EngagementGrpc>();
        app.MapGrpcService<ContactBudgetGrpc>();

        var v1 = app.MapGroup("/v1").RequireArea(Area);
        PlaybookEndpoints.Map(v1);
        RunEndpoints.Map(v1);
        SimulationEndpoints.Map(v1);
        ApprovalEndpoints.Map(app, v1);
        InboxEndpoints.Map(v1);
        ContactBudgetEndpoints.Map(v1);
        CampaignEndpoints.Map(v1);
        PreferenceEndpoints.Map(app, v1);
        TemplateEndpoints.Map(v1);
        EmailEndpoints.Map(app, v1);
    }

    /// <summary>What steps can do; those of the engine itself need no handler.</summary>
    private static void AddSteps(IServiceCollection services)
    {
        services.AddHttpClient(WebhookCall.WebhookKind, client => client.Timeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<IStepHandler, TaskStep>();
        services.AddSingleton<IStepHandler, WebhookStep>();
        services.AddSingleton<IStepHandler, StartPlaybookStep>();
        services.AddSingleton<IOutwardCall, WebhookCall>();
    }

    private static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<PersonalDataOptions>(personal =>
            personal.NamesOfOthers.UnionWith(["contact_copy.name", "contact_copy.email"])
        );
    }
}
