using System.Net.Http.Headers;
using Platform.Workspace.Api;

namespace Platform.Workspace.DevelopmentSignIn;

/// <summary>Asks the gateway's issuer for development, which exists on a developer's own machine only.</summary>
internal sealed class DevelopmentTokenClient(HttpClient http)
{
    private sealed record Issued(string AccessToken);

    private sealed record Member(string PersonId, string Name, IReadOnlyList<string> Roles);

    public async Task<string> IssueAsync(string user, string role, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync("/v1/tokens", new { user, role }, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Issued>(GatewayApi.Json, ct))!.AccessToken;
    }

    /// <summary>The people whom one can be, by name.</summary>
    public async Task<IReadOnlyList<Person>> ListPeopleAsync(CancellationToken ct)
    {
        var token = await IssueAsync("workspace-sign-in", "ops", ct);
        var people = await ListAsync<Person>("/v1/people?state=active&limit=200", token, ct);
        var team = await ListAsync<Member>("/v1/team", token, ct);
        return
        [
            .. people
                .Concat(
                    team.Where(member => people.All(person => person.Id != member.PersonId))
                        .Select(member => new Person(
                            member.PersonId,
                            member.Name,
                            null,
                            [RoleOf(member)],
                            [],
                            "active"
                        ))
                )
                .OrderBy(person => person.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whoever answers for accounts has the role csm, but for sponsors, who are executives.</summary>
    private static string RoleOf(Member member) => member.Roles.Contains("executive_sponsor") ? "executive" : "csm";

    private async Task<IReadOnlyList<T>> ListAsync<T>(string path, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Items<T>>(GatewayApi.Json, ct))!.All;
    }
}
