using System.Net;

namespace Platform.Engagement.Tests.Preferences;

public sealed class PreferenceTests(EngagementUnderTest engagement)
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");
    private readonly HttpClient _visitor = engagement.Visitor();

    [Fact]
    public async Task A_person_chooses_by_topic_and_channel_and_it_holds_at_once()
    {
        var (email, path, _) = await LinkAsync();
        var page = await _visitor.GetStringAsync(path);
        page.ShouldContain("Your preferences");
        page.Split("type=\"checkbox\"").Length.ShouldBe(1 + 8 * 4);
        page.Split(" checked").Length.ShouldBe(1 + 8 * 4);

        await PostAsync(path, [("want", "product/email"), ("want", "survey/in_app")]);
        (await _visitor.GetStringAsync(path + "?done=saved")).Split(" checked").Length.ShouldBe(1 + 2);
        (await ReserveAsync(email, "email", "product")).ShouldBe("reserved");
        (await ReserveAsync(email, "in_app", "product")).ShouldBe("preference");
        (await ReserveAsync(email, "email", "newsletter")).ShouldBe("preference");
        (await ReserveAsync(email, "survey", "newsletter")).ShouldBe("preference");
        (await ReserveAsync(email, "email", "security")).ShouldBe("reserved");

        await PostAsync(path, [("none", "1")]);
        (await ReserveAsync(email, "email", "product")).ShouldBe("preference");
    }

    [Fact]
    public async Task One_click_unsubscribes_without_log_in_and_to_look_at_it_changes_nothing()
    {
        var (email, path, _) = await LinkAsync();
        (await _visitor.GetAsync($"{path}/unsubscribe")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{path}/unsubscribe"))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await ReserveAsync(email, "email", "product")).ShouldBe("reserved");

        (await PostAsync($"{path}/unsubscribe", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReserveAsync(email, "email", "event")).ShouldBe("reserved");

        (await PostAsync($"{path}/unsubscribe", [("List-Unsubscribe", "One-Click")])).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await ReserveAsync(email, "email", "product")).ShouldBe("preference");
        (await _ops.ReadAsync($"/v1/contact-budget?email={email}"))
            .List("refuses")
            .Select(refusal => refusal.GetString())
            .ShouldBe(["*/email"]);
    }

    [Fact]
    public async Task A_link_that_was_revoked_or_invented_is_not_found()
    {
        var (_, path, id) = await LinkAsync();
        (await _ops.DeleteAsync($"/v1/preferences/links/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var gone in new[] { path, "/preferences/" + new string('a', 43) })
        {
            (await _visitor.GetAsync(gone)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await PostAsync(gone, [("none", "1")])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await PostAsync($"{gone}/unsubscribe", [("List-Unsubscribe", "One-Click")])).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
        }
    }

    [Fact]
    public async Task The_secret_of_a_link_is_not_kept()
    {
        var (_, path, id) = await LinkAsync();
        var kept = await engagement.Database.ScalarAsync<byte[]>(
            "select token_hash from preference_link where id = @id",
            new { id }
        );
        kept.ShouldBe(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path.Split('/')[^1]))
        );
    }

    [Fact]
    public async Task A_German_reader_gets_a_German_page()
    {
        var (email, path, _) = await LinkAsync();
        await _ops.PutAsync("/v1/contact-budget/recipient", new { email, locale = "de-AT" });
        (await _visitor.GetStringAsync(path)).ShouldContain("Ihre Einstellungen");
    }

    private async Task<(string Email, string Path, Guid Id)> LinkAsync()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var made = await _ops.PostAsync("/v1/preferences/links", new { email });
        return (email, made.Text("path"), made.Id());
    }

    private Task<HttpResponseMessage> PostAsync(string path, (string Name, string Value)[] fields) =>
        _visitor.PostAsync(
            path,
            new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)))
        );

    /// <summary>The state, or why it was refused.</summary>
    private async Task<string> ReserveAsync(string email, string channel, string topic)
    {
        var response = await _ops.SendJsonAsync(
            HttpMethod.Post,
            "/v1/contact-budget/reservations",
            new
            {
                email,
                channel,
                topic,
            }
        );
        var answer = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(
            await response.Content.ReadAsStringAsync()
        );
        return answer.Text("reason") is { Length: > 0 } reason ? reason : answer.Text("state");
    }
}
