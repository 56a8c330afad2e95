using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.ApiDocument;

/// <summary>Every route and every gRPC method of the running platform with who may call it, as a page for people, from
/// the merged document.</summary>
internal static class WhoMayCall
{
    public static string ToMarkdown(JsonObject document)
    {
        var page = new StringBuilder(
            """
            # Who may call what

            From the services' own access metadata. Everyone inside reads; `csm`, `manager` and `ops` write, a CSM
            only to accounts they own; an `executive` writes what is theirs. A partner's key needs the scope, and
            `x:write` includes `x:read`.

            | call | answered by | people | key needs |
            | --- | --- | --- | --- |

            """
        );
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                if (operation is not JsonObject { } described || described["tags"] is not JsonArray tags)
                    continue;
                var isLink = RouteTable.Find(path)?.IsLink == true;
                var isOpen = described["security"] is JsonArray { Count: 0 };
                Add(
                    page,
                    $"{method.ToUpperInvariant()} {path}",
                    tags[0],
                    described["x-required-roles"],
                    described["x-required-scope"],
                    described["x-executives-write"],
                    isLink ? "anyone with the link"
                        : isOpen ? "anyone"
                        : null
                );
            }
        }

        foreach (var method in document["x-grpc-methods"]!.AsArray())
        {
            var name = method!["method"]!.GetValue<string>().TrimStart('/');
            Add(page, $"gRPC {name}", method["service"], method["roles"], method["scope"], null, null);
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Add(
        StringBuilder page,
        string call,
        JsonNode? service,
        JsonNode? roles,
        JsonNode? scope,
        JsonNode? executives,
        string? open
    )
    {
        var writes = scope?.GetValue<string>().EndsWith(":read", StringComparison.Ordinal) == false;
        var people = roles is JsonArray some
            ? some.Select(role => role!.GetValue<string>())
            : Roles.People.Where(role => !writes || role != Roles.Executive || executives is not null);
        var key =
            open is not null ? "nothing"
            : roles is not null ? "not for keys"
            : scope is null ? "nothing"
            : $"`{scope}`";
        page.Append(
            CultureInfo.InvariantCulture,
            $"| `{call}` | {service} | {open ?? string.Join(", ", people)} | {key} |\n"
        );
    }
}
