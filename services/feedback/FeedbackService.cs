using MassTransit;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.Feedback.Daily;
using Platform.Feedback.Loops;
using Platform.Feedback.Organisation;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
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
        services.AddSingleton<BusinessCalendar>();
        services.AddSingleton<Ownership>();
        services.AddSingleton<SurveyShelf>();
        services.AddSingleton<LoopOpener>();
        services.AddSingleton<AnswerBook>();
        services.AddSingleton<AnswerRecorder>();

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

        var loops = v1.MapGroup("/loops").WithTags("Loops");
        GetLoops.Map(loops);
        GetLoopMetrics.Map(loops);
        CompleteStep.Map(loops);
        ReassignLoop.Map(loops);
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<KeepAccounts>();
        bus.AddConsumer<KeepSegments>();
        bus.AddConsumer<KeepRevenue>();
        bus.AddConsumer<KeepContacts>();
        bus.AddConsumer<EraseContact>();
    }
}
