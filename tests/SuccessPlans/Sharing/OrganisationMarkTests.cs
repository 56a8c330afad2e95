using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.SuccessPlans.Tests.Plans;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Sharing;

/// <summary>Pages that customers see say who speaks: the organisation by name and logo, our people by name. Has a
/// service of its own: there is one organisation, and other tests look for images on pages.</summary>
public class OrganisationMarkTests(SuccessPlansUnderTest service) : IClassFixture<SuccessPlansUnderTest>
{
    [Fact]
    public async Task Plan_and_proof_show_the_organisation_and_the_names_of_our_people()
    {
        using var customer = service.ClientFor(Roles.Customer, "link:somebody");
        var plan = await service.PlanAsync();
        var writer = $"writer-{Guid.NewGuid():N}";
        using var manager = service.ClientFor(Roles.Manager, writer);
        await manager.PostAsync($"{plan.Path}/comments", new { text = "We are on our way." });
        var (path, _) = await plan.LinkAsync();

        await service.TellAsync(new OrganisationChanged(7, "Lanternfield <Software>", "en-GB", HasLogo: true));
        await service.TellAsync(new PersonChanged(writer, "active", ["manager"], 2, "Mira Halvorsen"));
        // Comes late.
        await service.TellAsync(new PersonChanged(writer, "active", ["manager"], 1, "Old Name"));

        var page = await Eventually.GetAsync(
            () => customer.PageAsync(path),
            shown => shown.Contains("Mira Halvorsen", StringComparison.Ordinal),
            "the person's name is known"
        );
        page.ShouldNotContain(writer);
        page.ShouldNotContain("Old Name");
        foreach (var shown in new[] { page, await customer.PageAsync($"{path}/proof") })
        {
            shown.ShouldContain("Lanternfield &lt;Software&gt;");
            shown.ShouldContain("<img src=\"/organisation/logo\"");
        }
    }
}
