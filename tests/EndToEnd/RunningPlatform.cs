using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(Platform.EndToEnd.Tests.RunningPlatform))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.EndToEnd.Tests;

/// <summary>AppHost's whole topology, with two scoring replicas, on data and ports of its own.</summary>
public sealed class RunningPlatform : IAsyncLifetime
{
    private DistributedApplication _application = null!;

    /// <summary>The data directory of this instance.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("platform-e2e-").FullName;

    public Uri Http => AddressOf("gateway");

    public string Grpc => _application.GetEndpoint("gateway", "grpc").Authority;

    /// <summary>Set <c>PLATFORM_E2E_EVENTS</c> to try at full size.</summary>
    public static int Events =>
        int.TryParse(
            Environment.GetEnvironmentVariable("PLATFORM_E2E_EVENTS"),
            CultureInfo.InvariantCulture,
            out var events
        )
            ? events
            : 20_000;

    private ResourceNotificationService Resources =>
        _application.Services.GetRequiredService<ResourceNotificationService>();

    public async ValueTask InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([
            $"PLATFORM_DATA_DIR={Data}",
            "Servers=processes",
            "HealthScoring:Replicas=2",
            "DevelopmentTokens:Enabled=true",
            "Sample=false",
            "Welcome=false",
            // Each is in a file of its own below the data directory.
            "Logging:LogLevel:Platform.AppHost.Resources=None",
        ]);
        _application = await builder.BuildAsync();
        await _application.StartAsync();
        await Resources.WaitForResourceHealthyAsync("gateway").WaitAsync(TimeSpan.FromSeconds(180));
        await EventuallyAsync("the addresses are written down", () =>
            Task.FromResult(File.Exists(Path.Combine(Data, "running.json")))
        );
    }

    /// <summary>A client with a development token of this role.</summary>
    public async Task<HttpClient> ClientAsync(string role, string user = "e2e")
    {
        var http = new HttpClient { BaseAddress = Http, Timeout = TimeSpan.FromSeconds(30) };
        var answer = await http.PostAsJsonAsync("/v1/tokens", new { user, role });
        // All tests call from one address, which may ask for ten a second without a token.
        while (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
            answer = await http.PostAsJsonAsync("/v1/tokens", new { user, role });
        }

        answer.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()
        );
        return http;
    }

    /// <summary>kill -9; the AppHost starts it again, as an orchestrator would.</summary>
    public void Kill(string process)
    {
        using var killed = Process.GetProcessById(ProcessIdOf(process));
        killed.Kill();
        killed.WaitForExit();
    }

    public int ProcessIdOf(string process) =>
        Convert.ToInt32(
            Snapshot(process).Properties.Single(property => property.Name == "executable.pid").Value,
            CultureInfo.InvariantCulture
        );

    public bool IsHealthy(string process)
    {
        var snapshot = Snapshot(process);
        // A process that was killed a moment ago is shown as running for a moment longer.
        return Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{ProcessIdOf(process)}"))
            && snapshot.State?.Text == KnownResourceStates.Running
            && snapshot.HealthStatus is null or Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy;
    }

    /// <summary>Names of the processes of one service or server: health-scoring has one per replica.</summary>
    public IReadOnlyList<string> ProcessesOf(string resource) =>
        [
            .. _application
                .Services.GetRequiredService<DistributedApplicationModel>()
                .Resources.Where(r => r is not IResourceWithParent)
                .Select(r => r.Name)
                .Where(name =>
                    name == resource
                    || (name.StartsWith($"{resource}-", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]))
                ),
        ];

    /// <summary>Where a service itself listens, behind the gateway.</summary>
    public Uri AddressOf(string service) => _application.GetEndpoint(service, "http");

    /// <summary>For looking into a database; without a pool, which would keep connections to a server that another test
    /// has killed since.</summary>
    public string ConnectionString(string name)
    {
        using var running = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "running.json")));
        return $"{running.RootElement.GetProperty("connections").GetProperty(name).GetString()};Pooling=false";
    }

    public async Task EventuallyAsync(string what, Func<Task<bool>> holds, int seconds = 60)
    {
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            try
            {
                if (await holds())
                    return;
                last = null;
            }
            catch (Exception exception)
                when (exception
                        is HttpRequestException
                            or TaskCanceledException
                            or IOException
                            or Npgsql.NpgsqlException
                )
            {
                last = exception;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"Not within {seconds} s: {what}. {last?.Message}");
    }

    public async ValueTask DisposeAsync()
    {
        // A restore that failed leaves nothing that could have been started.
        if (_application is not null)
            await _application.DisposeAsync();
        await ServerDirectory.DeleteAsync(Data);
    }

    /// <summary>What a project was built to, in the same configuration as these tests.</summary>
    public static string Built(string project, string assembly)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "Platform.sln")))
            root = root.Parent!;
        return Path.Combine(root.FullName, project, "bin", output.Parent!.Name, output.Name, assembly);
    }

    private CustomResourceSnapshot Snapshot(string process) =>
        Resources.TryGetCurrentState(process, out var state)
            ? state.Snapshot
            : throw new InvalidOperationException($"{process} has no state yet.");
}
