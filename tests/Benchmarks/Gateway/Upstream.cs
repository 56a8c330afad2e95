using System.Buffers.Binary;
using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Accounts.V1;
using Platform.Feedback.V1;
using Platform.Plans.V1;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;

namespace Platform.Benchmarks.Gateway;

/// <summary>The service behind the proxies that are compared: a 1.8 KB JSON answer, an answer with one row of a
/// database, and the parts of an account's overview.</summary>
internal static class Upstream
{
    private static readonly byte[] Json = System.Text.Encoding.UTF8.GetBytes(
        "{\"text\":\"" + new string('x', 1_800 - 11) + "\"}"
    );

    public static async Task<int> RunAsync(int http, int grpc, string database, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, http, options => options.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, grpc, options => options.Protocols = HttpProtocols.Http2);
        });
        await using var app = builder.Build();
        app.Run(context => AnswerAsync(context, source));
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static Task AnswerAsync(HttpContext context, NpgsqlDataSource source) =>
        context.Request.Path.Value switch
        {
            "/v1/contacts" => WriteAsync(context, Json),
            "/v1/team" => RowAsync(context, source),
            "/platform.accounts.v1.AccountsService/GetAccount" => FrameAsync(
                context,
                new Account { Name = "Acme", Lifecycle = "established" }
            ),
            "/platform.accounts.v1.AccountsService/ListContacts" => FrameAsync(context, new ListContactsResponse()),
            "/platform.accounts.v1.AccountsService/GetTimeline" => FrameAsync(context, new GetTimelineResponse()),
            "/platform.scoring.v1.ScoringService/GetScore" => FrameAsync(
                context,
                new Score { Score_ = 50, Band = "red" }
            ),
            "/platform.renewals.v1.RevenueService/BatchGetAccountRevenue" => FrameAsync(
                context,
                new BatchGetAccountRevenueResponse
                {
                    Accounts =
                    {
                        new AccountRevenue
                        {
                            Mrr = "1",
                            Arr = "12",
                            Overdue = "0",
                            Currency = "EUR",
                        },
                    },
                }
            ),
            "/platform.accounts.v1.AccountsService/SummariseTickets" => FrameAsync(context, new TicketSummary()),
            "/platform.accounts.v1.AccountsService/GetCoverage" => FrameAsync(context, new Coverage()),
            "/platform.scoring.v1.ScoringService/GetUsage" => FrameAsync(context, new GetUsageResponse()),
            "/platform.renewals.v1.RenewalsService/BatchGetAccountRenewals" => FrameAsync(
                context,
                new BatchGetAccountRenewalsResponse()
            ),
            "/platform.plans.v1.PlansService/GetPlan" => FrameAsync(context, new SuccessPlan()),
            "/platform.plans.v1.OnboardingService/GetOnboarding" => FrameAsync(context, new Onboarding()),
            "/platform.feedback.v1.FeedbackService/ListAnswers" => FrameAsync(context, new ListAnswersResponse()),
            // The collector: traces and metrics are taken and thrown away.
            { } path when path.StartsWith("/opentelemetry.", StringComparison.Ordinal) => FrameAsync(
                context,
                new Empty()
            ),
            _ => context.Response.WriteAsync("Healthy"),
        };

    private static async Task RowAsync(HttpContext context, NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select text from one_row where id = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Random.Shared.Next(1, 10_001) });
        await WriteAsync(
            context,
            System.Text.Encoding.UTF8.GetBytes((string)(await command.ExecuteScalarAsync(context.RequestAborted))!)
        );
    }

    private static Task WriteAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json).AsTask();
    }

    private static async Task FrameAsync(HttpContext context, IMessage message)
    {
        context.Response.ContentType = "application/grpc";
        var frame = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.CalculateSize());
        message.WriteTo(frame.AsSpan(5));
        await context.Response.Body.WriteAsync(frame);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
