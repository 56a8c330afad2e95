using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using Platform.LocalServers;

namespace Platform.Orchestration.Upgrade;

/// <summary>
/// An installation of an earlier release, started by this one: nothing is lost, and all that was under way goes on. A
/// release that breaks one of them has to bring a migration, not another recording.
/// </summary>
public sealed class UpgradeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("1.0.0")]
    public async Task What_an_earlier_release_left_behind_is_there_and_works(string release)
    {
        using var directory = new ScratchDirectory();
        var recorded = new RecordedInstallation(release);
        var facts = recorded.Facts;
        using var receiver = new HttpListener();
        var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{FreePort.Next()}/"));
        receiver.Prefixes.Add(address.ToString());
        receiver.Start();
        await recorded.RestoreAsync(directory.Path, address);

        await using var platform = RunningUp.Start(directory.Path, "--no-dashboard");
        await platform.UntilReadyAsync();

        using var ops = await platform.ClientAsync();
        await DataIsThereAsync(ops, facts);
        await KeyAndLinkOpenAsync(platform, facts);
        await HandledAsync(platform, facts.Waiting, "Waiting Ltd");
        var (exit, said) = await platform.CommandAsync("dead-letters", "replay");
        exit.ShouldBe(0, said);
        said.ShouldContain("feedback-accounts-projection_error: 1 sent again");
        await HandledAsync(platform, facts.Dead, "Dead Letter Ltd");
        await WebhookDeliversAsync(ops, receiver, facts);
    }

    private static async Task DataIsThereAsync(HttpClient ops, RecordedFacts facts)
    {
        var page = await ops.GetFromJsonAsync<JsonElement>("/v1/accounts?limit=100");
        page.GetProperty("items").GetArrayLength().ShouldBe(facts.Accounts);
        var account = await ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{facts.Sample}");
        account.GetProperty("name").GetString().ShouldBe(facts.SampleName);
        var views = await ops.GetFromJsonAsync<JsonElement>("/v1/views");
        views.ToString().ShouldContain(facts.View.ToString());
        var plan = await ops.GetFromJsonAsync<JsonElement>($"/v1/plans/{facts.Plan}");
        plan.GetProperty("summary").GetString().ShouldBe("Kept from 1.0.0");
    }

    private static async Task KeyAndLinkOpenAsync(RunningUp platform, RecordedFacts facts)
    {
        using var partner = new HttpClient { BaseAddress = platform.Gateway };
        var page = await partner.GetAsync(facts.Link);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Kept from 1.0.0");
        partner.DefaultRequestHeaders.Add("X-Api-Key", facts.Key);
        (await partner.GetAsync($"/v1/accounts/{facts.Sample}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await partner.GetAsync("/v1/renewals")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    /// <summary>Feedback knows the account, whose message it had not handled.</summary>
    private static async Task HandledAsync(RunningUp platform, Guid account, string name)
    {
        var feedback = platform.Record.GetProperty("connections").GetProperty("feedback-db").GetString();
        await using var source = NpgsqlDataSource.Create($"{feedback};Pooling=false");
        var watch = Stopwatch.StartNew();
        string? known;
        do
        {
            await using var find = source.CreateCommand("select name from account_copy where account_id = $1");
            find.Parameters.AddWithValue(account);
            known = (string?)await find.ExecuteScalarAsync();
            if (known is null)
                await Task.Delay(100);
        } while (known is null && watch.Elapsed < Patience);
        known.ShouldBe(name);
    }

    private static async Task WebhookDeliversAsync(HttpClient ops, HttpListener receiver, RecordedFacts facts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/accounts");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new { name = "After the upgrade" });
        var created = await ops.SendAsync(request);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        // What was owed from before comes first.
        string body;
        do
        {
            var delivery = await receiver.GetContextAsync().WaitAsync(Patience);
            using var reader = new StreamReader(delivery.Request.InputStream);
            body = await reader.ReadToEndAsync();
            var headers = delivery.Request.Headers;
            var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}");
            var secret = Convert.FromBase64String(facts.Secret["whsec_".Length..]);
            headers["webhook-signature"].ShouldBe($"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}");
            delivery.Response.StatusCode = 204;
            delivery.Response.Close();
        } while (!body.Contains(id.ToString(), StringComparison.Ordinal));
    }
}
