using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Pages;

namespace Platform.SuccessPlans.Sharing;

/// <summary>The pages that a link opens.</summary>
public sealed class SharedPages(PageRenderer renderer, OrganisationCalendar day, OrganisationProfile organisation)
{
    public static string PathOf(string token) => $"/shared/plans/{token}";

    public async Task<ContentHttpResult> PlanAsync(
        SharedView plan,
        string token,
        string? notice,
        CancellationToken ct
    ) =>
        await renderer.RenderAsync<SharedPlanPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(SharedPlanPage.Plan)] = plan,
                [nameof(SharedPlanPage.Path)] = PathOf(token),
                [nameof(SharedPlanPage.Today)] = day.Today,
                [nameof(SharedPlanPage.Zone)] = day.Current.Zone,
                [nameof(SharedPlanPage.Notice)] = notice,
                [nameof(SharedPlanPage.Organisation)] = await organisation.ReadAsync(ct),
            }
        );

    /// <summary>For a link that is unknown, expired or revoked: to the outside it is the same.</summary>
    public Task<ContentHttpResult> NotFoundAsync() =>
        renderer.RenderAsync<LinkNotFoundPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal),
            StatusCodes.Status404NotFound
        );
}
