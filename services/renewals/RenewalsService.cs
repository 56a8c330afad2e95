using MassTransit;
using Platform.Accounts.V1;
using Platform.Renewals.Accounts;
using Platform.Renewals.Churn;
using Platform.Renewals.Concessions;
using Platform.Renewals.Contracts;
using Platform.Renewals.Daily;
using Platform.Renewals.Expansion;
using Platform.Renewals.Forecasts;
using Platform.Renewals.Grpc;
using Platform.Renewals.Imports;
using Platform.Renewals.Invoices;
using Platform.Renewals.Metrics;
using Platform.Renewals.People;
using Platform.Renewals.Rates;
using Platform.Renewals.Renewals;
using Platform.Renewals.Resident;
using Platform.Renewals.Reviews;
using Platform.Renewals.Risks;
using Platform.Renewals.Subscriptions;
using Platform.Renewals.WarRooms;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.PersonalData;

namespace Platform.Renewals;

/// <summary>The only wiring of the renewals service.</summary>
public static class RenewalsService
{
    private const string Area = "renewals";

    public static void AddRenewals(this WebApplicationBuilder builder)
    {
        // A change is a dozen statements, the same each time: planning them anew cost PostgreSQL more than carrying
        // them out.
        builder.Configuration["Database:MaxAutoPrepare"] ??= "100";
        var services = builder.Services;
        services.Configure<RenewalOptions>(builder.Configuration.GetSection("Renewals"));
        builder.AddOrganisation();
        services.Configure<PersonalDataOptions>(personal =>
            personal.NamesOfOthers.UnionWith(["contact_name.name", "contact_name.email"])
        );

        builder.AddGrpcClient<AccountsService.AccountsServiceClient>("accounts");
        services.AddSingleton<IAccountLookup, AccountsOverGrpc>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<Ownership>();

        services.AddSingleton<AccountBookRepository>();
        services.AddSingleton<SubscriptionChanges>();
        services.AddSingleton<Products>();
        services.AddSingleton<UpsertSubscriptions>();
        services.AddSingleton<UpsertInvoices>();

        services.AddSingleton<PeriodReader>();
        services.AddSingleton<Definitions>();
        services.AddSingleton<RevenueReadModel>();
        services.AddSingleton<RetentionAnswers>();

        services.AddSingleton<RenewalOpener>();
        services.AddSingleton<RenewalChanges>();
        services.AddSingleton<RenewalDecisions>();
        services.AddSingleton<RiskOpener>();
        services.AddSingleton<ExpansionOpener>();
        services.AddSingleton<ChurnRecorder>();

        AddTimedTasks(services);
        builder.AddBus(AddConsumers);
    }

    public static void MapRenewals(this WebApplication app)
    {
        app.MapGrpcService<RevenueImportGrpc>();
        app.MapGrpcService<RevenueGrpc>();
        app.MapGrpcService<RenewalsGrpc>();

        var v1 = app.MapGroup("/v1").RequireArea(Area).RequirePlausibleDays();
        MapRevenue(v1);

        var renewals = v1.MapGroup("/renewals").WithTags("Renewals");
        GetRenewals.Map(renewals);
        ChangeRenewal.Map(renewals);
        DecideRenewal.Map(renewals);
        Milestones.Map(renewals);
        Leadership.Map(renewals);
        RecordGutCheck.Map(renewals);
        GetHygiene.Map(renewals);
        ForecastSlices.Map(v1.MapGroup("/forecasts").WithTags("Forecast"));

        var risks = v1.MapGroup("/risks").WithTags("Risks");
        OpenRisk.Map(risks);
        GetRisks.Map(risks);
        MoveRisk.Map(risks);
        ConcessionSlices.Map(v1.MapGroup("/concessions").WithTags("Risks"));
        WarRoomSlices.Map(v1.MapGroup("/war-rooms").WithTags("Risks"));
        LineByLine.Map(v1.MapGroup("/lxl-sessions").WithTags("Line-by-line review"));
        ExpansionSlices.Map(v1.MapGroup("/expansions").WithTags("Expansion"));
        ChurnSlices.Map(v1.MapGroup("/churn").WithTags("Churn"));
        Retrospectives.Map(v1.MapGroup("/retrospectives").WithTags("Churn"));
    }

    private static void MapRevenue(RouteGroupBuilder v1)
    {
        var subscriptions = v1.MapGroup("/subscriptions").WithTags("Subscriptions");
        CreateSubscription.Map(subscriptions);
        ChangeSubscription.Map(subscriptions);
        GetSubscriptions.Map(subscriptions);
        var contracts = v1.MapGroup("/contracts").WithTags("Subscriptions");
        SignContract.Map(contracts);
        GetContracts.Map(contracts);
        InvoiceSlices.Map(v1.MapGroup("/invoices").WithTags("Subscriptions"));
        ExchangeRateSlices.Map(v1.MapGroup("/exchange-rates").WithTags("Subscriptions"));

        var revenue = v1.MapGroup("/revenue").WithTags("Revenue");
        GetRetention.Map(revenue);
        ListRetentionAccounts.Map(revenue);
        GetCohorts.Map(revenue);
        GetRenewalDue.Map(revenue);
        ListMovements.Map(revenue);
        ManageDefinitions.Map(revenue);
        PublishFigure.Map(revenue);
        GetFigures.Map(revenue);
    }

    /// <summary>In the order in which one builds on another: first what the day brings to the books, last what is told
    /// about it.</summary>
    private static void AddTimedTasks(IServiceCollection services)
    {
        services.AddTimedTask<RenewAutomatically>();
        services.AddTimedTask<TurnBooks>();
        services.AddTimedTask<OpenRenewals>();
        services.AddTimedTask<NotifyMilestones>();
        services.AddTimedTask<PutBeforeLeadership>();
        services.AddTimedTask<NotifyOverdueInvoices>();
        services.AddTimedTask<ExpireConcessions>();
        services.AddTimedTask<OpenRipeExpansions>();
        services.AddTimedTask<ForecastSnapshots>();
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<CalendarProjection>();
        bus.AddConsumer<AccountCopyProjection>();
        bus.AddConsumer<MoveBooksOnAccountsMerged>();
        bus.AddConsumer<AccountHealthProjection>();
        bus.AddConsumer<OpenRiskOnRedBand>();
        bus.AddConsumer<OpenRiskOnChampionLeft>();
        bus.AddConsumer<OpenRiskOnPowerUserDeparted>();
        bus.AddConsumer<OpenExpansionOnUsageThresholdCrossed>();
        bus.AddConsumer<OpenRiskOnLoopOverdue>();
        bus.AddConsumer<PlanValueProjection>();
        bus.AddConsumer<OpenRequestsProjection>();
        bus.AddConsumer<ChurnInterviewProjection>();
        bus.AddConsumer<ContactNameProjection>();
        bus.AddConsumer<EraseContactOnErasureRequested>();
    }
}
