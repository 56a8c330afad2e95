using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>Every kind of caller on every line of the route table. What is expected is written out here a second time
/// on purpose.</summary>
public sealed class WhoMayCallTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private sealed record Visitor(string Name, HttpClient Client, string? Role, string[] Scopes);

    [Fact]
    public async Task Every_combination_of_caller_and_route_is_answered_as_the_table_says()
    {
        var everyScope = Keys.ApiKeyScopes.All.ToArray();
        var (revokedId, revoked) = await gateway.KeyAsync(everyScope);
        using (var ops = await gateway.PersonAsync(Roles.Ops))
            await ops.DeleteAsync($"/v1/api-keys/{revokedId}");
        var revokedClient = gateway.Anonymous();
        revokedClient.DefaultRequestHeaders.Add("X-Api-Key", revoked);

        List<Visitor> visitors =
        [
            new("nobody", gateway.Anonymous(), null, []),
            new("revoked key", revokedClient, null, []),
            new("key with every scope", await gateway.PartnerAsync(everyScope), Roles.Partner, everyScope),
            new(
                "key that reads accounts",
                await gateway.PartnerAsync("accounts:read"),
                Roles.Partner,
                ["accounts:read"]
            ),
            new("key that writes usage", await gateway.PartnerAsync("usage:write"), Roles.Partner, ["usage:write"]),
        ];
        foreach (var role in Roles.People)
            visitors.Add(new Visitor(role, await gateway.PersonAsync(role, $"table-{role}"), role, []));

        var wrong = new List<string>();
        foreach (var visitor in visitors)
        {
            foreach (var route in RouteTable.Rest)
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete })
                {
                    var path = route
                        .Pattern.Replace("/**", "", StringComparison.Ordinal)
                        .Replace("{}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
                    using var request = new HttpRequestMessage(method, path);
                    // Streams do not end by themselves.
                    using var answer = await visitor.Client.SendAsync(
                        request,
                        HttpCompletionOption.ResponseHeadersRead
                    );
                    if (!IsAsExpected(Expected(visitor, route, method), answer.StatusCode))
                        wrong.Add($"{visitor.Name}: {method} {path} → {(int)answer.StatusCode}");
                }
            }

            visitor.Client.Dispose();
        }

        wrong.ShouldBeEmpty();
    }

    private static HttpStatusCode? Expected(Visitor visitor, PublicRoute route, HttpMethod method)
    {
        if (route.Anonymous)
            return null;
        if (visitor.Role is null)
            return HttpStatusCode.Unauthorized;
        if (route.Roles.Count > 0)
            return route.Roles.Contains(visitor.Role) ? null : HttpStatusCode.Forbidden;
        if (visitor.Role != Roles.Partner)
            return null;

        var scope = method == HttpMethod.Get ? route.Reads : route.Writes;
        var holds =
            scope is null
            || visitor.Scopes.Contains(scope)
            || (
                scope.EndsWith(":read", StringComparison.Ordinal)
                && visitor.Scopes.Contains(scope.Replace(":read", ":write", StringComparison.Ordinal))
            );
        return holds ? null : HttpStatusCode.Forbidden;
    }

    private static bool IsAsExpected(HttpStatusCode? expected, HttpStatusCode status) =>
        expected is null
            ? status
                is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError)
            : status == expected;

    [Fact]
    public void The_page_is_what_the_table_says()
    {
        var page = Path.Combine(Path.GetDirectoryName(Here())!, "../../shared/docs/who-may-call.md");
        if (Environment.GetEnvironmentVariable("PLATFORM_PIN") == "1")
            File.WriteAllText(page, AccessTable.ToMarkdown(), new UTF8Encoding(false));
        File.ReadAllText(page).ShouldBe(AccessTable.ToMarkdown());
    }

    private static string Here([CallerFilePath] string here = "") => here;

    [Fact]
    public void No_line_is_hidden_by_one_before_it()
    {
        foreach (var route in RouteTable.Rest)
        {
            var path = route
                .Pattern.Replace("/**", "", StringComparison.Ordinal)
                .Replace("{}", "7", StringComparison.Ordinal);
            RouteTable.Find(path).ShouldBe(route);
        }
    }
}
