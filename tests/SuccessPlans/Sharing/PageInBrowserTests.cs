using Platform.Contracts;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Sharing;

/// <summary>The pages as a customer's browser shows them. <c>PLATFORM_SCREENSHOTS</c> names a folder that pictures are
/// kept in, to be looked at.</summary>
public class PageInBrowserTests(SuccessPlansUnderTest service)
{
    [Fact]
    public async Task The_shared_page_reads_without_script_at_a_phones_width_and_a_desktops()
    {
        if (Browser.Path is null)
            Assert.Skip(Browser.Missing);
        var (plan, path) = await RichPlanAsync();
        await using var door = await Doorway.OpenAsync(service);
        await using var browser = await Browser.StartAsync();
        await browser.ScriptsAsync(false);
        foreach (var (width, height, name) in new[] { (390, 844, "phone"), (1280, 900, "desktop") })
        {
            await browser.SizeAsync(width, height);
            await browser.OpenAsync(new Uri(door.Address, path));
            (await browser.EvaluateAsync("document.documentElement.scrollWidth"))
                .GetInt32()
                .ShouldBeLessThanOrEqualTo(width, "nothing is cut off or has to be pushed sideways");
            (await browser.EvaluateAsync("document.body.innerText"))
                .GetString()!
                .ShouldContain("Close our books in four days");
            (await browser.EvaluateAsync("getComputedStyle(document.querySelector('header.page')).backgroundColor"))
                .GetString()
                .ShouldBe("rgb(11, 92, 87)", "the policy lets the page's own style in");
            await KeepAsync(browser, $"shared-{name}");
            await browser.OpenAsync(new Uri(door.Address, path + "/proof"));
            (await browser.EvaluateAsync("document.documentElement.scrollWidth"))
                .GetInt32()
                .ShouldBeLessThanOrEqualTo(width);
            (await browser.EvaluateAsync("document.scripts.length")).GetInt32().ShouldBe(0);
            await KeepAsync(browser, $"proof-{name}");
        }

        plan.Id.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task The_shared_page_is_usable_with_the_keyboard_alone()
    {
        if (Browser.Path is null)
            Assert.Skip(Browser.Missing);
        var (plan, path) = await RichPlanAsync();
        await using var door = await Doorway.OpenAsync(service);
        await using var browser = await Browser.StartAsync();
        await browser.ScriptsAsync(false);
        await browser.SizeAsync(1280, 900);
        await browser.OpenAsync(new Uri(door.Address, path));

        await browser.PressAsync("Tab", 9);
        (await browser.EvaluateAsync("document.activeElement.className")).GetString().ShouldBe("skip");
        for (
            var i = 0;
            i < 60 && (await browser.EvaluateAsync("document.activeElement.name ?? ''")).GetString() != "evidence";
            i++
        )
            await browser.PressAsync("Tab", 9);
        (await browser.EvaluateAsync("getComputedStyle(document.activeElement).outlineStyle"))
            .GetString()
            .ShouldBe("solid", "where one is can be seen");
        await browser.TypeAsync("Anna and Ben");
        await browser.PressAsync("Tab", 9);
        await browser.PressAsync("Enter", 13, "\r");
        await browser.UntilAsync("document.body.innerText.includes('that step is done')");

        (await plan.ReadAsync())
            .List("steps")
            .Single(s => s.TryGetProperty("evidence", out var evidence) && evidence.GetString() == "Anna and Ben")
            .Text("status")
            .ShouldBe("done");
    }

    [Fact]
    public async Task With_script_the_open_page_follows_the_plan()
    {
        if (Browser.Path is null)
            Assert.Skip(Browser.Missing);
        var (plan, path) = await RichPlanAsync();
        await using var door = await Doorway.OpenAsync(service);
        await using var browser = await Browser.StartAsync();
        await browser.OpenAsync(new Uri(door.Address, path));
        await browser.UntilAsync("document.getElementById('live').textContent === 'Live'");
        // Each change is a new one: the page learns on its first look what it shows already.
        for (
            var i = 0;
            (await browser.EvaluateAsync("document.body.innerText.includes('We moved on')")).ValueKind
                != System.Text.Json.JsonValueKind.True;
            i++
        )
        {
            i.ShouldBeLessThan(150);
            await plan.Csm.PutAsync(
                plan.Path,
                new
                {
                    summary = $"We moved on ({i})",
                    success3Months = "Live",
                    success6Months = "Measured",
                    success12Months = "Reached",
                }
            );
            await Task.Delay(200, CancellationToken.None);
        }
    }

    private async Task<(PlanInTest Plan, string Path)> RichPlanAsync()
    {
        var plan = await service.PlanAsync("enterprise", empty: false);
        foreach (var objective in (await plan.ReadAsync()).List("objectives"))
            await plan.Csm.SendJsonAsync(HttpMethod.Delete, $"{plan.Path}/objectives/{objective.Id()}", ifMatch: "*");
        var first = await plan.AddSmartObjectiveAsync(10, 4, new Money(2_500, "EUR"));
        await plan.Csm.PostAsync($"{plan.Path}/objectives/{first.Id()}/readings", new { value = 6.5 });
        var second = (
            await plan.Csm.PostAsync(
                $"{plan.Path}/objectives",
                new
                {
                    text = "Every controller works with it each week",
                    metric = "Weekly active users",
                    baseline = 0,
                    target = 240,
                    unit = "users",
                    reviewedBy = "csm-1",
                    ownerContactId = plan.Sponsor,
                    dueOn = service.Today.AddDays(200).Iso(),
                }
            )
        ).List("objectives")[^1];
        await plan.Csm.PostAsync($"{plan.Path}/objectives/{second.Id()}/readings", new { value = 96 });
        await plan.Csm.PostAsync(
            $"{plan.Path}/objectives",
            new
            {
                text = "Auditors get their papers without asking twice",
                metric = "Open audit requests",
                baseline = 60,
                target = 10,
                unit = "requests",
                reviewedBy = "csm-1",
                ownerContactId = plan.Sponsor,
                dueOn = service.Today.AddDays(300).Iso(),
            }
        );
        (await plan.TryAgreeAsync()).EnsureSuccessStatusCode();
        var kickoff = (await plan.ReadAsync()).List("steps");
        foreach (var done in new[] { "Agree goals and how they are measured", "Kickoff held" })
            await plan.Csm.PostAsync(
                $"{plan.Path}/steps/{kickoff.Single(s => s.Text("name") == done).Id()}/completion",
                new { }
            );
        await plan.StepAsync("Name a champion in each team", service.Today.AddDays(7), kind: "task", side: "customer");
        await plan.StepAsync(
            "Send last year's close calendar",
            service.Today.AddDays(-6),
            kind: "milestone",
            side: "customer"
        );
        var claim = await plan.Csm.PostAsync(
            $"{plan.Path}/claims",
            new
            {
                text = "Month end closes 3.5 days earlier",
                evidence = "Close calendar: 10 days in March, 6.5 days in August, measured by your finance team.",
                value = new Money(8_750, "EUR"),
            }
        );
        await plan.Csm.PostAsync($"{plan.Path}/claims/{claim.Id()}/confirmation", new { contactId = plan.Sponsor });
        await plan.Csm.PostAsync(
            $"{plan.Path}/claims",
            new
            {
                text = "New colleagues are productive 30 % faster",
                evidence = "Median days from first sign-in to first closed entity: 10 in May, 7 in August.",
                value = new Money(12_000, "EUR"),
            }
        );
        await plan.Csm.PostAsync(
            $"{plan.Path}/comments",
            new { text = "We added the September figures. Could you check them before Thursday?" }
        );
        var link = await plan.Csm.PostAsync($"{plan.Path}/links", new { label = "Sponsor", contactId = plan.Sponsor });
        return (plan, link.Text("path"));
    }

    private static async Task KeepAsync(Browser browser, string name)
    {
        var picture = await browser.ScreenshotAsync();
        if (Environment.GetEnvironmentVariable("PLATFORM_SCREENSHOTS") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), picture);
    }
}
