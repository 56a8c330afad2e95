using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Platform.EndToEnd.Tests.Workspace;

/// <summary>Each page shows what the API answers, and what it does is read back there.</summary>
[Collection(OnLoadedSample.Name)]
public sealed class PageTests(RunningPlatform platform, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [Fact]
    public async Task The_book_without_script_pages_through_what_the_api_answers()
    {
        var ops = await platform.ClientAsync("ops");
        var first = await ops.ReadAsync("/v1/portfolio?limit=50&sort=name");
        var second = await ops.ReadAsync(
            $"/v1/portfolio?limit=50&sort=name&cursor={Uri.EscapeDataString(first.Text("next"))}"
        );

        var page = await chromium.OpenAsync("page.ops", "ops", "/book?sort=name", script: false);
        (await NamesAsync(page)).ShouldBe(first.Items().Select(row => row.Text("name")));
        await page.GetByRole(AriaRole.Link, new() { Name = "Next 50" }).ClickAsync();
        (await NamesAsync(page)).ShouldBe(second.Items().Select(row => row.Text("name")));

        await page.GotoAsync("/book");
        await page.GetByLabel("Size").SelectOptionAsync("enterprise");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        var enterprise = await ops.ReadAsync("/v1/portfolio?limit=50&size=enterprise");
        (await NamesAsync(page)).ShouldBe(enterprise.Items().Select(row => row.Text("name")));
    }

    [Fact]
    public async Task The_book_sorts_and_filters_as_the_api_does_and_its_address_says_how()
    {
        var ops = await platform.ClientAsync("ops");
        var page = await chromium.OpenAsync("page.ops", "ops", "/book");
        await Drawn(page);
        await SameAsync("/v1/portfolio?limit=15");

        await page.GetByRole(AriaRole.Link, new() { Name = "ARR", Exact = true }).ClickAsync();
        await SameAsync("/v1/portfolio?limit=15&sort=-arr");
        await page.GetByLabel("At risk").SelectOptionAsync("true");
        await SameAsync("/v1/portfolio?limit=15&sort=-arr&atRisk=true");
        page.Url.ShouldContain("atRisk=true");
        page.Url.ShouldContain("sort=-arr");

        await page.ReloadAsync();
        await Drawn(page);
        await SameAsync("/v1/portfolio?limit=15&sort=-arr&atRisk=true");
        var all = await ops.CountAsync("/v1/portfolio?limit=200&atRisk=true");
        (await page.Locator("#count").InnerTextAsync()).ShouldBe($"{all} accounts");

        async Task SameAsync(string path)
        {
            var (amount, column) = path.Contains("-arr", StringComparison.Ordinal) ? ("arr", 4) : ("expectedLoss", 7);
            // Other tests open risks and change revenue meanwhile, which the page shows when it is read anew.
            await platform.EventuallyAsync("the page shows what the API answers", async () =>
            {
                var rows = (await ops.ReadAsync(path)).Items();
                var amounts = rows.Select(row => Whole(row.GetProperty(amount).Amount())).ToList();
                // Amounts that tie may stand in either order; the amounts themselves may not differ.
                var firsts = rows.Where((_, at) => amounts[at] == amounts[0]).Select(row => row.Text("name"));
                var isSame =
                    firsts.Contains((await CellsAsync(page, 0))[0])
                    && (await CellsAsync(page, column)).Take(rows.Count).SequenceEqual(amounts);
                if (!isSame)
                {
                    await page.ReloadAsync();
                    await Drawn(page);
                }

                return isSame;
            });
        }
    }

    [Fact]
    public async Task A_view_that_is_saved_is_there_for_the_api_and_for_the_page()
    {
        var name = $"Page view {Guid.NewGuid():N}"[..24];
        var page = await chromium.OpenAsync("page.viewer", "csm", "/book?size=smb&sort=-arr", script: false);
        await page.GetByText("Save this view").ClickAsync();
        await page.Locator("input[name='View.Name']").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Assertions
            .Expect(page.GetByRole(AriaRole.Link, new() { Name = name }))
            .ToHaveAttributeAsync("aria-current", "page");
        var views = await (await platform.ClientAsync("csm", "page.viewer")).ReadAsync("/v1/views");
        var saved = views.Items().Single(view => view.Text("name") == name);
        saved.GetProperty("query").Text("size").ShouldBe("smb");
        saved.GetProperty("query").Text("sort").ShouldBe("-arr");
        saved.GetProperty("shared").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_score_that_changes_changes_on_the_screen()
    {
        var ops = await platform.ClientAsync("ops");
        var row = (await ops.ReadAsync("/v1/portfolio?limit=1")).Items()[0];
        var (id, name) = (row.GetProperty("accountId").GetGuid(), row.Text("name"));
        var page = await chromium.OpenAsync("page.ops", "ops", $"/book?name={Uri.EscapeDataString(name)}");
        await Drawn(page);
        await Assertions.Expect(page.Locator("#fresh")).ToHaveTextAsync("Live");

        await ops.PostAsync(
            $"/v1/accounts/{id}/score/override",
            new
            {
                score = 12.3,
                reason = "Shown live",
                until = DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd", English),
            },
            201
        );
        await Assertions.Expect(page.Locator("tbody .score").First).ToHaveTextAsync("12.3");
        (await page.Locator("tbody .score").First.GetAttributeAsync("class")).ShouldBe("score red");

        await ops.SendAsync(HttpMethod.Delete, $"/v1/accounts/{id}/score/override", expected: 204);
        await Assertions.Expect(page.Locator("tbody .score").First).Not.ToHaveTextAsync("12.3");
    }

    [Fact]
    public async Task An_account_is_shown_from_all_sides_with_its_score_explained()
    {
        var ops = await platform.ClientAsync("ops");
        var id = (await ops.ReadAsync("/v1/portfolio?limit=1")).Items()[0].GetProperty("accountId").GetGuid();
        var page = await chromium.OpenAsync("page.ops", "ops", $"/accounts/{id}", script: false);
        var overview = await ops.UntilAsync(platform, "all parts", $"/v1/accounts/{id}/overview", answer =>
            answer.GetProperty("account").Text("status") == "ok" && answer.GetProperty("revenue").Text("status") == "ok"
        );
        await page.ReloadAsync();

        var account = overview.GetProperty("account").GetProperty("value");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe(account.Text("name"));
        var facts = await page.Locator(".head .facts").InnerTextAsync();
        facts.ShouldContain(Whole(overview.GetProperty("revenue").GetProperty("value").GetProperty("arr").Amount()));
        var score = await ops.ReadAsync($"/v1/accounts/{id}/score");
        facts.ShouldContain(score.GetProperty("score").GetDecimal().ToString("0.0", English));

        // The waterfall's table starts at 100, takes what the API says, and ends at the score.
        await page.Locator("details", new() { Has = page.Locator(".twin") }).First.Locator("summary").ClickAsync();
        var table = await page.Locator(".twin").First.InnerTextAsync();
        var dearest = score
            .GetProperty("contributions")
            .EnumerateArray()
            .Max(part => part.GetProperty("pointsLost").GetDecimal());
        table.ShouldContain("−" + dearest.ToString("0.0", English));
        table.ShouldContain(score.GetProperty("score").GetDecimal().ToString("0.0", English));
        foreach (var contact in overview.GetProperty("contacts").GetProperty("value").EnumerateArray().Take(5))
            (await page.Locator("#people").InnerTextAsync()).ShouldContain(contact.Text("name"));
        var entry = (await ops.ReadAsync($"/v1/accounts/{id}/timeline?limit=1")).Items()[0];
        (await page.Locator(".time").First.InnerTextAsync()).ShouldContain(entry.Text("title"));
    }

    [Fact]
    public async Task A_note_is_written_without_script_and_a_call_is_logged_by_keyboard_alone()
    {
        var ops = await platform.ClientAsync("ops");
        // Other tests' accounts belong to nobody.
        var row = (await ops.ReadAsync("/v1/portfolio?limit=200&sort=name"))
            .Items()
            .Where(one => one.TryGetProperty("owner", out _))
            .ElementAt(1);
        var (id, owner) = (row.GetProperty("accountId").GetGuid(), row.Text("owner"));
        var (note, call) = ($"Note {Guid.NewGuid()}", $"Call {Guid.NewGuid()}");

        var plain = await chromium.OpenAsync(owner, "csm", $"/accounts/{id}", script: false);
        await plain.GetByLabel("Subject").FillAsync(note);
        await plain.GetByLabel("What was said").FillAsync("They asked for the roadmap.");
        await plain.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(plain.Locator(".done")).ToHaveTextAsync("The note is on the timeline.");

        var page = await chromium.OpenAsync(owner, "csm", $"/accounts/{id}");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync(call);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("The call is on the timeline.");

        var kept = (await ops.ReadAsync($"/v1/accounts/{id}/activities?limit=10")).Items();
        var written = kept.Single(activity => activity.Text("subject") == note);
        written.Text("type").ShouldBe("note");
        written.Text("notes").ShouldBe("They asked for the roadmap.");
        written.Text("recordedBy").ShouldBe(owner);
        kept.Single(activity => activity.Text("subject") == call).Text("type").ShouldBe("call");
    }

    [Fact]
    public async Task What_was_typed_outlives_the_page_and_a_refusal_is_told_in_words()
    {
        var ops = await platform.ClientAsync("ops");
        var row = (await ops.ReadAsync("/v1/portfolio?limit=1&sort=name")).Items()[0];
        var id = row.GetProperty("accountId").GetGuid();
        var page = await chromium.OpenAsync("page.stranger", "csm", $"/accounts/{id}");
        await page.GetByLabel("Subject").FillAsync("Half a thought");
        await Assertions.Expect(page.Locator("[data-draft-state]")).ToHaveTextAsync("Draft kept");

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Subject")).ToHaveValueAsync("Half a thought");

        // Somebody else's account: the API refuses, the page says so, and the text is still there.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".problem").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Subject")).ToHaveValueAsync("Half a thought");
    }

    [Fact]
    public async Task The_palette_and_the_keys_lead_everywhere()
    {
        var ops = await platform.ClientAsync("ops");
        var row = (await ops.ReadAsync("/v1/portfolio?limit=1")).Items()[0];
        var page = await chromium.OpenAsync("page.ops", "ops", "/");

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync(row.Text("name"));
        await Assertions.Expect(page.Locator("#palette-hits li").First).ToContainTextAsync(row.Text("name"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/accounts/{row.GetProperty("accountId").GetGuid()}");

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("r");
        await page.WaitForURLAsync("**/renewals");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Today_is_worked_through_by_keyboard_beside_the_list()
    {
        var ops = await platform.ClientAsync("ops");
        var owner = (await ops.ReadAsync("/v1/risks?open=true&limit=1")).Items()[0].Text("owner");
        var risks = (await ops.ReadAsync($"/v1/risks?open=true&limit=100&owner={owner}")).Items();
        var page = await chromium.OpenAsync(owner, "csm", "/?kind=Risk");
        var rows = page.Locator(".due a[data-row]");
        (await rows.CountAsync()).ShouldBe(risks.Count(risk => risk.Text("state") == "open"));
        foreach (var risk in risks.Where(risk => risk.Text("state") == "open").Take(3))
            await Assertions.Expect(page.Locator(".due")).ToContainTextAsync(risk.Text("cause"));

        await page.Keyboard.PressAsync("j");
        var account = await rows.First.Locator("strong").InnerTextAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions
            .Expect(page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Heading).First)
            .ToHaveTextAsync(account);
        await Assertions.Expect(rows.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Complementary)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_renewal_is_called_and_a_colleague_who_was_faster_is_shown()
    {
        var ops = await platform.ClientAsync("ops");
        var renewal = (await ops.ReadAsync("/v1/renewals?decided=false&limit=20")).Items()[^1];
        var (id, owner) = (renewal.Id(), renewal.Text("owner"));
        var page = await chromium.OpenAsync(owner, "csm", $"/renewals/{id}", script: false);
        var late = await chromium.OpenAsync(owner, "csm", $"/renewals/{id}", script: false);

        await page.GetByLabel("Best case").CheckAsync();
        await page.GetByLabel("Why").FillAsync("The buyer named a date.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Call it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("The call is recorded.");
        var called = (await ops.ReadAsync($"/v1/renewals/{id}")).GetProperty("renewal");
        called.Text("call").ShouldBe("best_case");
        called.Text("callReason").ShouldBe("The buyer named a date.");

        await late.GetByLabel("What is done next").FillAsync("Send the terms");
        await late.GetByLabel("By", new() { Exact = true }).FillAsync("2027-01-15");
        await late.GetByRole(AriaRole.Button, new() { Name = "Plan it" }).ClickAsync();
        await Assertions.Expect(late.Locator(".problem")).ToContainTextAsync("A colleague was faster.");
        await Assertions.Expect(late.Locator(".problem")).ToContainTextAsync("call Best case");
        await Assertions.Expect(late.Locator(".problem")).ToContainTextAsync("Send the terms");
        await late.GetByRole(AriaRole.Button, new() { Name = "Plan it" }).ClickAsync();
        await Assertions.Expect(late.Locator(".done")).ToHaveTextAsync("The next step is planned.");
        (await ops.ReadAsync($"/v1/renewals/{id}")).GetProperty("renewal").Text("nextStep").ShouldBe("Send the terms");
    }

    [Fact]
    public async Task The_forecast_is_the_apis()
    {
        var ops = await platform.ClientAsync("ops");
        var today = DateTime.UtcNow;
        var from = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        var forecast = await ops.ReadAsync(
            FormattableString.Invariant(
                $"/v1/forecasts?from={from:yyyy-MM-dd}&to={from.AddMonths(3).AddDays(-1):yyyy-MM-dd}"
            )
        );
        var page = await chromium.OpenAsync("page.ops", "ops", "/renewals", script: false);

        var facts = await page.Locator(".head .facts").InnerTextAsync();
        foreach (var figure in (string[])["due", "commit", "bestCase", "atRisk", "weighted"])
            facts.ShouldContain(Whole(forecast.GetProperty("figures").GetProperty(figure).GetDecimal()));
        (await page.Locator("a[data-row]").CountAsync()).ShouldBe(forecast.GetProperty("renewals").GetArrayLength());
    }

    [Fact]
    public async Task Retention_figures_are_the_apis_and_a_bar_opens_its_accounts()
    {
        var ops = await platform.ClientAsync("ops");
        var end = new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddDays(-1);
        var start = new DateOnly(end.Year, end.Month, 1).AddMonths(-11).AddDays(-1);
        var period = FormattableString.Invariant($"from={start:yyyy-MM-dd}&to={end:yyyy-MM-dd}");
        var figures = (await ops.ReadAsync($"/v1/revenue/retention?{period}"))
            .GetProperty("periods")[0]
            .GetProperty("groups")[0]
            .GetProperty("figures");
        var page = await chromium.OpenAsync("page.ops", "ops", "/revenue", script: false);

        var facts = await page.Locator(".head .facts").InnerTextAsync();
        foreach (var figure in (string[])["nrr", "grr", "logoRetention"])
            facts.ShouldContain((figures.GetProperty(figure).GetDecimal() * 100).ToString("0.0", English));
        await page.GetByRole(AriaRole.Link, new() { Name = "churn", Exact = true }).ClickAsync();
        var lost = await ops.ReadAsync($"/v1/revenue/retention/accounts?{period}&part=churn");
        (await page.Locator("a[data-row]").AllInnerTextsAsync()).ShouldBe(
            lost.Items().Select(item => item.Text("name"))
        );

        await page.GotoAsync("/retention");
        var from = end.AddDays(1).AddMonths(-12);
        var cohorts = (
            await ops.ReadAsync(
                FormattableString.Invariant(
                    $"/v1/revenue/cohorts?from={from:yyyy-MM-dd}&to={DateTime.UtcNow:yyyy-MM-dd}"
                )
            )
        )
            .GetProperty("cohorts")
            .EnumerateArray()
            .Where(cohort => cohort.GetProperty("accounts").GetInt32() > 0)
            .ToList();
        (await page.Locator(".heat tbody tr").CountAsync()).ShouldBe(cohorts.Count);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Nothing_on_any_page_keeps_people_out(int width, ColorScheme colours)
    {
        var ops = await platform.ClientAsync("ops");
        var account = (await ops.ReadAsync("/v1/portfolio?limit=1")).Items()[0];
        var renewal = (await ops.ReadAsync("/v1/renewals?decided=false&limit=1")).Items()[0].Id();
        var page = await chromium.OpenAsync(account.Text("owner"), "csm", "/keys", width: width, colours: colours);

        foreach (
            var path in (string[])
                [
                    "/",
                    "/book",
                    $"/accounts/{account.GetProperty("accountId").GetGuid()}",
                    "/renewals",
                    $"/renewals/{renewal}",
                    "/revenue?by=size",
                    "/revenue/accounts?from=2026-01-31&to=2026-10-31&part=churn",
                    "/retention",
                    "/keys",
                    "/nowhere",
                ]
        )
        {
            await page.GotoAsync(path);
            var found = await page.RunAxe();
            found
                .Violations.Select(violation => $"{path}: {violation.Impact} {violation.Id} {violation.Nodes[0].Html}")
                .ShouldBeEmpty();
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1")).ShouldBeTrue(
                $"{path} is wider than {width}"
            );
        }
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_words()
    {
        var page = await chromium.OpenAsync("page.ops", "ops", "/keys");

        (await page.GotoAsync("/nowhere"))!.Status.ShouldBe(404);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Not found");
        (await page.GotoAsync($"/renewals/{Guid.NewGuid()}"))!.Status.ShouldBe(404);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Not found");
        (await page.GotoAsync($"/accounts/{Guid.NewGuid()}"))!.Status.ShouldBe(404);
    }

    private static Task Drawn(IPage page) => Assertions.Expect(page.Locator("book-grid.drawn")).ToHaveCountAsync(1);

    private static async Task<IReadOnlyList<string>> NamesAsync(IPage page) =>
        await page.Locator("a[data-row]").AllInnerTextsAsync();

    /// <summary>A column's texts in the order in which the rows are seen.</summary>
    private static Task<string[]> CellsAsync(IPage page, int column) =>
        page.EvaluateAsync<string[]>(
            """
            column => [...document.querySelectorAll("tbody tr:not([hidden])")]
                .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
                .map(row => row.cells[column].textContent)
            """,
            column
        );

    private static string Whole(decimal amount) => amount.ToString("N0", English);
}
