using System.Reflection;
using System.Text.Json.Nodes;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Platform.ServiceKit.Auth;

namespace Platform.ServiceKit.Http;

/// <summary>
/// Writes into a service's OpenAPI document who may call what, from the same metadata that lets callers in, so that the
/// two cannot differ: <c>x-required-scope</c> and <c>x-required-roles</c> at each operation, <c>x-executives-write</c>
/// where executives write too, <c>x-grpc-methods</c> for the methods of its gRPC services; and the header
/// <c>Idempotency-Key</c> at each POST that keeps it, <c>If-Match</c> at each change that asks for it, <c>ETag</c> at
/// what names its version, and <c>x-problems</c>: the problems that the handler's code makes.
/// </summary>
internal static class DescribeAccess
{
    public static void Add(OpenApiOptions options)
    {
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                Describe(
                    operation,
                    context.Description.HttpMethod ?? "",
                    [.. context.Description.ActionDescriptor.EndpointMetadata]
                );
                return Task.CompletedTask;
            }
        );
        options.AddDocumentTransformer(
            (document, context, _) =>
            {
                document.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
                document.Extensions["x-grpc-methods"] = new JsonNodeExtension(
                    Methods(context.ApplicationServices.GetRequiredService<EndpointDataSource>())
                );
                return Task.CompletedTask;
            }
        );
    }

    private static void Describe(OpenApiOperation operation, string method, IReadOnlyList<object> metadata)
    {
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
        var (scope, roles) = Access(metadata, HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
        if (scope is not null)
            operation.Extensions["x-required-scope"] = new JsonNodeExtension(scope);
        if (roles is not null)
            operation.Extensions["x-required-roles"] = new JsonNodeExtension(roles);
        if (metadata.OfType<ExecutivesWriteAttribute>().Any())
            operation.Extensions["x-executives-write"] = new JsonNodeExtension(true);
        if (metadata.OfType<MethodInfo>().LastOrDefault() is { } handler)
            DescribeAnswers(operation, method, HandlerCode.Of(handler));
        if (!HttpMethods.IsPost(method) || metadata.OfType<Idempotency.OptOut>().Any())
            return;

        operation.Parameters ??= [];
        operation.Parameters.Add(
            new OpenApiParameter
            {
                Name = Idempotency.Header,
                In = ParameterLocation.Header,
                Description =
                    "Any text of yours, up to 200 characters: the same key and body within 24 h gives the first "
                    + "answer again, the same key with another body 422.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
            }
        );
    }

    private static void DescribeAnswers(OpenApiOperation operation, string method, HandlerCode code)
    {
        if (code.Problems.Count > 0)
        {
            operation.Extensions!["x-problems"] = new JsonNodeExtension(
                new JsonArray([
                    .. code
                        .Problems.OrderBy(problem => problem.Status)
                        .ThenBy(problem => problem.Type, StringComparer.Ordinal)
                        .Select(problem => new JsonObject { ["type"] = problem.Type, ["status"] = problem.Status }),
                ])
            );
        }

        if (code.AsksForVersion)
            AddHeader(
                operation,
                "If-Match",
                "The ETag of the resource as it was last read: 412 where somebody was faster. * overwrites "
                    + "whatever is there.",
                isRequired: true
            );
        if (!HttpMethods.IsGet(method) || !code.TellsVersion)
            return;
        AddHeader(
            operation,
            "If-None-Match",
            "The ETag of a version that the caller has: 304 without a body while it is the current one.",
            isRequired: false
        );
        operation.Responses ??= [];
        operation.Responses.TryAdd(
            "304",
            new OpenApiResponse { Description = "The caller's version is the current one." }
        );
    }

    private static void AddHeader(OpenApiOperation operation, string name, string description, bool isRequired)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.Any(parameter => parameter.Name == name))
            return;
        operation.Parameters.Add(
            new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Required = isRequired,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }
        );
    }

    private static JsonArray Methods(EndpointDataSource endpoints)
    {
        var methods = new JsonArray();
        foreach (var endpoint in endpoints.Endpoints)
        {
            if (
                endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is not { } method
                || method.ServiceName.StartsWith("grpc.", StringComparison.Ordinal)
            )
                continue;
            var (scope, roles) = Access(endpoint.Metadata, isRead: false);
            var described = new JsonObject { ["method"] = method.FullName, ["type"] = method.Type.ToString() };
            if (scope is not null)
                described["scope"] = scope;
            if (roles is not null)
                described["roles"] = roles;
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                described["anonymous"] = true;
            methods.Add((JsonNode)described);
        }

        return methods;
    }

    /// <summary>The nearest requirement counts for the scope, as a method's narrows its service's; roles of both hold
    /// together.</summary>
    private static (string? Scope, JsonArray? Roles) Access(IReadOnlyList<object> metadata, bool isRead)
    {
        var scope = metadata.OfType<RequireScopeAttribute>().LastOrDefault()?.Scope;
        if (scope is not null && !scope.Contains(':', StringComparison.Ordinal))
            scope += isRead ? ":read" : ":write";
        var required = metadata.OfType<RequireRolesAttribute>().Select(one => one.AllowedRoles).ToList();
        return (
            scope,
            required.Count == 0
                ? null
                : new JsonArray([
                    .. required
                        .Aggregate(required[0].AsEnumerable(), (some, others) =>
                            some.Intersect(others, StringComparer.Ordinal)
                        )
                        .Select(role => JsonValue.Create(role)),
                ])
        );
    }
}
