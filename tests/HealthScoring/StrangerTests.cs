using System.Net;
using System.Net.Http.Json;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Protos.Scoring.V1;
using Platform.ServiceKit.Auth;

namespace Platform.HealthScoring.Tests;

/// <summary>
/// Every writing route and method, tried by a CSM who owns nothing. Whoever adds one says here what becomes of a
/// stranger, or these tests fail.
/// </summary>
[Collection(OnServers.Name)]
public sealed class StrangerTests(HealthScoringUnderTest service)
{
    private static readonly object Rules = new
    {
        groups = new[]
        {
            new
            {
                name = "g",
                measures = new[]
                {
                    new
                    {
                        measure = "mau",
                        weight = 1,
                        curve = new[] { new[] { 0, 0 }, new[] { 10, 100 } },
                    },
                },
            },
        },
        caps = Array.Empty<object>(),
        bands = new { redUpTo = 50, yellowUpTo = 75 },
    };

    private static readonly string Until = $"{DateTime.UtcNow.AddDays(3):yyyy-MM-dd}";

    /// <summary>The body with which each is tried; all are refused.</summary>
    private static readonly Dictionary<string, Func<Guid, object?>> Refused = new(StringComparer.Ordinal)
    {
        ["POST /v1/events"] = account => new
        {
            events = new[]
            {
                new
                {
                    eventId = Guid.CreateVersion7(),
                    accountId = account,
                    user = "u",
                    feature = "f",
                    occurredAt = DateTimeOffset.UtcNow,
                },
            },
        },
        ["PUT /v1/features/{name}"] = _ => new { core = true, premium = true },
        ["POST /v1/accounts/{accountId:guid}/sentiment"] = _ => new { sentiment = 5, reason = "value" },
        ["POST /v1/accounts/{accountId:guid}/score/override"] = _ => new
        {
            score = 99,
            reason = "because",
            until = Until,
        },
        ["DELETE /v1/accounts/{accountId:guid}/score/override"] = _ => null,
        ["POST /v1/predictions/outcomes"] = account => new
        {
            outcomes = new[]
            {
                new
                {
                    account,
                    outcome = "churned",
                    decidedOn = "2025-01-01",
                },
            },
        },
        ["POST /v1/predictions/outcomes/file"] = account =>
            $"account,outcome,decidedOn\n{account},churned,2025-01-01\n",
        ["POST /v1/predictions/trainings"] = _ => new { },
        ["POST /v1/validations"] = _ => new { scorecardId = Guid.CreateVersion7() },
        ["POST /v1/scorecards"] = _ => new
        {
            segment = "smb",
            name = "Mine",
            rules = Rules,
        },
        ["POST /v1/scorecards/{id:guid}/activate"] = _ => null,
        ["POST /v1/scorecards/{id:guid}/trial"] = _ => null,
        ["DELETE /v1/scorecards/{id:guid}/trial"] = _ => null,
    };

    /// <summary>Not GET, and changes nothing: everyone inside may ask.</summary>
    private static readonly string[] ChangesNothing = ["POST /v1/accounts/{accountId:guid}/score/what-if"];

    private static readonly string[] WritingMethods = ["IngestEvents", "StreamEvents"];

    private static readonly string[] ReadingMethods =
    [
        "GetScore",
        "BatchGetScores",
        "ListScores",
        "ListScoreHistory",
        "GetPrediction",
        "GetUsage",
        "BatchGetFeatureUse",
    ];

