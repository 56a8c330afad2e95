using MassTransit;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.Feedback.Daily;
using Platform.Feedback.Figures;
using Platform.Feedback.Links;
using Platform.Feedback.Loops;
using Platform.Feedback.Organisation;
using Platform.Feedback.Surveys;
using Platform.Feedback.Waves;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Calendar;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback;

/// <summary>The service's only wiring.</summary>
public static class FeedbackService
{
    private const string Area = "feedback";

    public static void AddFeedback(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<OrganisationOptions>(builder.Configuration.GetSection("Organisation"));
        services.Configure<LoopOptions>(builder.Configuration.GetSection("Loops"));
        services.Configure<CustomerLinks>(builder.Configuration.GetSection("Links"));
        services.Configure<WaveOptions>(builder.Configuration.GetSection("Surveys"));
        builder.AddOrganisationCalendar();
        services.AddSingleton<Ownership>();
        services.AddSingleton<SurveyShelf>();
        services.AddSingleton<LoopOpener>();
        services.AddSingleton<AnswerBook>();
        services.AddSingleton<AnswerRecorder>();
        services.AddSingleton<LinkSigner>();
        services.AddSingleton<WaveOpener>();
        services.AddSingleton<AnswerLink>();
        services.AddSingleton<FigureReader>();

        services.AddSingleton<ITimedTask, RunWaves>();
        services.AddSingleton<ITimedTask, EscalateLoops>();
        services.AddSingleton<TimedTasks>();
        services.AddHostedService(s => s.GetRequiredService<TimedTasks>());
        builder.AddBus(AddConsumers);
    }

    public static void MapFeedback(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").RequireArea(Area);
        var surveys = v1.MapGroup("/surveys").WithTags("Surveys");
        CreateSurvey.Map(surveys);
        GetSurveys.Map(surveys);
        RecordAnswer.Map(surveys);
        CorrectAnswer.Map(surveys);
        ListAnswers.Map(v1);
        SetTrigger.Map(surveys);
        GetFigures.Map(surveys);
        GetRevenue.Map(surveys);
        GetThemes.Map(surveys);

        var waves = v1.MapGroup("/waves").WithTags("Surveys");
        CreateWave.Map(waves);
        GetWaves.Map(waves);
        DeliverInvitations.Map(waves);
        AskInApp.Map(waves);
        AnswerPage.Map(app);
        AnswerByToken.Map(app);

        var loops = v1.MapGroup("/loops").WithTags("Loops");
        GetLoops.Map(loops);
        GetLoopMetrics.Map(loops);
        CompleteStep.Map(loops);
        ReassignLoop.Map(loops);
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<KeepCalendar>();
        bus.AddConsumer<KeepAccounts>();
        bus.AddConsumer<KeepSegments>();
        bus.AddConsumer<KeepRevenue>();
        bus.AddConsumer<KeepContacts>();
        bus.AddConsumer<EraseContact>();
        bus.AddConsumer<AskAfterOnboarding>();
    }
}
