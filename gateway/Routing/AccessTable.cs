using System.Globalization;
using System.Text;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Routing;

/// <summary>Who may call what, as a page for people, written from the route table itself.</summary>
public static class AccessTable
{
    public static string ToMarkdown()
    {
        var page = new StringBuilder(
            """
            # Who may call what

            Written from `gateway/Routing/RouteTable.cs`; a test fails when this page differs and tries every line with
            every kind of caller (`PLATFORM_PIN=1` writes it anew). The first line that matches a path counts. People:
            everyone inside reads; `csm`, `manager` and `ops` write, a CSM only to accounts they own; the services
            decide that. Partners: a key needs the scope, and `x:write` includes `x:read`.

            | path | answered by | people | key needs to read | key needs to write | limit |
            | --- | --- | --- | --- | --- | --- |

            """
        );
        foreach (var route in RouteTable.Rest)
        {
            var people =
                route.IsLink ? "anyone with the link"
                : route.Anonymous ? "anyone, no token"
                : route.Roles.Count > 0 ? string.Join(", ", route.Roles)
                : string.Join(", ", Roles.People);
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{route.Pattern}` | {route.Service} | {people} | {Scope(route, route.Reads)} | "
                    + $"{Scope(route, route.Writes)} | {route.RateLimit} |\n"
            );
        }

        page.Append(
            """

            gRPC: a key or a token for every service below; each method's scope stands at the method in its service.

            | package | answered by |
            | --- | --- |

            """
        );
        foreach (var (package, service) in RouteTable.Grpc)
            page.Append(CultureInfo.InvariantCulture, $"| `{package}` | {service} |\n");
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Scope(PublicRoute route, string? scope) =>
        route.Anonymous ? "nothing"
        : route.Roles.Count > 0 ? "not for keys"
        : scope is null ? "nothing"
        : $"`{scope}`";
}
