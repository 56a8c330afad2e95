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
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Studies;
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
    private const string Account = "/accounts/{accountId:guid}";

    public static void AddHealthScoring(this WebApplicationBuilder builder)
    {
        builder.Configuration["Database:MaxAutoPrepare"] ??= "100";
        builder.Configuration["Database:ReadBufferSize"] ??= "65536";
        builder.AddOrganisation();
        builder.Services.Configure<PersonalDataOptions>(personal =>
            personal.PackedFigures.UnionWith([
                "usage_day",
                "usage_delta",
                "usage_window",
                "late_usage",
                "score_history",
            ])
        );
        builder.Services.Configure<UsageOptions>(builder.Configuration.GetSection("Usage"));
        builder.Services.Configure<ScoringOptions>(builder.Configuration.GetSection("Scoring"));
        builder.Services.AddSingleton<UsageCalendar>();
        builder.AddIngestion();
        builder.AddScores();
        builder.AddBus(bus =>
        {
            bus.AddConsumer<CalendarProjection>();
            bus.AddConsumer<AccountsProjection>();
            bus.AddConsumer<TicketsProjection>();
            bus.AddConsumer<ContactRolesProjection>();
            bus.AddConsumer<CoverageProjection>();
            bus.AddConsumer<PaidSeatsProjection>();
            bus.AddConsumer<ExpireSentiment>();
            bus.AddConsumer<InvoicesProjection>();
            bus.AddConsumer<AnswersProjection>();
            bus.AddConsumer<LoopsProjection>();
            bus.AddConsumer<RequestsProjection>();
            bus.AddConsumer<PlanProgressProjection>();
            bus.AddConsumer<ReviewsProjection>();
            bus.AddConsumer<OnboardingProjection>();
            bus.AddConsumer<OutcomesProjection>();
            bus.AddConsumer<EraseContact>();
        });
    }

    private static void AddIngestion(this WebApplicationBuilder builder)
    {
        builder.AddGrpcClient<AccountsService.AccountsServiceClient>("accounts");
        builder.Services.AddSingleton<IAccountsClient, AccountsClient>();
        builder.Services.AddSingleton<AccountDirectory>();
        builder.Services.AddSingleton<EventRules>();
        builder.Services.AddSingleton<EventIntake>();
        builder.Services.AddSingleton<RecentEvents>();
        builder.Services.AddSingleton<UsageQueue>();
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
        builder.Services.AddSingleton<ScorecardLibrary>();
        builder.Services.AddSingleton<ScoreAccounts>();
        builder.Services.AddSingleton<ScoreUsage>();
        builder.Services.AddSingleton<ScoreReader>();
        builder.Services.AddSingleton<PastMeasures>();
        builder.Services.AddSingleton<InsightBook>();
        builder.Services.AddSingleton<StudyQueue>();
        builder.Services.AddSingleton<ValidateScorecard>();
        builder.Services.AddSingleton<TrainOutcomeModel>();
        builder.Services.AddSingleton<AccountPredictions>();
        builder.Services.AddHostedService<RunStudies>();
        builder.Services.AddHostedService<PublishPredictions>();
        builder.Services.AddHostedService<SeedScorecards>();
        builder.Services.AddHostedService<ScoreContinuously>();
        builder.Services.AddSingleton<ScoreReadModel>();
        builder.Services.AddHostedService<RescoreDaily>();
        builder.Services.AddHostedService<PackDaily>();
        builder.Services.Configure<PowerUserOptions>(builder.Configuration.GetSection("PowerUsers"));
        builder.Services.Configure<UsageThresholdOptions>(builder.Configuration.GetSection("UsageThresholds"));
        builder.Services.AddSingleton<WatchAccounts>();
        builder.Services.AddHostedService<WatchDaily>();
    }

    public static void MapHealthScoring(this WebApplication app)
    {
        var usage = app.MapGroup("/v1").RequireArea(UsageArea);
        IngestEvents.Map(usage.MapGroup("/events"));
        ListFeatures.Map(usage.MapGroup("/features"));
        PutFeature.Map(usage.MapGroup("/features"));
        GetUsage.Map(usage.MapGroup(Account));

        var scores = app.MapGroup("/v1").RequireArea(ScoresArea);
        ListScores.Map(scores.MapGroup("/scores"));
        var account = scores.MapGroup(Account);
        GetScore.Map(account);
        GetMeasures.Map(account);
        ListScoreHistory.Map(account);
        CheckScore.Map(account);
        WhatIf.Map(account);
        ListPowerUsers.Map(scores, account);
        RecordSentiment.Map(account);
        OverrideScore.Map(account);
        ShowChallenger.Map(account);
        GetPrediction.Map(account);

        var predictions = scores.MapGroup("/predictions");
        ImportOutcomes.Map(predictions);
        ImportOutcomesFile.Map(predictions);
        CountOutcomes.Map(predictions);
        Models.Map(predictions);
        Validations.Map(scores.MapGroup("/validations"));

        var insights = scores.MapGroup("/insights");
        GetRetention.Map(insights);
        GetSurvival.Map(insights);
        GetStickyFeatures.Map(insights);
        GetAhaMoments.Map(insights);
        GetAdoption.Map(insights);

        var scorecards = scores.MapGroup("/scorecards");
        ListMeasures.Map(scorecards);
        ListScorecards.Map(scorecards);
        GetScorecard.Map(scorecards);
        DraftScorecard.Map(scorecards);
        ActivateScorecard.Map(scorecards);
        CompareScorecards.Map(scorecards);
        TryScorecard.Map(scorecards);

        app.MapGrpcService<ScoringGrpc>();
        app.MapGrpcService<UsageGrpc>();
    }
}
