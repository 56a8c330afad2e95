using System.Globalization;
using Platform.Simulator;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// The sample as the first <c>up</c> loads it, once for all tests that look at it. Its history ended yesterday, so that
/// a second load finds nothing new.
/// </summary>
public sealed class LoadedSample(RunningPlatform platform) : IAsyncLifetime
{
    private static readonly DateTime Yesterday = DateTime.UtcNow.AddDays(-1).Date;

    /// <summary>What the command says it loads without options, see <c>./platform load-sample --help</c>.</summary>
    public SoftwareCompany Company { get; } =
        new(
            new SimulationOptions
            {
                Seed = 1,
                Accounts = 200,
                Days = 120,
                EventScale = 0.5,
                Until = new DateTimeOffset(Yesterday.AddDays(1), TimeSpan.Zero),
            }
        );

    /// <summary>What the command wrote.</summary>
    public string Output { get; private set; } = "";

    public async ValueTask InitializeAsync() => Output = await LoadAsync();

    public Task<string> LoadAsync() =>
        PlatformCommand.RunAsync(
            platform,
            "load-sample",
            "--end",
            Yesterday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
