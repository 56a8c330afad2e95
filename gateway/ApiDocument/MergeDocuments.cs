using System.Text.Json.Nodes;
using Platform.Gateway.Routing;

namespace Platform.Gateway.ApiDocument;

/// <summary>
/// Makes one OpenAPI document of the services' own: only what the route table publishes, schemas of the same name and
/// different shape kept apart by the service's name, who may call each operation, the problems every one may answer.
/// </summary>
public static class MergeDocuments
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];

    public static JsonObject Merge(IEnumerable<(string Service, JsonObject Document)> documents)
    {
        var paths = new JsonObject();
        var schemas = CommonParts.Schemas();
        var operationIds = new HashSet<string>(StringComparer.Ordinal);
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        var methods = new JsonArray();

        foreach (var (service, original) in documents)
        {
            var document = (JsonObject)original.DeepClone();
            AddSchemas(schemas, document, service);
            AddMethods(methods, document, service);
            foreach (var (path, item) in document["paths"] as JsonObject ?? [])
            {
                if (
                    item is not JsonObject operations
                    || RouteTable.Find(path) is not { } route
                    || route.Service != service
                )
                    continue;
                foreach (var method in Methods)
                {
                    if (operations[method] is not JsonObject operation)
                        continue;
                    CompleteOperation(operation, method, route, service, operationIds, tags);
                }

                paths[path] = operations.DeepClone();
            }
        }

        TidySchemas.DescribeOptional(schemas);
        TidySchemas.Complete(schemas);
        TidySchemas.DescribeProperties(schemas);
        ComposeExamples.AddTo(paths, schemas);
        var merged = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = CommonParts.Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "This gateway" }),
            ["security"] = CommonParts.Security(),
            ["tags"] = new JsonArray([
                .. tags.Select(tag => new JsonObject
                {
                    ["name"] = tag,
                    ["description"] = CommonParts.DescribeTag(tag),
                }),
            ]),
            ["paths"] = new JsonObject(
                paths
                    .OrderBy(path => path.Key, StringComparer.Ordinal)
                    .Select(path => KeyValuePair.Create(path.Key, path.Value?.DeepClone()))
            ),
            ["x-grpc-methods"] = methods,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas,
                ["responses"] = CommonParts.Responses(),
                ["headers"] = CommonParts.Headers(),
                ["securitySchemes"] = CommonParts.SecuritySchemes(),
            },
        };
        TidySchemas.LetAnswersGrow(merged);
        TidySchemas.Prune(merged);
        return merged;
    }

    private static void CompleteOperation(
        JsonObject operation,
        string method,
        PublicRoute route,
        string service,
        HashSet<string> operationIds,
        SortedSet<string> tags
    )
    {
        var id = operation["operationId"]?.GetValue<string>()
            ?? $"{method}{string.Concat(route.Segments.Select(Pascal))}";
        if (!operationIds.Add(id))
            operationIds.Add(id = $"{Pascal(service)}{id}");
        operation["operationId"] = id;
        operation["summary"] ??= Sentence(id);

        // The service's name groups better than the CLR names that the generators put in.
        operation["tags"] = new JsonArray(service);
        tags.Add(service);

        if (route.Anonymous)
            operation["security"] = new JsonArray();
        // The service's own word stands; the route table speaks for the gateway's own and for those that say nothing.
        if (
            operation["x-required-scope"] is null
            && operation["x-required-roles"] is null
            && route.ScopeFor(method.ToUpperInvariant()) is { } scope
        )
            operation["x-required-scope"] = scope;
        // Both are asked, so only who passes both gets in.
        if (route.Roles.Count > 0)
            operation["x-required-roles"] = new JsonArray([
                .. route
                    .Roles.Where(role =>
                        operation["x-required-roles"] is not JsonArray own
                        || own.Any(one => one!.GetValue<string>() == role)
                    )
                    .Select(role => JsonValue.Create(role)),
            ]);

        var responses = operation["responses"] as JsonObject ?? [];
        if (responses.Parent is null)
            operation["responses"] = responses;
        if (method == "get")
            AddPaging(operation, responses);
        ProblemTypes.AddTo(operation, responses, method, route.Anonymous);
    }

    /// <summary>What binds itself from the query, the generators do not see: an operation that answers a page takes
    /// limit and cursor.</summary>
    private static void AddPaging(JsonObject operation, JsonObject responses)
    {
        var schema = responses["200"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>();
        if (schema?.Contains("PageOf", StringComparison.Ordinal) != true)
            return;

        var parameters = operation["parameters"] as JsonArray ?? [];
        if (parameters.Parent is null)
            operation["parameters"] = parameters;
        foreach (var parameter in CommonParts.Paging())
        {
            if (!parameters.Any(known => known?["name"]?.GetValue<string>() == parameter["name"]!.GetValue<string>()))
                parameters.Add(parameter);
        }
    }

    /// <summary>What partners can call over gRPC, of the packages that are published as this service's.</summary>
    private static void AddMethods(JsonArray merged, JsonObject document, string service)
    {
        foreach (var method in document["x-grpc-methods"] as JsonArray ?? [])
        {
            if (method?["method"]?.GetValue<string>() is not { } name || RouteTable.FindGrpc(name) != service)
                continue;
            var published = (JsonObject)method.DeepClone();
            published["service"] = service;
            merged.Add((JsonNode)published);
        }
    }

    private static void AddSchemas(JsonObject merged, JsonObject document, string service)
    {
        if (document["components"]?["schemas"] is not JsonObject schemas)
            return;

        var renamed = schemas
            .Where(schema => merged[schema.Key] is { } known && !JsonNode.DeepEquals(known, schema.Value))
            .Select(schema => schema.Key)
            .Where(name => !CommonParts.IsCommon(name))
            .ToDictionary(name => name, name => $"{Pascal(service)}{name}", StringComparer.Ordinal);
        if (renamed.Count > 0)
            Rename(document, renamed);

        foreach (var (name, schema) in schemas)
            merged.TryAdd(renamed.GetValueOrDefault(name, name), schema?.DeepClone());
    }

    private static void Rename(JsonNode? node, Dictionary<string, string> renamed)
    {
        const string prefix = "#/components/schemas/";
        if (node is JsonArray array)
        {
            foreach (var child in array)
                Rename(child, renamed);
        }
        else if (node is JsonObject obj)
        {
            if (
                obj["$ref"] is JsonValue reference
                && reference.TryGetValue<string>(out var target)
                && target.StartsWith(prefix, StringComparison.Ordinal)
                && renamed.TryGetValue(target[prefix.Length..], out var name)
            )
            {
                obj["$ref"] = prefix + name;
            }

            foreach (var (_, child) in obj)
                Rename(child, renamed);
        }
    }

    private static string Pascal(string text) =>
        string.Concat(
            text.Split(['-', '{', '}', '*', '/'], StringSplitOptions.RemoveEmptyEntries)
                .Select(part => char.ToUpperInvariant(part[0]) + part[1..])
        );

    private static string Sentence(string operationId)
    {
        var words = string.Concat(
            operationId.Select(
                (letter, index) => index > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"
            )
        );
        return words.Length > 0 ? char.ToUpperInvariant(words[0]) + words[1..] : words;
    }
}