    [Fact]
    public void Every_writing_route_and_method_is_listed_here()
    {
        var endpoints = service
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .ToList();
        var routes = endpoints
            .Where(e =>
                e.Metadata.GetMetadata<GrpcMethodMetadata>() is null
                && e.RoutePattern.RawText!.TrimStart('/').StartsWith("v1/", StringComparison.Ordinal)
            )
            .SelectMany(e =>
                e.Metadata.GetMetadata<IHttpMethodMetadata>()
                    ?.HttpMethods.Select(m => $"{m} /{e.RoutePattern.RawText!.Trim('/')}")
                ?? []
            )
            .Where(r => !r.StartsWith("GET ", StringComparison.Ordinal))
            .Distinct();
        var methods = endpoints
            .Select(e => e.Metadata.GetMetadata<GrpcMethodMetadata>())
            .OfType<GrpcMethodMetadata>()
            .Where(m => m.Method.ServiceName.StartsWith("platform.scoring.", StringComparison.Ordinal))
            .Select(m => m.Method.Name)
            .Distinct();

        routes.ShouldBe(Refused.Keys.Concat(ChangesNothing), ignoreOrder: true);
        methods.ShouldBe(WritingMethods.Concat(ReadingMethods), ignoreOrder: true);
    }

    [Fact]
    public async Task A_csm_who_owns_nothing_is_refused_by_every_writing_route()
    {
        var account = await service.AddAccountAsync();
        using var stranger = service.ClientFor(Roles.Csm, "stranger");
        var answers = new Dictionary<string, HttpStatusCode>(StringComparer.Ordinal);
        foreach (var (route, body) in Refused)
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
            path = path.Replace("{accountId:guid}", $"{account}", StringComparison.Ordinal)
                .Replace("{id:guid}", $"{Guid.CreateVersion7()}", StringComparison.Ordinal)
                .Replace("{name}", "strange", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Content = body(account) switch
            {
                null => null,
                string file => new StringContent(file, System.Text.Encoding.UTF8, "text/csv"),
                var json => JsonContent.Create(json),
            };
            answers[route] = (await stranger.SendAsync(request)).StatusCode;
        }

        answers.Where(a => a.Value != HttpStatusCode.Forbidden).ShouldBeEmpty();
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from outcome where account_id = @account",
                new { account }
            )
        ).ShouldBe(0);
        (
            await service.Database.ScalarAsync<bool>("select exists (select from feature where name = 'strange')")
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task A_csm_who_owns_nothing_streams_no_events_and_the_owner_does()
    {
        var account = await service.AddAccountAsync();
        service.Elsewhere.Owners[account] = "owner";

        (await StreamAsync("stranger", account)).ShouldBe(StatusCode.PermissionDenied);
        (await StreamAsync("owner", account)).ShouldBe(StatusCode.OK);
        (await IngestAsync("stranger", account)).ShouldBe(StatusCode.PermissionDenied);
        (await IngestAsync("owner", account)).ShouldBe(StatusCode.OK);
        (await service.SendAsync(service.ClientFor(Roles.Csm, "owner"), service.Event(account)))
            .GetProperty("accepted")
            .GetInt32()
            .ShouldBe(1);
        await service.StoredAsync(account, 3);
    }

    private UsageService.UsageServiceClient Usage(string user)
    {
        var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpClient = service.ClientFor(Roles.Csm, user) }
        );
        return new UsageService.UsageServiceClient(channel);
    }

    private EventBatch Batch(Guid account) =>
        new()
        {
            Events =
            {
                new UsageEvent
                {
                    EventId = $"{Guid.CreateVersion7()}",
                    Account = $"{account}",
                    User = "u",
                    Feature = "f",
                    OccurredAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(
                        service.Clock.GetUtcNow().AddMinutes(-1)
                    ),
                },
            },
        };

    private async Task<StatusCode> StreamAsync(string user, Guid account) =>
        await StatusAsync(async () =>
        {
            using var call = Usage(user).StreamEvents();
            await call.RequestStream.WriteAsync(Batch(account));
            await call.RequestStream.CompleteAsync();
            await call;
        });

    private async Task<StatusCode> IngestAsync(string user, Guid account) =>
        await StatusAsync(async () =>
        {
            using var call = Usage(user).IngestEvents();
            await call.RequestStream.WriteAsync(Batch(account));
            await call.RequestStream.CompleteAsync();
            await call.ResponseStream.MoveNext(CancellationToken.None);
        });

    private static async Task<StatusCode> StatusAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
