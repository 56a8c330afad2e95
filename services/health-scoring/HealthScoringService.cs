using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using Platform.Accounts.V1;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Challengers;
using Platform.HealthScoring.Features;
using Platform.HealthScoring.Grpc;
using Platform.HealthScoring.Ingestion;
using Platform.HealthScoring.Insights;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Overrides;
using Platform.HealthScoring.PowerUsers;
using Platform.HealthScoring.Prediction;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Studies;
using Platform.HealthScoring.Subscriptions;
using Platform.HealthScoring.Usage;
using Platform.HealthScoring.Validation;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Grpc;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.PersonalData;

namespace Platform.HealthScoring;

/// <summary>The only wiring of the service.</summary>
public static class HealthScoringService
{
    private const string UsageArea = "usage";
    private const string ScoresArea = "scores";

    public static void AddHealthScoring(this WebApplicationBuilder builder)
    {
        builder.AddSettings();
        builder.AddOrganisation();
        builder.Services.AddSingleton<UsageCalendar>();
        builder.AddIngestion();
        builder.AddScores();
        // A queue keeps its name for ever, whatever becomes of the class: messages wait under it.
        builder.AddMessaging(events =>
            events
                .Add<CalendarProjection>("health-scoring-calendar-projection")
                .Add<AccountsProjection>("health-scoring-accounts-projection")
                .Add<TicketsProjection>("health-scoring-tickets-projection")
                .Add<ContactRolesProjection>("health-scoring-contact-roles-projection")
                .Add<CoverageProjection>("health-scoring-coverage-projection")
                .Add<PaidSeatsProjection>("health-scoring-paid-seats-projection")
                .Add<ExpireSentimentOnHandoverAccepted>("health-scoring-expire-sentiment-on-handover-accepted")
                .Add<InvoicesProjection>("health-scoring-invoices-projection")
                .Add<AnswersProjection>("health-scoring-answers-projection")
                .Add<LoopsProjection>("health-scoring-loops-projection")
                .Add<RequestsProjection>("health-scoring-requests-projection")
                .Add<PlanProgressProjection>("health-scoring-plan-progress-projection")
                .Add<ReviewsProjection>("health-scoring-reviews-projection")
                .Add<OnboardingProjection>("health-scoring-onboarding-projection")
                .Add<OutcomesProjection>("health-scoring-outcomes-projection")
                .Add<EraseContact>("health-scoring-erase-contact")
        );
    }

    public static void MapHealthScoring(this WebApplication app)
    {
        var usage = app.MapGroup("/v1").RequireArea(UsageArea);
        var scores = app.MapGroup("/v1").RequireArea(ScoresArea);
        IngestionEndpoints.Map(usage);
        FeatureEndpoints.Map(usage);
        ScoreEndpoints.Map(usage, scores);
        PowerUserEndpoints.Map(scores);
        AccountEndpoints.Map(scores);
        OverrideEndpoints.Map(scores);
        ChallengerEndpoints.Map(scores);
        PredictionEndpoints.Map(scores);
        OutcomeEndpoints.Map(scores);
        ValidationEndpoints.Map(scores);
        InsightEndpoints.Map(scores);
        ScorecardEndpoints.Map(scores);

        app.MapGrpcService<ScoringGrpc>();
        app.MapGrpcService<UsageGrpc>();
    }

    private static void AddSettings(this WebApplicationBuilder builder)
    {
        // Defaults of this service, below whatever the operator sets.
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>
                {
                    ["Database:MaxAutoPrepare"] = "100",
                    ["Database:ReadBufferSize"] = "65536",
                },
            }
        );
        AddOptions<UsageOptions>("Usage");
        AddOptions<ScoringOptions>("Scoring");
        AddOptions<PowerUserOptions>("PowerUsers");
        AddOptions<UsageThresholdOptions>("UsageThresholds");
        builder.Services.Configure<PersonalDataOptions>(personal =>
            personal.PackedFigures.UnionWith([
                "usage_day",
                "usage_delta",
                "usage_window",
                "late_usage",
                "score_history",
            ])
        );

        void AddOptions<TOptions>(string section)
            where TOptions : class =>
            builder
                .Services.AddOptions<TOptions>()
                .Bind(builder.Configuration.GetSection(section))
                .ValidateDataAnnotations()
                .ValidateOnStart();
    }

    private static void AddIngestion(this WebApplicationBuilder builder)
    {
        builder.AddGrpcClient<AccountsService.AccountsServiceClient>("accounts");
        builder.Services.AddSingleton<IAccountsClient, AccountsClient>();
        builder.Services.AddSingleton<AccountDirectory>();
        builder.Services.AddSingleton<EventRules>();
        builder.Services.AddSingleton<EventIntake>();
        builder.Services.AddSingleton<RecentEvents>();
        builder.Services.AddSingleton(services => new UsageQueue(
            name => BrokerConnection.Factory(builder.Configuration, name),
            services.GetRequiredService<IOptions<UsageOptions>>()
        ));
        builder.Services.AddSingleton<UsagePublisher>();
        builder.Services.AddSingleton<FeatureCatalogue>();
        builder.Services.AddSingleton<ProductUsers>();
        builder.Services.AddSingleton<UsagePartitions>();
        builder.Services.AddSingleton<UsageWriter>();
        builder.Services.AddHostedService<UsageConsumer>();
    }

    private static void AddScores(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ScoringSignal>();
        builder.Services.AddSingleton<IngestionLoad>();
        builder.Services.AddSingleton<ScorecardLibrary>();
        builder.Services.AddSingleton<ScoreAccounts>();
        builder.Services.AddSingleton<ScoreUsage>();
        builder.Services.AddSingleton<ScoreReader>();
        builder.Services.AddSingleton<PastMeasures>();
        builder.Services.AddSingleton<InsightReadModel>();
        builder.Services.AddSingleton<StudyQueue>();
        builder.Services.AddSingleton<IStudy, ValidateScorecard>();
        builder.Services.AddSingleton<IStudy, TrainOutcomeModel>();
        builder.Services.AddSingleton<AccountPredictions>();
        builder.Services.AddHostedService<RunStudies>();
        builder.Services.AddHostedService<PublishPredictions>();
        builder.Services.AddHostedService<SeedScorecards>();
        builder.Services.AddHostedService<ScoreContinuously>();
        builder.Services.AddSingleton<ScoreReadModel>();
        builder.Services.AddHostedService<RescoreDaily>();
        builder.Services.AddHostedService<PackDaily>();
        builder.Services.AddSingleton<WatchAccounts>();
        builder.Services.AddHostedService<WatchDaily>();
    }
}
