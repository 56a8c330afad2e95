using Platform.ServiceKit.Auth;

namespace Platform.Feedback.Waves;

/// <summary>The routes of this folder.</summary>
internal static class WaveEndpoints
{
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder v1)
    {
        var surveys = v1.MapGroup("/surveys").WithTags("Surveys");
        SetOnboardingSurvey.Map(surveys);

        var waves = v1.MapGroup("/waves").WithTags("Surveys");
        CreateWave.Map(waves);
        PreviewWave.Map(waves);
        ListWaves.Map(waves);
        GetWave.Map(waves);
        CancelWave.Map(waves);
        ListInvitations.Map(waves);
        ConfirmDeliveries.Map(waves);
        AskInApp.Map(waves);

        // For people who have nothing but a link: what it gives access to is signed into it.
        var pages = app.MapGroup("/answer/{token}").RequireRoles(Roles.Customer).ExcludeFromDescription();
        ShowAnswerPage.Map(pages);
        SubmitAnswerPage.Map(pages);
        ShowAnswerThanks.Map(pages);

        var links = app.MapGroup("/v1/answers/{token}").RequireRoles(Roles.Customer).WithTags("Answers");
        GetQuestionOfLink.Map(links);
        AnswerByToken.Map(links);
    }
}
