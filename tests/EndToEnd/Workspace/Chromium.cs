using Microsoft.Playwright;

namespace Platform.EndToEnd.Tests.Workspace;

/// <summary>Debian's chromium, once for a class of tests; each test has windows of its own.</summary>
public sealed class Chromium(RunningPlatform platform) : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public Uri Workspace => platform.AddressOf("workspace");

    public async ValueTask InitializeAsync()
    {
        await platform.EventuallyAsync("the workspace answers", async () =>
        {
            using var http = new HttpClient();
            return (await http.GetAsync(new Uri(Workspace, "/health/ready"))).IsSuccessStatusCode;
        });
        _playwright = await Playwright.CreateAsync();
        // As root, which builds often are, there is no sandbox; every page is our own.
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] }
        );
    }

    /// <summary>A window in which nobody is signed in.</summary>
    public async Task<IPage> OpenAsync(bool script = true, int width = 1440, ColorScheme colours = ColorScheme.Light)
    {
        var window = await _browser.NewContextAsync(
            new()
            {
                BaseURL = Workspace.ToString(),
                JavaScriptEnabled = script,
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = colours,
                TimezoneId = "Europe/Berlin",
            }
        );
        window.SetDefaultTimeout(30_000);
        return await window.NewPageAsync();
    }

    /// <summary>A window of a person who came to a page by signing in, as people do.</summary>
    public async Task<IPage> OpenAsync(
        string person,
        string role,
        string path,
        bool script = true,
        int width = 1440,
        ColorScheme colours = ColorScheme.Light
    )
    {
        var page = await OpenAsync(script, width, colours);
        await SignInAsync(page, person, role, path);
        return page;
    }

    public static async Task SignInAsync(IPage page, string person, string role, string path)
    {
        await page.GotoAsync($"/sign-in?to={Uri.EscapeDataString(path)}");
        await page.GetByLabel("User id").FillAsync(person);
        await page.GetByLabel("Role").SelectOptionAsync(role);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(address => !address.Contains("/development/", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
