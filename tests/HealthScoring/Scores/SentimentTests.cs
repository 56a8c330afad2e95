using System.Net;
using System.Net.Http.Json;
using Platform.ServiceKit.Auth;

namespace Platform.HealthScoring.Tests.Scores;

[Collection(OnServers.Name)]
public sealed class SentimentTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task A_CSM_judges_accounts_that_they_own_and_no_others()
    {
        var account = await service.AddAccountAsync("smb");
        using var csm = service.ClientFor(Roles.Csm, "olivia");
        var body = new { sentiment = 2, reason = "value" };

        (await csm.PostAsJsonAsync($"/v1/accounts/{account}/sentiment", body)).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (
            await csm.PostAsJsonAsync(
                $"/v1/accounts/{account}/sentiment",
                new { sentiment = 2, reason = "none of them" }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        service.Elsewhere.Owners[account] = "olivia";

        (await csm.PostAsJsonAsync($"/v1/accounts/{account}/sentiment", body)).StatusCode.ShouldBe(
            HttpStatusCode.Created
        );
    }
}
