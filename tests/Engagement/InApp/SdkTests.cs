using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Platform.TestKit;

namespace Platform.Engagement.Tests.InApp;

/// <summary>The browser SDK in chromium, under the strictest policy that a product may have.</summary>
public sealed class SdkTests(EngagementUnderTest engagement) : IClassFixture<EngagementUnderTest>, IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly string _user = $"user-{Guid.NewGuid():N}";
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private SdkSite _site = null!;
    private Product _product = null!;
    private Guid _account;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            Assert.Skip("chromium is not installed; the SDK is not tried in a browser.");
        _site = await SdkSite.OpenAsync(engagement);
        _product = await Product.RegisterAsync(engagement, _site.Product);
        _account = await engagement.AccountAsync();
        _site.Token = () => _product.Token(_account, _user);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_site is not null)
            await _site.DisposeAsync();
    }

    private async Task<IPage> OpenAsync(IBrowserContext? context = null)
    {
        var page = await (context ?? await _browser!.NewContextAsync()).NewPageAsync();
        await page.GotoAsync(_site.Product);
        return page;
    }

    private async Task<int> CountAsync(Guid message, string what) =>
        (await _product.Ops.ReadAsync($"/v1/messages/{message}/results")).List("variants") is [var variant]
            ? (int)variant.Number(what)
            : 0;

    private Task ComesAsync(Guid message, string what, int count) =>
        Eventually.HoldsAsync(async () => await CountAsync(message, what) == count, $"{count} {what}");

    private static async Task CleanAsync(IPage page)
    {
        (await page.EvaluateAsync<string[]>("() => window.violations")).ShouldBeEmpty("no policy is violated");
        var axe = await page.RunAxe();
        axe.Violations.Select(violation => $"{violation.Id}: {violation.Help}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("banner")]
    [InlineData("modal")]
    [InlineData("slideout")]
    [InlineData("tooltip")]
    [InlineData("checklist")]
    public async Task Each_kind_shows_under_the_strict_policy_and_is_accessible(string kind)
    {
        var message = await _product.MessageAsync(kind, with: new { anchor = "export" });
        var page = await OpenAsync();

        await page.GetByText("New: exports").First.WaitForAsync();

        await CleanAsync(page);
        // It covers the page and moves nothing of it.
        (
            await page.EvaluateAsync<double>(
                "() => new Promise((done) => { let sum = 0; new PerformanceObserver((list) => { for (const one of "
                    + "list.getEntries()) sum += one.value; }).observe({ type: 'layout-shift', buffered: true }); "
                    + "setTimeout(() => done(sum), 200); })"
            )
        ).ShouldBe(0);
        await ComesAsync(message, "seen", 1);
    }

    [Fact]
    public async Task A_message_seen_once_is_not_shown_again_after_storage_was_cleared()
    {
        var message = await _product.MessageAsync("modal");
        await (await OpenAsync()).GetByText("New: exports").First.WaitForAsync();
        await ComesAsync(message, "seen", 1);

        // A context of its own: no storage, no cookie, no cache is left.
        var page = await OpenAsync();
        await page.EvaluateAsync("() => window.rp.ready");
        (await page.GetByText("New: exports").CountAsync()).ShouldBe(0);
        (await CountAsync(message, "seen")).ShouldBe(1);
    }

    [Fact]
    public async Task A_modal_keeps_the_focus_and_gives_it_back()
    {
        var message = await _product.MessageAsync(
            "modal",
            with: new { trigger = new { on = "element", element = "export" } }
        );
        var page = await OpenAsync();
        await page.EvaluateAsync("() => window.rp.ready");
        await page.GetByText("Export", new() { Exact = true }).ClickAsync();
        await page.GetByText("New: exports").First.WaitForAsync();

        const string focused = "() => document.activeElement.shadowRoot?.activeElement?.textContent ?? 'outside'";
        for (var i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync(i % 2 == 0 ? "Tab" : "Shift+Tab");
            (await page.EvaluateAsync<string>(focused)).ShouldNotBe("outside");
        }

        await page.Keyboard.PressAsync("Escape");
        (await page.GetByText("New: exports").CountAsync()).ShouldBe(0);
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("export");
        await ComesAsync(message, "dismissed", 1);
    }

    [Fact]
    public async Task Before_consent_nothing_is_stored_or_sent()
    {
        _site.HasConsent = false;
        var message = await _product.MessageAsync();
        var page = await OpenAsync();
        var posts = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                posts.Add(request.Url);
        };

        await page.EvaluateAsync("() => { window.rp.track('export'); return window.rp.page(); }");

        posts.ShouldBeEmpty();
        (
            await page.EvaluateAsync<int>(
                "async () => (await indexedDB.databases()).length + localStorage.length + document.cookie.length"
            )
        ).ShouldBe(0);
        await page.EvaluateAsync("() => window.rp.consent(true)");
        await page.GetByText("New: exports").First.WaitForAsync();
        await ComesAsync(message, "seen", 1);
        await page.EvaluateAsync("() => window.rp.consent(false)");
        await Eventually.HoldsAsync(
            () => page.EvaluateAsync<bool>("async () => (await indexedDB.databases()).length === 0"),
            "what was stored is gone"
        );
    }

    [Fact]
    public async Task What_happened_offline_is_kept_over_a_reload_and_counts_once()
    {
        await _product.MessageAsync();
        var feature = $"feature-{_user}";
        var context = await _browser!.NewContextAsync();
        var page = await OpenAsync(context);
        await page.GetByText("New: exports").First.WaitForAsync();
        _site.IsOnline = false;

        await page.EvaluateAsync(
            $"async () => {{ window.rp.track('{feature}'); window.rp.track('{feature}'); await window.rp.flush(); }}"
        );
        await Eventually.HoldsAsync(
            () =>
                page.EvaluateAsync<bool>(
                    "() => new Promise((done) => { const open = indexedDB.open('rp', 1); open.onsuccess = () => { "
                        + "const all = open.result.transaction('reports').objectStore('reports').count(); "
                        + "all.onsuccess = () => { open.result.close(); done(all.result >= 2); }; }; })"
                ),
            "both are kept"
        );
        await page.CloseAsync();
        Taken(feature).ShouldBe(0);
        _site.IsOnline = true;
        await OpenAsync(context);

        await Eventually.HoldsAsync(() => Task.FromResult(Taken(feature) == 2), "both came, once each");
    }

    private int Taken(string feature) => _product.Usage.Taken.Values.Count(taken => taken.Event.Feature == feature);

    [Fact]
    public async Task What_was_not_sent_yet_goes_with_the_page()
    {
        var feature = $"feature-{_user}";
        var page = await OpenAsync();
        await page.EvaluateAsync("() => window.rp.ready");

        await page.EvaluateAsync($"() => window.rp.track('{feature}')");
        await page.GotoAsync("about:blank");

        await Eventually.HoldsAsync(() => Task.FromResult(Taken(feature) == 1), "the beacon came");
    }

    [Fact]
    public async Task An_event_shows_its_message_and_a_missing_anchor_is_told()
    {
        var message = await _product.MessageAsync(with: new { trigger = new { on = "event", @event = "export" } });
        var tooltip = await _product.MessageAsync("tooltip", with: new { anchor = "not-there" });
        var page = await OpenAsync();
        await page.EvaluateAsync("() => window.rp.ready");
        (await page.GetByText("New: exports").CountAsync()).ShouldBe(0);

        await page.EvaluateAsync("() => window.rp.track('export')");

        await page.GetByText("New: exports").First.WaitForAsync();
        await ComesAsync(message, "seen", 1);
        await Eventually.HoldsAsync(
            async () =>
                (
                    await _product.Ops.ReadAsync($"/v1/messages/{tooltip}/reason?accountId={_account}&user={_user}")
                ).TryGetProperty("anchorMissing", out var share)
                && share.GetDouble() == 1,
            "the missing anchor is told"
        );
    }

    [Fact]
    public async Task The_modules_are_small()
    {
        using var client = engagement.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        foreach (var (file, most) in Sizes)
        {
            var answer = await client.GetAsync($"/sdk/{file}");
            answer.EnsureSuccessStatusCode();
            answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
            answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
            (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeInRange(100, most, file);
        }

        (await client.GetAsync("/sdk/no.js")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static readonly (string File, int Most)[] Sizes =
    [
        ("rp.js", 8 * 1024),
        ("ui.js", 10 * 1024),
        ("banner.js", 10 * 1024),
        ("modal.js", 10 * 1024),
        ("slideout.js", 10 * 1024),
        ("tooltip.js", 10 * 1024),
        ("checklist.js", 10 * 1024),
    ];
}
