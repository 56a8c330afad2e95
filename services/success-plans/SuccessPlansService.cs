using Platform.Accounts.V1;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.PersonalData;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Enablement;
using Platform.SuccessPlans.Grpc;
using Platform.SuccessPlans.Merges;
using Platform.SuccessPlans.Onboardings;
using Platform.SuccessPlans.Pages;
using Platform.SuccessPlans.Peers;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Reviews;
using Platform.SuccessPlans.Sharing;
using Platform.SuccessPlans.Steps;
using Platform.SuccessPlans.Tactics;
using Platform.SuccessPlans.Telemetry;
using Platform.SuccessPlans.Templates;
using Platform.SuccessPlans.Value;

namespace Platform.SuccessPlans;

/// <summary>The only wiring of the success plans service.</summary>
public static class SuccessPlansService
{
    private const string Area = "plans";

    public static void AddSuccessPlans(this WebApplicationBuilder builder)
    {
        builder.AddOrganisation();
        AddSettings(builder);
        AddClients(builder);
        AddPlans(builder.Services);
        AddOnboardings(builder.Services);
        AddReviews(builder.Services);
        AddErasure(builder.Services);
        AddScheduledJobs(builder.Services);
        builder.AddMessaging(AddEventHandlers);
    }

    public static void MapSuccessPlans(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").RequireArea(Area);
        PlanTemplateEndpoints.Map(v1);
        PlanEndpoints.Map(v1);
        StepEndpoints.Map(v1);
        ValueEndpoints.Map(v1);
        SharingEndpoints.Map(v1);
        TacticEndpoints.Map(v1);
        OnboardingEndpoints.Map(v1);
        ReviewEndpoints.Map(v1);
        EnablementEndpoints.Map(v1);
        SharedPlanEndpoints.Map(app);

        app.MapGrpcService<PlansGrpc>();
        app.MapGrpcService<OnboardingGrpc>();
        app.MapGrpcService<ReviewsGrpc>();
        app.MapGrpcService<EnablementGrpc>();
    }

    private static void AddSettings(WebApplicationBuilder builder)
    {
        AddSettings<TacticOptions>(builder, "Tactics");
        AddSettings<OnboardingOptions>(builder, "Onboarding");
        AddSettings<ReviewOptions>(builder, "Reviews");
    }

    private static void AddSettings<TOptions>(WebApplicationBuilder builder, string section)
        where TOptions : class =>
        builder
            .Services.AddOptions<TOptions>()
            .Bind(builder.Configuration.GetSection(section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

    /// <summary>The services that this one asks.</summary>
    private static void AddClients(WebApplicationBuilder builder)
    {
        builder.AddGrpcClient<AccountsService.AccountsServiceClient>("accounts");
        builder.AddGrpcClient<ScoringService.ScoringServiceClient>("health-scoring");
        builder.AddGrpcClient<RevenueService.RevenueServiceClient>("renewals");
        builder.AddGrpcClient<RenewalsService.RenewalsServiceClient>("renewals");
        builder
            .Services.AddSingleton<IAccountsClient, AccountsClient>()
            .AddSingleton<IFeatureUseClient, FeatureUseClient>()
            .AddSingleton<IContractClient, ContractClient>()
            .AddSingleton<AccountDirectory>()
            .AddSingleton<Ownership>();
    }

    private static void AddPlans(IServiceCollection services) =>
        services
            .AddSingleton<PlanService>()
            .AddSingleton<PlanReader>()
            .AddSingleton<PlanOpener>()
            .AddSingleton<StartFromTemplate>()
            .AddSingleton<IMilestoneCounter>(s => s.GetRequiredService<NotifyOverdueMilestones>())
            .AddSingleton<TacticService>()
            .AddSingleton<AccountTacticEditor>()
            .AddSingleton<PageRenderer>()
            .AddSingleton<ProofRenderer>()
            .AddSingleton<SharedPages>()
            .AddSingleton<SharedPlanReader>()
            .AddSingleton<ShareLinkAuthorizer>()
            .AddSingleton<PlanWatch>()
            .AddHostedService(s => s.GetRequiredService<PlanWatch>());

    private static void AddOnboardings(IServiceCollection services) =>
        services
            .AddSingleton<OnboardingOpener>()
            .AddSingleton<OnboardingChanges>()
            .AddSingleton<MilestoneCloser>()
            .AddSingleton<ReadTelemetry>()
            .AddSingleton<IMilestoneCounter, OnboardingMilestones>()
            .AddHostedService<SeedTemplates>()
            .AddHostedService<ReadTelemetryContinuously>();

    private static void AddReviews(IServiceCollection services) =>
        services
            .AddSingleton<ReviewEditor>()
            .AddSingleton<Benchmarks>()
            .AddSingleton<SegmentUsage>()
            .AddSingleton<PackBuilder>();

    private static void AddErasure(IServiceCollection services) =>
        services
            .Configure<PersonalDataOptions>(personal =>
                personal.NamesOfOthers.UnionWith([
                    "contact_copy.name",
                    "contact_copy.email",
                    "organisation.person.name",
                    "organisation.profile.name",
                ])
            )
            .AddSingleton<IContactEraser, PlanContactEraser>()
            .AddSingleton<IContactEraser, OnboardingContactEraser>()
            .AddSingleton<IContactEraser, ReviewContactEraser>()
            .AddSingleton<IContactEraser, CompletionContactEraser>();

    /// <summary>In the order in which one builds on another: first what the day brings, then what is published of
    /// it.</summary>
    private static void AddScheduledJobs(IServiceCollection services) =>
        services
            .AddTimedTask<WatchOnboardings>()
            .AddTimedTask<PlanReviewsByCadence>()
            .AddTimedTask<NotifyOverdueMilestones>()
            .AddTimedTask<PlanProgress>()
            .AddTimedTask<WatchTactics>()
            .AddTimedTask<MeasureValue>();

    private static void AddEventHandlers(EventHandlers events) =>
        events
            .Add<CalendarProjection>("success-plans-keep-calendar")
            .Add<OrganisationProjection>("success-plans-keep-organisation")
            .Add<AccountCopyProjection>("success-plans-keep-accounts")
            .Add<AccountSegmentProjection>("success-plans-keep-account-segments")
            .Add<ContactCopyProjection>("success-plans-keep-contacts")
            .Add<HealthScoreProjection>("success-plans-keep-health-scores")
            .Add<EraseContactOnRequest>("success-plans-erase-contact-on-request")
            .Add<MoveRowsOnAccountsMerged>("success-plans-move-rows-on-accounts-merged")
            .Add<OpenOnboardingOnContractSigned>("success-plans-open-onboarding-on-contract-signed")
            .Add<RefitOnboardingOnSegmentsChanged>("success-plans-refit-onboarding-on-segments-changed")
            .Add<CompleteMilestonesOnHealthScoreChanged>("success-plans-complete-milestones-on-health-score-changed");
}
