using MassTransit;
using Platform.Feedback.Accounts;
using Platform.Feedback.Advocates;
using Platform.Feedback.Answers;
using Platform.Feedback.Boards;
using Platform.Feedback.Figures;
using Platform.Feedback.Grpc;
using Platform.Feedback.Imports;
using Platform.Feedback.Interviews;
using Platform.Feedback.Links;
using Platform.Feedback.Loops;
using Platform.Feedback.Notices;
using Platform.Feedback.Requests;
using Platform.Feedback.Surveys;
using Platform.Feedback.Waves;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Messaging;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.PersonalData;

namespace Platform.Feedback;

/// <summary>The service's only wiring.</summary>
public static class FeedbackService
{
    private const string Area = "feedback";

    public static void AddFeedback(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<LoopOptions>(builder.Configuration.GetSection("Loops"));
        services.Configure<CustomerLinks>(builder.Configuration.GetSection("Links"));
        services.Configure<WaveOptions>(builder.Configuration.GetSection("Surveys"));
        services.Configure<AdvocateOptions>(builder.Configuration.GetSection("Advocates"));
        services.Configure<RequestOptions>(builder.Configuration.GetSection("Requests"));
        services.Configure<PersonalDataOptions>(personal =>
            personal.NamesOfOthers.UnionWith(["contact_copy.name", "contact_copy.email"])
        );
        builder.AddOrganisation();
        services.AddSingleton<Ownership>();
        services.AddSingleton<SurveyCache>();
        services.AddSingleton<LoopOpener>();
        services.AddSingleton<AnswerRepository>();
        services.AddSingleton<AnswerRecorder>();
        services.AddSingleton<LinkSigner>();
        services.AddSingleton<WaveOpener>();
        services.AddSingleton<AnswerLink>();
        services.AddSingleton<FigureReader>();
        services.AddSingleton<AdvocateFinder>();
        services.AddSingleton<RequestBook>();
        services.AddSingleton<RequestService>();

        services.AddTimedTask<RunWaves>();
        services.AddTimedTask<EscalateLoops>();
        builder.AddBus(AddConsumers);
    }

    public static void MapFeedback(this WebApplication app)
    {
        app.MapGrpcService<FeedbackGrpc>();

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
        ImportAnswers.Map(surveys);

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
        NoticeList.Map(v1.MapGroup("/notices").WithTags("Loops"));

        MapRequests(app, v1);
        MapVoices(v1);
    }

    private static void MapRequests(WebApplication app, RouteGroupBuilder v1)
    {
        var requests = v1.MapGroup("/requests").WithTags("Product requests");
        CreateRequest.Map(requests);
        GetRequests.Map(requests);
        VoteForRequest.Map(requests);
        ChangeStatus.Map(requests);
        MergeRequests.Map(requests);
        CreateBoardLink.Map(v1.MapGroup("/accounts/{accountId:guid}/feedback").WithTags("Product requests"));
        BoardPage.Map(app);
    }

    private static void MapVoices(RouteGroupBuilder v1)
    {
        var advocates = v1.MapGroup("/advocates").WithTags("Advocates");
        AdvocateSlices.Map(advocates);
        AskForReference.Map(advocates);
        FindBetaCandidates.Map(advocates);

        var boards = v1.MapGroup("/boards").WithTags("Boards");
        BoardSlices.Map(boards);
        SessionSlices.Map(boards);

        var interviews = v1.MapGroup("/interviews").WithTags("Interviews");
        RecordInterview.Map(interviews);
        GetInterviews.Map(interviews);
        InterviewThemes.Map(interviews);
    }

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<CalendarProjection>();
        bus.AddConsumer<AccountsProjection>();
        bus.AddConsumer<MergeAccounts>();
        bus.AddConsumer<SegmentsProjection>();
        bus.AddConsumer<RevenueProjection>();
        bus.AddConsumer<ContactsProjection>();
        bus.AddConsumer<EraseContact>();
        bus.AddConsumer<AskAfterOnboarding>();
        bus.AddConsumer<ProposePowerUsers>();
    }
}
