using Microsoft.Extensions.Configuration.Memory;
using Platform.Engagement.Accounts;
using Platform.Engagement.Cadences;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Email;
using Platform.Engagement.Events;
using Platform.Engagement.Grpc;
using Platform.Engagement.InApp;
using Platform.Engagement.Meetings;
using Platform.Engagement.Sealing;
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
        // What a page of a customer's product asks for is one statement over ten tables, the same each time: planning it
        // anew costs more than carrying it out.
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
        builder.AddInApp();
        builder.AddMeetings();
        services.AddCadences();

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
    }

    private static void AddSettings(this WebApplicationBuilder builder)
    {
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
