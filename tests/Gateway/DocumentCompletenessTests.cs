using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Platform.Gateway.Routing;

namespace Platform.Gateway.Tests;

/// <summary>A document that lacks a service is worse than none: clients are generated from it.</summary>
public sealed class DocumentCompletenessTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task There_is_no_document_until_every_service_has_told_its_part_and_then_who_is_away_stays_in_it()
    {
        var (accounts, feedback) = (gateway.Upstreams[ServiceNames.Accounts], gateway.Upstreams[ServiceNames.Feedback]);
        (accounts.Answer, feedback.Answer) = (Tells("/v1/accounts"), Away);
        using var client = gateway.Anonymous();

        foreach (var path in new[] { "/openapi/v1.json", "/openapi/who-may-call.md" })
        {
            using var answer = await client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            answer.Headers.RetryAfter.ShouldNotBeNull();
            var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            problem["type"]!.GetValue<string>().ShouldBe("gateway/document-incomplete");
            problem["missing"]!
                .AsArray()
                .Select(service => service!.GetValue<string>())
                .ShouldBe([ServiceNames.Feedback]);
        }

        (accounts.Answer, feedback.Answer) = (Away, Tells("/v1/surveys"));
        var paths = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!["paths"]!.AsObject();

        paths.ContainsKey("/v1/surveys").ShouldBeTrue();
        paths.ContainsKey("/v1/accounts").ShouldBeTrue("its part is known from before");
    }

    private static Task Away(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static RequestDelegate Tells(string path) =>
        context =>
            context.Response.WriteAsync(
                $$"""
                {"openapi":"3.1.1","paths":{"{{path}}":{"get":{"operationId":"List",
                 "responses":{"200":{"description":"OK"} } } } } }
                """
            );
}
