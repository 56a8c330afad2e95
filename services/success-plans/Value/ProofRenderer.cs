using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Pages;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <summary>The proof of a plan's value, as a page and as Markdown.</summary>
public sealed class ProofRenderer(PageRenderer renderer, OrganisationCalendar day, OrganisationProfile organisation)
{
    public Proof Of(PlanView plan) => Proof.Of(plan, day.Today);

    public async Task<ContentHttpResult> PageAsync(Proof proof, CancellationToken ct) =>
        await renderer.RenderAsync<ProofPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ProofPage.Proof)] = proof,
                [nameof(ProofPage.Zone)] = day.Current.Zone,
                [nameof(ProofPage.Organisation)] = await organisation.ReadAsync(ct),
            }
        );

    public ContentHttpResult Markdown(Proof proof) =>
        TypedResults.Text(ProofMarkdown.Render(proof, day.Current.Zone), "text/markdown; charset=utf-8");
}
