using System.Text.Json;
using Microsoft.Playwright;

namespace Platform.EndToEnd.Tests.Workspace;

/// <summary>Who may see the workspace, and what of others' making it never runs.</summary>
[Collection(OnLoadedSample.Name)]
public sealed class SignInTests(RunningPlatform platform, Chromium chromium) : IClassFixture<Chromium>
{
    private const string Markup = "<img src=x onerror=\"window.hacked=true\"><script>window.hacked=true</script>";

    [Fact]
    public async Task A_page_asks_the_provider_with_PKCE_and_comes_back_to_itself()
    {
        using var http = Plain();
        var answer = await http.GetAsync(new Uri("/book?band=red", UriKind.Relative));

        ((int)answer.StatusCode).ShouldBe(302);
        var provider = answer.Headers.Location!.ToString();
        provider.ShouldContain("response_type=code");
        provider.ShouldContain("code_challenge_method=S256");

        var page = await chromium.OpenAsync("sign.in", "csm", "/book?band=red");
        page.Url.ShouldBe(new Uri(chromium.Workspace, "/book?band=red").ToString());
        (await page.Locator("summary", new() { HasText = "sign.in" }).CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Signing_in_never_leads_to_another_site(string to)
    {
        var page = await chromium.OpenAsync("sign.in", "csm", to);

        page.Url.ShouldBe(chromium.Workspace.ToString());
    }

    [Fact]
    public async Task A_cookie_that_somebody_planted_does_not_become_the_session_of_who_signs_in()
    {
        var attacker = await chromium.OpenAsync("sign.attacker", "csm", "/keys");
        var planted = await attacker.Context.CookiesAsync();
        var victim = await chromium.OpenAsync();
        await victim.Context.AddCookiesAsync(
            planted.Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
            })
        );

        await Chromium.SignInAsync(victim, "sign.victim", "manager", "/keys");
        await attacker.ReloadAsync();

        (await victim.Locator(".menu summary").InnerTextAsync()).ShouldContain("sign.victim");
        (await attacker.Locator(".menu summary").InnerTextAsync()).ShouldContain("sign.attacker");
    }

    [Fact]
    public async Task The_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends()
    {
        var page = await chromium.OpenAsync("sign.in", "csm", "/keys");

        var session = (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "workspace");
        session.HttpOnly.ShouldBeTrue();
        session.SameSite.ShouldBe(SameSiteAttribute.Lax);
        (await page.EvaluateAsync<string>("document.cookie")).ShouldNotContain("workspace");
    }

    [Fact]
    public async Task Pages_run_and_show_what_comes_from_here_only()
    {
        using var http = Plain();
        var answer = await http.GetAsync(new Uri("/signed-out", UriKind.Relative));

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        foreach (
            var part in (string[])
                [
                    "default-src 'self'",
                    "object-src 'none'",
                    "base-uri 'self'",
                    "form-action 'self'",
                    "frame-ancestors 'none'",
                ]
        )
            policy.ShouldContain(part);
        policy.ShouldContain("require-trusted-types-for 'script'");
        policy.ShouldNotContain("unsafe");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldNotContain("style=");
        text.ShouldNotContain("<style");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var ops = await platform.ClientAsync("ops");
        var account = (await ops.ReadAsync("/v1/portfolio?limit=1")).Items()[0];
        var id = account.GetProperty("accountId").GetGuid();
        var page = await chromium.OpenAsync("sign.in", "ops", $"/accounts/{id}");
        var subject = $"Forged {Guid.NewGuid()}";

        var answer = await page.APIRequest.PostAsync(
            $"/accounts/{id}",
            new()
            {
                Form = page
                    .APIRequest.CreateFormData()
                    .Set("_handler", "note")
                    .Set("Note.Subject", subject)
                    .Set("Note.Type", "note"),
            }
        );

        answer.Status.ShouldBe(400);
        (await ops.ReadAsync($"/v1/accounts/{id}/timeline?limit=20")).ToString().ShouldNotContain(subject);
        (await page.APIRequest.PostAsync("/sign-out", new() { MaxRedirects = 0 })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_person_who_is_deactivated_is_signed_out()
    {
        var ops = await platform.ClientAsync("ops");
        const string Leaver = "workspace.leaver";
        await PutPersonAsync(ops, Leaver, "active");
        var page = await chromium.OpenAsync(Leaver, "csm", "/keys");
        (await page.Locator(".menu summary").InnerTextAsync()).ShouldContain("Wanda Leaver");

        await PutPersonAsync(ops, Leaver, "deactivated");

        // The page's own line to what happens ends with the person's token, so nobody has to press a key.
        await page.WaitForURLAsync(address => address.EndsWith("/signed-out?why=ended", StringComparison.Ordinal));
        await page.GotoAsync("/book");
        page.Url.ShouldContain("/signed-out");
        await page.GotoAsync("/book");
        page.Url.ShouldContain("/development/authorize");
    }

    [Fact]
    public async Task What_others_wrote_is_shown_as_text_and_never_run()
    {
        var ops = await platform.ClientAsync("ops");
        await Company.ImportAsync(
            platform,
            ops,
            "accounts",
            "workspace-xss",
            JsonSerializer.Serialize(
                new
                {
                    externalId = "x-1",
                    name = "Xss " + Markup,
                    industry = "software",
                }
            ) + "\n"
        );
        var found = await ops.UntilAsync(platform, "the account is in the book", "/v1/portfolio?name=Xss", page =>
            page.Items().Count == 1
        );
        var id = found.Items()[0].GetProperty("accountId").GetGuid();
        await ops.PostAsync(
            $"/v1/accounts/{id}/activities",
            new
            {
                type = "note",
                occurredAt = DateTimeOffset.UtcNow,
                subject = "Note " + Markup,
                notes = Markup,
            },
            201
        );

        var page = await chromium.OpenAsync("sign.in", "ops", $"/accounts/{id}");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Xss " + Markup);
        await Assertions.Expect(page.Locator(".time")).ToContainTextAsync("Note " + Markup);
        await page.GotoAsync("/book?name=Xss");
        await Assertions.Expect(page.Locator("book-grid.drawn a[data-row]").First).ToHaveTextAsync("Xss " + Markup);
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Find an account" }).FillAsync("Xss");
        await Assertions.Expect(page.Locator("#palette-hits")).ToContainTextAsync(Markup);
        (await page.EvaluateAsync<bool>("window.hacked === true")).ShouldBeFalse();
    }

    [Fact]
    public void The_process_knows_of_the_platform_nothing_but_the_gateway()
    {
        var told = File.ReadAllText($"/proc/{platform.ProcessIdOf("workspace")}/environ")
            .Split('\0')
            .Select(variable => variable.Split('=')[0])
            .ToList();

        told.Where(name => name.StartsWith("services__", StringComparison.Ordinal))
            .ShouldBe(["services__gateway__http__0"]);
        told.Where(name => name.StartsWith("ConnectionStrings__", StringComparison.Ordinal))
            .ShouldBe(["ConnectionStrings__redis"]);
        told.ShouldNotContain("InternalToken__Key");
    }

    private HttpClient Plain() =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = chromium.Workspace };

    private static Task<JsonElement> PutPersonAsync(HttpClient ops, string id, string state) =>
        ops.SendAsync(
            HttpMethod.Put,
            $"/v1/people/{id}",
            new
            {
                name = "Wanda Leaver",
                roles = (string[])["csm"],
                state,
            }
        );
}
