using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using Platform.Engagement.Accounts;
using Platform.Engagement.Approvals;
using Platform.Engagement.Cadences;
using Platform.Engagement.Campaigns;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Email;
using Platform.Engagement.Events;
using Platform.Engagement.Grpc;
using Platform.Engagement.InApp;
using Platform.Engagement.Inbox;
using Platform.Engagement.Meetings;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Preferences;
using Platform.Engagement.Runs;
using Platform.Engagement.Sealing;
using Platform.Engagement.Simulations;
using Platform.Engagement.Steps;
using Platform.Engagement.Templates;
using Platform.Engagement.Timers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
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
        // What a page of a customer's product asks for is one statement over ten tables, the same each time: planning
        // it anew costs more than carrying it out.
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Database:MaxAutoPrepare"] = "100",
                },
            }
        );
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
        builder.AddInApp();
        builder.AddMeetings();
        services.AddCadences();
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
        InAppEndpoints.Map(app, v1);
        MeetingEndpoints.Map(app, v1);
        CadenceEndpoints.Map(v1);
        CampaignEndpoints.Map(v1);
        PreferenceEndpoints.Map(app, v1);
        TemplateEndpoints.Map(v1);
        EmailEndpoints.Map(app, v1);
    }

    /// <summary>What steps can do; those of the engine itself need no handler.</summary>
    private static void AddSteps(IServiceCollection services)
    {
        services
            .AddHttpClient(WebhookCall.WebhookKind, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(all =>
                PublicAddresses.Handler(
                    all.GetRequiredService<IOptions<WebhookStepOptions>>().Value.AllowPrivateAddresses
                )
            );
        services.AddSingleton<IStepHandler, TaskStep>();
        services.AddSingleton<IStepHandler, WebhookStep>();
        services.AddSingleton<IStepHandler, StartPlaybookStep>();
        services.AddSingleton<IOutwardCall, WebhookCall>();
    }

    private static void AddSettings(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<WebhookStepOptions>()
            .Bind(builder.Configuration.GetSection("WebhookStep"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder
            .Services.AddOptions<InternalKey>()
            .Bind(builder.Configuration.GetSection("InternalToken"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.Configure<PersonalDataOptions>(personal =>
            personal.NamesOfOthers.UnionWith(["contact_copy.name", "contact_copy.email"])
        );
    }
}
