using Platform.Cli.Gateway;

namespace Platform.Cli.Portfolio;

/// <summary>Scores follow an import by a moment: waits until no more accounts get one, or for as long as is reasonable.</summary>
internal static class WaitForScores
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private const int QuietLooks = 3;

    public static async Task RunAsync(GatewayClient gateway, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        var (scored, quiet) = (-1, 0);
        while (quiet < QuietLooks && TimeProvider.System.GetElapsedTime(started) < Longest)
        {
            var items = (await gateway.GetAsync<PortfolioPage>("v1/portfolio?limit=200", ct)).Items;
            var now = items.Count(item => item.Score is not null);
            quiet = now == scored && now > 0 ? quiet + 1 : 0;
            scored = now;
            if (items.Count > 0 && now == items.Count)
                return;
            await Task.Delay(1_000, ct);
        }
    }
}
