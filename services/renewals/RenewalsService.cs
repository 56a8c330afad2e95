using Microsoft.Extensions.Configuration.Memory;
using Platform.Accounts.V1;
using Platform.Renewals.Accounts;
using Platform.Renewals.Churn;
using Platform.Renewals.Concessions;
using Platform.Renewals.Contracts;
using Platform.Renewals.Expansion;
using Platform.Renewals.Forecasts;
using Platform.Renewals.Grpc;
using Platform.Renewals.Imports;
using Platform.Renewals.Invoices;
using Platform.Renewals.Merges;
using Platform.Renewals.Metrics;
using Platform.Renewals.Metrics.InMemory;
using Platform.Renewals.People;
using Platform.Renewals.Rates;
using Platform.Renewals.Renewals;
using Platform.Renewals.Reviews;
using Platform.Renewals.Risks;
using Platform.Renewals.Subscriptions;
using Platform.Renewals.Targets;
using Platform.Renewals.Values;
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
        var services = builder.Services;
        AddSettings(builder);
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
        services.AddSingleton<RenewalOpener>();
        services.AddSingleton<IReactToLedger>(all => all.GetRequiredService<RenewalOpener>());
        services.AddSingleton<ChurnRecorder>();
        services.AddSingleton<IReactToLedger>(all => all.GetRequiredService<ChurnRecorder>());
        services.AddSingleton<Products>();
        services.AddSingleton<UpsertSubscriptions>();
        services.AddSingleton<UpsertInvoices>();

        services.AddSingleton<PeriodReader>();
        services.AddSingleton<Definitions>();
        services.AddSingleton<RevenueReadModel>();
        services.AddSingleton<RetentionAnswers>();

        services.AddSingleton<RenewalChanges>();
        services.AddSingleton<RenewalDecisions>();
        services.AddSingleton<RiskOpener>();
        services.AddSingleton<ExpansionOpener>();

        AddScheduledJobs(services);
        builder.AddMessaging(AddHandlers);
    }

    public static void MapRenewals(this WebApplication app)
    {
        app.MapGrpcService<RevenueImportGrpc>();
        app.MapGrpcService<RevenueGrpc>();
        app.MapGrpcService<RenewalsGrpc>();

        var v1 = app.MapGroup("/v1").RequireArea(Area).RequirePlausibleDays();
        v1.MapSubscriptions();
        v1.MapContracts();
        v1.MapInvoices();
        v1.MapRates();
        v1.MapMetrics();
        v1.MapTargets();
        v1.MapRenewals();
        v1.MapForecasts();
        v1.MapRisks();
        v1.MapConcessions();
        v1.MapWarRooms();
        v1.MapReviews();
        v1.MapExpansion();
        v1.MapChurn();
    }

    private static void AddSettings(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        Add<RenewalOptions>(RenewalOptions.Section);
        Add<ConcessionOptions>(ConcessionOptions.Section);
        Add<ExpansionOptions>(ExpansionOptions.Section);
        Add<ChurnOptions>(ChurnOptions.Section);
        services
            .AddOptions<RevenueReadModelOptions>()
            .Configure(options =>
            {
                options.ConnectionString = builder.Configuration.GetConnectionString(Area) ?? "";
                options.ApplicationName = $"{Area} figures";
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();

        void Add<T>(string section)
            where T : class =>
            services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
    }

    /// <summary>In the order in which one builds on another: first what the day brings to the books, last what is told
    /// about it.</summary>
    private static void AddScheduledJobs(IServiceCollection services)
    {
        services.AddTimedTask<RenewAutomatically>();
        services.AddTimedTask<RefreshAccountBooks>();
        services.AddTimedTask<OpenRenewals>();
        services.AddTimedTask<NotifyMilestones>();
        services.AddTimedTask<PutBeforeLeadership>();
        services.AddTimedTask<NotifyOverdueInvoices>();
        services.AddTimedTask<ExpireConcessions>();
        services.AddTimedTask<OpenRipeExpansions>();
        services.AddTimedTask<ForecastSnapshots>();
    }

    // The queues' names are pinned: messages wait under them, and what was handled is known by them.
    private static void AddHandlers(EventHandlers events) =>
        events
            .Add<CalendarProjection>("renewals-keep-calendar")
            .Add<AccountCopyProjection>("renewals-keep-accounts")
            .Add<MoveBooksOnAccountsMerged>("renewals-move-books-on-accounts-merged")
            .Add<AccountHealthProjection>("renewals-keep-account-health")
            .Add<OpenRiskOnRedBand>("renewals-open-risk-on-red-band")
            .Add<OpenRiskOnChampionLeft>("renewals-open-risk-on-champion-left")
            .Add<OpenRiskOnPowerUserDeparted>("renewals-open-risk-on-power-user-departed")
            .Add<OpenRiskOnLoopOverdue>("renewals-open-risk-on-loop-overdue")
            .Add<OpenExpansionOnUsageThresholdCrossed>("renewals-open-expansion-on-usage-threshold-crossed")
            .Add<PlanValueProjection>("renewals-keep-plan-value")
            .Add<OpenRequestsProjection>("renewals-keep-open-requests")
            .Add<ChurnInterviewProjection>("renewals-keep-churn-interviews")
            .Add<ContactNameProjection>("renewals-keep-contact-names")
            .Add<EraseContactOnErasureRequested>("renewals-erase-contact-on-erasure-requested");
}
