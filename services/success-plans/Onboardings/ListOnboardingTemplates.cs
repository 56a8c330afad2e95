using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Onboardings;

internal static class ListOnboardingTemplates
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapGet("/templates", HandleAsync)
            .WithName(nameof(ListOnboardingTemplates))
            .WithDescription(
                "The stages and milestones of onboarding, in the order in which their segments are tried; the default "
                    + "is last."
            );

    private static async Task<Ok<IReadOnlyList<OnboardingTemplateResponse>>> HandleAsync(
        Database database,
        CancellationToken ct,
        bool all = false
    ) =>
        TypedResults.Ok<IReadOnlyList<OnboardingTemplateResponse>>([
            .. (await database.QueryAsync<OnboardingTemplateRow>(List, new { all }, ct)).Select(r => r.ToResponse()),
        ]);

    private const string List = """
        select template_id, segment, rank, version, definition, created_by, created_at from onboarding_template t
        where @all or version = (select max(version) from onboarding_template n where n.segment = t.segment)
        order by segment = 'default', rank, segment, version desc
        """;
}
