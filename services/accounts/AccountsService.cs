using Platform.Accounts.Accounts;
using Platform.Accounts.Activities;
using Platform.Accounts.Attributes;
using Platform.Accounts.Audit;
using Platform.Accounts.Calendar;
using Platform.Accounts.Contacts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Daily;
using Platform.Accounts.Erasure;
using Platform.Accounts.Exports;
using Platform.Accounts.Grpc;
using Platform.Accounts.Handovers;
using Platform.Accounts.Imports.Jobs;
using Platform.Accounts.Imports.Mapping;
using Platform.Accounts.Imports.Upserts;
using Platform.Accounts.Kickoffs;
using Platform.Accounts.Merges;
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
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.PersonalData;

namespace Platform.Accounts;

/// <summary>The wiring of the service: what it registers and what it maps.</summary>
public static class AccountsService
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        // The book's indexes lie in memory or on an SSD, where a page here and there costs what the next one costs;
        // PostgreSQL's default of four is a disk's.
        builder.Configuration["Database:Options"] ??= "-c random_page_cost=1.1";
        builder
            .Services.AddSingleton<AuditLog>()
            .AddSingleton<TimelineWriter>()
            .AddSingleton<Classifier>()
            .AddSingleton<SegmentMembership>()
            .AddSingleton<CoverageStore>();
        builder.Services.AddSingleton<HandoverProposals>().AddSingleton<DecideHandover.Deciding>();
        builder.Services.Configure<PersonalDataOptions>(personal =>
        {
            personal.AboutAnyAccount.UnionWith(["import_job", "import_problem"]);
            personal.NamesOfOthers.UnionWith([
                "contact.name",
                "contact.email",
                "team_member.name",
                "person.name",
                "person.email",
            ]);
        });
        builder
            .Services.AddSingleton<DailyRound>()
            .AddHostedService<DailyRoundTimer>()
            .AddSingleton<ErasureProof>()
            .AddHostedService<PublishCalendar>();
        builder
            .Services.AddSingleton<AccountWriter>()
            .AddSingleton<LapseHandovers>()
            .AddSingleton<OwnerWriter>()
            .AddSingleton<ContactWriter>()
            .AddSingleton<TicketWriter>()
            .AddSingleton<ActivityWriter>();
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
        builder.AddBus(bus =>
        {
            bus.AddConsumer<ShowRevenueInPortfolio>();
            bus.AddConsumer<ShowHealthInPortfolio>();
            bus.AddConsumer<ShowRisksInPortfolio>();
            bus.AddConsumer<AssignOwnersOnContractSigned>();
            bus.AddConsumer<ShowOnTimeline>();
            bus.AddConsumer<ShowPlansOnTimeline>();
            bus.AddConsumer<ShowFeedbackOnTimeline>();
            bus.AddConsumer<CloseOnAccountChurned>();
            bus.AddConsumer<RecordErasureProof>();
        });
    }

    public static void MapAccounts(this WebApplication app)
    {
        var accounts = app.MapGroup("/v1/accounts").RequireArea("accounts").WithTags("Accounts");
        CreateAccount.Map(accounts);
        UpsertAccounts.Map(accounts);
        GetAccount.Map(accounts);
        ListAccounts.Map(accounts);
        ChangeAccount.Map(accounts);
        CreateContact.Map(accounts);
        ListContacts.Map(accounts);
        UpsertContacts.Map(accounts);
        PutTicket.Map(accounts);
        ListTickets.Map(accounts);
        UpsertTickets.Map(accounts);
        RecordActivity.Map(accounts);
        ListActivities.Map(accounts);
        GetActivity.Map(accounts);
        ChangeActivity.Map(accounts);
        DeleteActivity.Map(accounts);
        UpsertActivities.Map(accounts);
        GetTimeline.Map(accounts);
        GetCoverage.Map(accounts);
        AssignOwner.Map(accounts);
        GetOwners.Map(accounts);
        ProposeHandover.Map(accounts);
        ProposeOwner.Map(accounts);
        OverridePriority.Map(accounts);
        GetPriorityOverride.Map(accounts);
        MergeAccounts.Map(accounts);
        SummariseTickets.Map(accounts);

        var contacts = app.MapGroup("/v1/contacts").RequireArea("accounts").WithTags("Contacts");
        GetContact.Map(contacts);
        ChangeContact.Map(contacts);
        MergeContacts.Map(contacts);
        EraseContact.Map(contacts);
        ExportPersonalData.Map(contacts);
        GetErasure.Map(app.MapGroup("/v1/erasures").RequireArea("accounts").WithTags("Contacts"));
        UndoMerge.Map(app.MapGroup("/v1/merges").RequireArea("accounts").WithTags("Accounts"));
        SearchEverything.Map(app.MapGroup("").RequireArea("accounts").WithTags("Accounts"));
        SavedViews.Map(app.MapGroup("/v1/views").RequireArea("accounts").WithTags("Accounts"));
        ExportRecords.Map(app.MapGroup("/v1/exports").RequireArea("accounts").WithTags("Imports"));
        QueryAudit.Map(app.MapGroup("/v1/audit").RequireArea("accounts").WithTags("Audit"));

        var attributes = app.MapGroup("/v1/attributes").RequireArea("accounts").WithTags("Attributes");
        DeclareAttribute.Map(attributes);
        ListAttributes.Map(attributes);

        var imports = app.MapGroup("/v1/imports").RequireArea("accounts").WithTags("Imports");
        StartImport.Map(imports);
        GetImport.Map(imports);
        ListImports.Map(imports);
        GetImportReport.Map(imports);
        ConfirmImport.Map(imports);
        CancelImport.Map(imports);

        var mappings = app.MapGroup("/v1/import-mappings").RequireArea("accounts").WithTags("Imports");
        SaveMapping.Map(mappings);
        GetMapping.Map(mappings);

        var handovers = app.MapGroup("/v1/handovers").RequireArea("accounts").WithTags("Hand-overs");
        GetHandover.Map(handovers);
        ChangeHandover.Map(handovers);
        DecideHandover.Map(handovers);
        KickoffClock.Map(app.MapGroup("/v1/kickoffs").RequireArea("accounts").WithTags("Hand-overs"));

        var segments = app.MapGroup("/v1/segments").RequireArea("accounts").WithTags("Segments");
        PreviewSegment.Map(segments);
        SaveSegment.Map(segments);
        ListSegments.Map(segments);

        var people = app.MapGroup("/v1/people").RequireArea("accounts").WithTags("Team");
        ListPeople.Map(people);
        PutPerson.Map(people);
        GetMe.Map(app.MapGroup("").RequireArea("accounts").WithTags("Team"));

        var team = app.MapGroup("/v1/team").RequireArea("accounts").WithTags("Team");
        TeamMembers.Map(team);
        GetBooks.Map(team);
        MoveBook.Map(team);
        CoverageModels.Map(team);
        GetSponsorship.Map(app.MapGroup("").RequireArea("accounts").WithTags("Team"));
        SetCalendar.Map(app.MapGroup("/v1/calendar").RequireArea("accounts").WithTags("Team"));

        app.MapGrpcService<AccountsGrpc>();
        app.MapGrpcService<BookGrpc>();
    }
}
