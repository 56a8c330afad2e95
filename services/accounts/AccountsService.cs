using Microsoft.Extensions.Configuration.Memory;
using Platform.Accounts.Accounts;
using Platform.Accounts.Activities;
using Platform.Accounts.Attributes;
using Platform.Accounts.Audit;
using Platform.Accounts.BulkChanges;
using Platform.Accounts.Calendar;
using Platform.Accounts.Contacts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Daily;
using Platform.Accounts.Erasure;
using Platform.Accounts.Exports;
using Platform.Accounts.Grpc;
using Platform.Accounts.Handovers;
using Platform.Accounts.Imports;
using Platform.Accounts.Imports.Jobs;
using Platform.Accounts.Imports.Upserts;
using Platform.Accounts.Kickoffs;
using Platform.Accounts.Merges;
using Platform.Accounts.Organisation;
using Platform.Accounts.Owners;
using Platform.Accounts.People;
using Platform.Accounts.Portfolio;
using Platform.Accounts.Search;
using Platform.Accounts.Segments;
using Platform.Accounts.Sponsorship;
using Platform.Accounts.Team;
using Platform.Accounts.Tickets;
using Platform.Accounts.Timeline;
using Platform.Accounts.Views;
using Platform.Renewals.V1;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.PersonalData;

namespace Platform.Accounts;

/// <summary>The wiring of the service: what it registers and what it maps.</summary>
public static class AccountsService
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        // The book's indexes lie in memory or on an SSD, where a page here and there costs what the next one costs;
        // PostgreSQL's default of four is a disk's.
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource { InitialData = [new("Database:Options", "-c random_page_cost=1.1")] }
        );
        builder.AddOptions<CoverageOptions>("Coverage");
        builder.AddOptions<ErasureOptions>("Erasure");
        builder.AddOptions<PortfolioOptions>("Portfolio");
        builder.AddOptions<OrganisationOptions>("Organisation");
        builder
            .Services.AddSingleton<AuditLog>()
            .AddSingleton<TimelineWriter>()
            .AddSingleton<IAccountClassifier, Classifier>()
            .AddSingleton<SegmentMembership>()
            .AddSingleton<IReactToAccountChange>(services => services.GetRequiredService<SegmentMembership>())
            .AddSingleton<AccountWriter>()
            .AddSingleton<CoverageStore>()
            .AddSingleton<ContactWriter>()
            .AddSingleton<TicketWriter>()
            .AddSingleton<ActivityWriter>();
        builder
            .Services.AddSingleton<HandoverProposals>()
            .AddSingleton<HandoverDecisions>()
            .AddSingleton<IReactToAssignment, LapseHandovers>()
            .AddSingleton<OwnerWriter>();
        builder.Services.AddSingleton<ErasureProof>().AddHostedService<PublishCalendar>();
        builder
            .Services.AddSingleton<SetAttributesOperation>()
            .AddSingleton<IBulkOperation, SetPriorityOperation>()
            .AddSingleton<IBulkOperation, HandOverOperation>()
            .AddSingleton<IBulkOperation>(services => services.GetRequiredService<SetAttributesOperation>())
            .AddSingleton<IBulkOperation, LogNoteOperation>()
            .AddSingleton<BulkSignal>()
            .AddSingleton<BulkRun>()
            .AddHostedService<BulkWorker>();
        builder.Services.AddSingleton<OrganisationWriter>().AddHostedService<PublishOrganisation>();
        builder.Services.Configure<PersonalDataOptions>(personal =>
        {
            personal.AboutAnyAccount.UnionWith(["import_job", "import_problem", "bulk_change"]);
            personal.NamesOfOthers.UnionWith([
                "contact.name",
                "contact.email",
                "team_member.name",
                "person.name",
                "person.email",
                "organisation_setting.name",
                "organisation.person.name",
                "organisation.profile.name",
            ]);
        });
        builder.Services.AddSingleton<KeepProbabilities>().AddSingleton<RenewalCalls>().AddSingleton<ColumnsReader>();
        builder.Services.AddSingleton<DailyRound>().AddHostedService<DailyRoundTimer>();
        builder
            .Services.AddSingleton<AccountUpsert>()
            .AddSingleton<ContactUpsert>()
            .AddSingleton<TicketUpsert>()
            .AddSingleton<ActivityUpsert>()
            .AddSingleton<RevenueForwarding>()
            .AddSingleton<BatchUpsert>();
        builder
            .Services.AddSingleton<ImportSignal>()
            .AddSingleton<ImportStore>()
            .AddSingleton<ImportRun>()
            .AddHostedService<ImportWorker>();
        builder.AddGrpcClient<RevenueImportService.RevenueImportServiceClient>("renewals");
        builder.AddMessaging(events =>
            events
                .Add<UpdatePortfolioOnSubscriptionChanged>("accounts-update-portfolio-on-subscription-changed")
                .Add<UpdatePortfolioOnHealthScoreChanged>("accounts-update-portfolio-on-health-score-changed")
                .Add<RiskProjection>("accounts-risk-projection")
                .Add<NoticeProjection>("accounts-notice-projection")
                .Add<RenewalCallProjection>("accounts-renewal-call-projection")
                .Add<PredictionProjection>("accounts-prediction-projection")
                .Add<KeepRateProjection>("accounts-keep-rate-projection")
                .Add<AssignOwnersOnContractSigned>("accounts-assign-owners-on-contract-signed")
                .Add<BookKickoffOnMeetingBooked>("accounts-book-kickoff-on-meeting-booked")
                .Add<CloseAccountOnChurned>("accounts-close-account-on-churned")
                .Add<TimelineProjection>("accounts-timeline-projection")
                .Add<PlansTimelineProjection>("accounts-plans-timeline-projection")
                .Add<FeedbackTimelineProjection>("accounts-feedback-timeline-projection")
                .Add<RecordErasureProofOnContactErased>("accounts-record-erasure-proof-on-contact-erased")
        );
    }

    public static void MapAccounts(this WebApplication app)
    {
        AccountsEndpoints.Map(app);
        ActivitiesEndpoints.Map(app);
        AttributesEndpoints.Map(app);
        AuditEndpoints.Map(app);
        BulkChangesEndpoints.Map(app);
        CalendarEndpoints.Map(app);
        ContactsEndpoints.Map(app);
        CoverageEndpoints.Map(app);
        ErasureEndpoints.Map(app);
        ExportsEndpoints.Map(app);
        HandoversEndpoints.Map(app);
        ImportsEndpoints.Map(app);
        KickoffsEndpoints.Map(app);
        MergesEndpoints.Map(app);
        OrganisationEndpoints.Map(app);
        OwnersEndpoints.Map(app);
        PeopleEndpoints.Map(app);
        PortfolioEndpoints.Map(app);
        SearchEndpoints.Map(app);
        SegmentsEndpoints.Map(app);
        SponsorshipEndpoints.Map(app);
        TeamEndpoints.Map(app);
        TicketsEndpoints.Map(app);
        TimelineEndpoints.Map(app);
        ViewsEndpoints.Map(app);

        app.MapGrpcService<AccountsGrpc>();
        app.MapGrpcService<BookGrpc>();
        app.MapGrpcService<PeopleGrpc>();
    }

    private static void AddOptions<TOptions>(this WebApplicationBuilder builder, string section)
        where TOptions : class =>
        builder
            .Services.AddOptions<TOptions>()
            .Bind(builder.Configuration.GetSection(section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
}
