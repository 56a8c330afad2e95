using MassTransit;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Enablement;
using Platform.SuccessPlans.Grpc;
using Platform.SuccessPlans.Onboardings;
using Platform.SuccessPlans.Peers;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Reviews;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans;

/// <summary>Onboarding, reviews and enablement.</summary>
public static partial class SuccessPlansService
{
    private static void AddCustomerJourney(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddGrpcClient<ScoringService.ScoringServiceClient>("health-scoring");
        services.AddSingleton<IFeatureUse, FeatureUseOverGrpc>();

        services.Configure<OnboardingOptions>(builder.Configuration.GetSection("Onboarding"));
        services.AddSingleton<OnboardingOpener>();
        services.AddSingleton<OnboardingChanges>();
        services.AddSingleton<ReadTelemetry>();
        services.AddSingleton<IMilestones, OnboardingMilestones>();
        services.AddSingleton<IErasePerson, ErasePersonFromOnboardings>();
        services.AddHostedService<SeedTemplates>();

        services.Configure<ReviewOptions>(builder.Configuration.GetSection("Reviews"));
        services.AddSingleton<Benchmarks>();
        services.AddSingleton<SegmentUsage>();
        services.AddSingleton<PackBuilder>();
        builder.AddGrpcClient<RevenueService.RevenueServiceClient>("renewals");
        builder.AddGrpcClient<RenewalsService.RenewalsServiceClient>("renewals");
        services.AddSingleton<IAskContract, ContractOverGrpc>();
        services.AddSingleton<IErasePerson, ErasePersonFromReviews>();
        services.AddSingleton<IErasePerson, ErasePersonFromEnablement>();
        services.AddHostedService<ReadTelemetryContinuously>();
    }

    private static void MapCustomerJourney(RouteGroupBuilder v1)
    {
        var account = v1.MapGroup("/accounts/{accountId:guid}");
        var onboardings = v1.MapGroup("/onboardings").WithTags("Onboarding");
        OpenOnboarding.Map(onboardings);
        GetOnboardings.Map(onboardings, account.MapGroup("").WithTags("Onboarding"));
        GetFunnel.Map(onboardings);
        OnboardingTemplates.Map(onboardings);
        FirstValueDefinitions.Map(onboardings);
        CloseMilestone.Map(onboardings);
        ChangeMilestone.Map(onboardings);
        RecordCheckIn.Map(onboardings);
        CancelOnboarding.Map(onboardings);

        var reviews = v1.MapGroup("/reviews").WithTags("Reviews");
        GetReviews.Map(reviews, account.MapGroup("").WithTags("Reviews"));
        ScheduleReview.Map(reviews);
        HoldReview.Map(reviews);
        ShareMaterials.Map(reviews);
        GetCoverage.Map(reviews);
        GeneratePack.Map(reviews);

        var courses = v1.MapGroup("/courses").WithTags("Enablement");
        Courses.Map(courses);
        RecordCompletions.Map(courses);
        GetEffect.Map(courses);
        GetEnablement.Map(account.MapGroup("").WithTags("Enablement"));
    }

    private static void MapCustomerJourneyGrpc(WebApplication app)
    {
        app.MapGrpcService<OnboardingGrpc>();
        app.MapGrpcService<ReviewsGrpc>();
        app.MapGrpcService<EnablementGrpc>();
    }

    private static void AddCustomerJourneyTimedTasks(IServiceCollection services)
    {
        services.AddTimedTask<WatchOnboardings>();
        services.AddTimedTask<CadenceProjection>();
    }

    private static void AddCustomerJourneyConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<OpenOnboardingOnContractSigned>();
        bus.AddConsumer<FitOnboardingToSegment>();
        bus.AddConsumer<CompleteMilestonesOnScoreChange>();
        bus.AddConsumer<HealthProjection>();
    }
}
