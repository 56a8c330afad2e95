using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Gateway;
using Platform.ServiceKit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Messaging;
using Platform.TestKit;

namespace Platform.Messaging.Tests;

/// <summary>
/// The smallest service that uses all of the kit: a counter that tells of each change, and a consumer that writes down
/// what it saw. It borrows an event of the platform, since only those in the catalogue can be published.
/// </summary>
public sealed class SampleService : IAsyncDisposable
{
    private readonly string _name = $"test_sample_{Guid.NewGuid().ToString("N")[..10]}";

    public WebApplication App { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public Database Database => App.Services.GetRequiredService<Database>();

    public Uri VirtualHost { get; private set; } = null!;

    public string DatabaseName => _name;

    public static async Task<SampleService> StartAsync(
        Uri? broker = null,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        var sample = new SampleService();
        var database = await Servers.Current.CreateDatabaseAsync(sample._name);
        sample.VirtualHost = await Servers.Current.CreateVirtualHostAsync(sample._name);
        sample.App = Build(database, broker ?? sample.VirtualHost, configure);
        await sample.App.StartAsync();
        sample.Http = new HttpClient { BaseAddress = new Uri(sample.App.Urls.First()) };
        sample.Http.DefaultRequestHeaders.Authorization = new("Bearer", sample.Token("csm-01", Roles.Csm));
        await Eventually.HoldsAsync(
            async () => (await sample.Http.GetAsync("/health/ready")).IsSuccessStatusCode,
            "ready"
        );
        return sample;
    }

    public string Token(string id, string role, params string[] scopes) =>
        App
            .Services.GetRequiredService<InternalToken>()
            .Issue(new Caller(id, role, scopes.ToHashSet(StringComparer.Ordinal)));

    private static WebApplication Build(string database, Uri broker, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Configuration["ConnectionStrings:sample"] = database;
        builder.Configuration["ConnectionStrings:rabbitmq"] = broker.ToString();
        builder.Configuration["InternalToken:Key"] = "a key for this test only, long enough";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        configure?.Invoke(builder);
        builder.AddServiceKit("sample");
        builder.Services.AddValidation();
        builder.AddMessaging(events => events.Add<WriteDownCount>("sample-write-down-count"));
        var app = builder.Build();
        app.MapServiceKit();
        var counters = app.MapGroup("/v1/counters").RequireArea("counters");
        counters.MapPost("/", Count.HandleAsync);
        counters.MapGet("/{id:guid}", () => TypedResults.NoContent());
        counters.MapPost("/broken", (HttpContext _) => Fail());
        counters.MapGet("/between", (DateOnly? on, DateTimeOffset? at, string? name) =>
            TypedResults.Ok(new Between(on, at, name))
        );
        counters.MapPost("/between", (Between between) => TypedResults.Ok(between));
        // A customer's link by its path; what it answers is of no interest.
        app.MapPost("/v1/answers/{token}", (string token) => TypedResults.Ok(new CountResponse(token.Length)))
            .RequireArea("counters");
        counters.MapGet("/versioned", (HttpResponse response) =>
        {
            response.SetETag(7);
            return TypedResults.Ok(new CountResponse(7));
        });
        counters.MapPut("/versioned", (HttpRequest request) =>
            TypedResults.Ok(new CountResponse(request.ExpectedVersion() ?? -1))
        );
        counters.MapGet("/stream", StreamAsync).Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        return app;
    }

    private static async Task StreamAsync(HttpContext context, CancellationToken ct)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync(ct);
        await Task.Delay(Timeout.InfiniteTimeSpan, ct);
    }

    private static IResult Fail() => throw new InvalidOperationException("secret internals");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await Servers.Current.DropDatabaseAsync(_name);
        await Servers.Current.DeleteVirtualHostAsync(_name);
    }
}

public sealed record CountRequest(
    [property: Required] Guid? Id,
    [property: Range(0, 1_000)] int Amount,
    [property: Required, StringLength(10)] string Label
);

public sealed record CountResponse(int Value);

public sealed record Between(DateOnly? On, DateTimeOffset? At, string? Name, int? Count = null, long? Long = null);

public static class Count
{
    public static async Task<Results<Created<CountResponse>, ProblemHttpResult>> HandleAsync(
        CountRequest request,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var value = await work.ScalarAsync<int>(Upsert, new { request.Id, request.Amount });
        await work.EnqueueAsync(
            new ApiKeyIssued(request.Id!.Value, value.ToString(CultureInfo.InvariantCulture), []),
            key: request.Id.Value
        );
        if (string.Equals(request.Label, "rollback", StringComparison.Ordinal))
            return new Problem("counters/rolled-back", 409, "Rolled back.").ToResult();
        await work.CommitAsync();
        return TypedResults.Created($"/v1/counters/{request.Id}", new CountResponse(value));
    }

    private const string Upsert = """
        insert into counter (id, value, version) values (@Id, @Amount, 1)
        on conflict (id) do update set value = counter.value + excluded.value, version = counter.version + 1
        returning value
        """;
}

public sealed class WriteDownCount : IEventHandler<ApiKeyIssued>
{
    public Task HandleAsync(ApiKeyIssued issued, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            "insert into seen (id, value) values (@KeyId, @Value)",
            new { issued.KeyId, Value = int.Parse(issued.Name, CultureInfo.InvariantCulture) }
        );
}
