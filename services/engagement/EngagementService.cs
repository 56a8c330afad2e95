using Platform.Engagement.Accounts;
using Platform.Engagement.Approvals;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Events;
using Platform.Engagement.Grpc;
using Platform.Engagement.Inbox;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Runs;
using Platform.Engagement.Simulations;
using Platform.Engagement.Steps;
using Platform.Engagement.Timers;
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
        services.AddSingleton<ConditionAttributes>();
        services.AddSingleton<DefinitionCheck>();
        services.AddSingleton<LivePlaybooks>();
        services.AddSingleton(all => new Lazy<LivePlaybooks>(all.GetRequiredService<LivePlaybooks>));
        services.AddSingleton<RunSignal>();
        services.AddSingleton<RunWaker>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<RunEngine>();
        services.AddSingleton<RunChanges>();
        services.AddSingleton<RequestedRuns>();
        services.AddSingleton<ApprovalRequests>();
        services.AddSingleton<ApprovalDecisions>();
        services.AddSingleton<ApprovalLinks>();
        services.AddSingleton<InboxChanges>();
        services.AddSingleton<IEventListener, InboxProjection>();
        services.AddSingleton<IEventListener, RunListener>();
        services.AddHostedService<MoveRuns>();
        services.AddHostedService<SendIntents>();
        services.AddSingleton<SimulationSignal>();
        services.AddHostedService<RunSimulations>();
        AddSteps(services);

        services.AddTimedTask<StartOnDates>();
        services.AddTimedTask<EndRunsWithoutFuture>();

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
