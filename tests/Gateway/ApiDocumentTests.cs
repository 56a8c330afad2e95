using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Platform.Gateway.ApiDocument;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Tests;

public sealed class ApiDocumentTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task One_document_shows_every_service_and_the_gateways_own()
    {
        gateway.Upstreams[ServiceNames.Accounts].Answer = context =>
            context.Response.WriteAsync(Document("/v1/accounts", "ListAccounts"));
        using var client = gateway.Anonymous();
        var document = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;

        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        document["servers"]![0]!["url"]!.GetValue<string>().ShouldBe(gateway.Address.ToString().TrimEnd('/'));
        var paths = document["paths"]!.AsObject();
        paths.ContainsKey("/v1/accounts").ShouldBeTrue();
        paths.ContainsKey("/v1/webhooks").ShouldBeTrue();
        paths.ContainsKey("/v1/api-keys").ShouldBeTrue();
        paths.Select(path => path.Key).ShouldAllBe(path => RouteTable.Find(path) != null);
        paths["/v1/accounts"]!["get"]!["x-required-scope"]!.GetValue<string>().ShouldBe("accounts:read");
        (await client.GetAsync("/docs/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_runs_its_own_scripts_only_and_fits_a_phone()
    {
        using var client = gateway.Anonymous();
        using var answer = await client.GetAsync("/docs/");

        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("name=\"viewport\"");
        page.ShouldNotContain("https://");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var scripts = policy.Split("; ").Single(part => part.StartsWith("script-src", StringComparison.Ordinal));
        scripts.ShouldStartWith("script-src 'self' 'nonce-");
        scripts.ShouldNotContain("unsafe");
        (await client.GetAsync("/docs/scalar.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Schemas_of_one_name_and_two_shapes_are_kept_apart()
    {
        var merged = MergeDocuments.Merge([
            (
                ServiceNames.Accounts,
                (JsonObject)
                    JsonNode.Parse(
                        Document("/v1/accounts", "List", """{"type":"object","properties":{"a":{"type":"string"}}}""")
                    )!
            ),
            (
                ServiceNames.Renewals,
                (JsonObject)
                    JsonNode.Parse(
                        Document("/v1/renewals", "List", """{"type":"object","properties":{"b":{"type":"string"}}}""")
                    )!
            ),
        ]);
        var schemas = merged["components"]!["schemas"]!.AsObject();
        schemas.ContainsKey("Thing").ShouldBeTrue();
        schemas.ContainsKey("RenewalsThing").ShouldBeTrue();
        merged["paths"]!["/v1/renewals"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]![
            "$ref"
        ]!
            .GetValue<string>()
            .ShouldBe("#/components/schemas/RenewalsThing");
        merged["paths"]!["/v1/accounts"]!["get"]!["operationId"]!
            .GetValue<string>()
            .ShouldNotBe(merged["paths"]!["/v1/renewals"]!["get"]!["operationId"]!.GetValue<string>());
    }

    [Fact]
    public void What_the_route_table_does_not_publish_is_left_out()
    {
        var merged = MergeDocuments.Merge([
            (ServiceNames.Accounts, (JsonObject)JsonNode.Parse(Document("/internal/accounts", "Hidden"))!),
            (ServiceNames.Feedback, (JsonObject)JsonNode.Parse(Document("/v1/accounts", "NotTheirs"))!),
        ]);
        merged["paths"]!.AsObject().Count.ShouldBe(0);
    }

    private static string Document(string path, string operation, string schema = """{"type":"object"}""") =>
        """
            {"openapi":"3.1.1","paths":{"PATH":{"get":{"operationId":"OPERATION","responses":{"200":{"description":"OK",
             "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}}}},
             "components":{"schemas":{"Thing":SCHEMA}}}
            """.Replace("PATH", path, StringComparison.Ordinal).Replace(
            "OPERATION",
            operation,
            StringComparison.Ordinal
        ).Replace("SCHEMA", schema, StringComparison.Ordinal);
}
