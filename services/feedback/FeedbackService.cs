using Platform.Engagement.V1;
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
using Platform.Feedback.Merges;
using Platform.Feedback.Notices;
using Platform.Feedback.Requests;
using Platform.Feedback.Surveys;
using Platform.Feedback.Waves;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Grpc;
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
        builder.AddSettings();
        builder.AddOrganisation();

        var services = builder.Services;
        services.AddSingleton<Ownership>();
        services.AddSingleton<SurveyCache>();
        services.AddSingleton<LoopOpener>();
        services.AddSingleton<AnswerRepository>();
        services.AddSingleton<AnswerRecorder>();
        services.AddSingleton<AnswerReader>();
        services.AddSingleton<LinkSigner>();
        services.AddSingleton<WaveOpener>();
        AddContactBudget(builder);
        services.AddSingleton<AnswerLink>();
        services.AddSingleton<FigureReader>();
        services.AddSingleton<AdvocateFinder>();
        services.AddSingleton<RequestRepository>();
        services.AddSingleton<RequestService>();

        services.AddTimedTask<RunWaves>();
        services.AddTimedTask<EscalateLoops>();

        // A queue keeps its name for ever, whatever becomes of the class: messages wait under it.
        builder.AddMessaging(events =>
            events
                .Add<CalendarProjection>("feedback-calendar-projection")
                .Add<OrganisationProjection>("feedback-organisation-projection")
                .Add<AccountsProjection>("feedback-accounts-projection")
                .Add<MergeAccounts>("feedback-merge-accounts")
                .Add<SegmentsProjection>("feedback-segments-projection")
                .Add<RevenueProjection>("feedback-revenue-projection")
                .Add<ContactsProjection>("feedback-contacts-projection")
                .Add<EraseContact>("feedback-erase-contact")
                .Add<AskAfterOnboarding>("feedback-ask-after-onboarding")
                .Add<ProposePowerUsers>("feedback-propose-power-users")
        );
    }

    public static void MapFeedback(this WebApplication app)
    {
        app.MapGrpcService<FeedbackGrpc>();

        var v1 = app.MapGroup("/v1").RequireArea(Area);
        SurveyEndpoints.Map(v1);
        AnswerEndpoints.Map(v1);
        FigureEndpoints.Map(v1);
        ImportEndpoints.Map(v1);
        WaveEndpoints.Map(app, v1);
        LoopEndpoints.Map(v1);
        NoticeEndpoints.Map(v1);
        RequestEndpoints.Map(app, v1);
        AdvocateEndpoints.Map(v1);
        BoardEndpoints.Map(v1);
        InterviewEndpoints.Map(v1);
    }

    /// <summary>Where the engagement service runs, surveys draw on its budget.</summary>
    private static void AddContactBudget(WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetSection("services:engagement:grpc").GetChildren().Any())
        {
            builder.Services.AddSingleton<IContactBudget, NoContactBudget>();
            return;
        }
        builder.AddGrpcClient<ContactBudgetService.ContactBudgetServiceClient>("engagement");
        builder.Services.AddSingleton<IContactBudget, ContactBudgetOverGrpc>();
    }

    private static void AddSettings(this WebApplicationBuilder builder)
    {
        AddOptions<LoopOptions>("Loops");
        AddOptions<CustomerLinkOptions>("Links");
        AddOptions<WaveOptions>("Surveys");
        AddOptions<AdvocateOptions>("Advocates");
        AddOptions<RequestOptions>("Requests");
        builder.Services.Configure<PersonalDataOptions>(personal =>
            personal.NamesOfOthers.UnionWith([
                "contact_copy.name",
                "contact_copy.email",
                "organisation.person.name",
                "organisation.profile.name",
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
}
