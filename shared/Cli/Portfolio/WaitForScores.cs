using Platform.Cli.Gateway;

namespace Platform.Cli.Portfolio;

/// <summary>Events are counted, and scores follow, a moment after they were accepted: waits until the scores stand
/// still, or for as long as is reasonable.</summary>
internal static class WaitForScores
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>More than scoring waits for the rest of an account's history.</summary>
    private const int LooksAlike = 8;

    public static async Task RunAsync(GatewayClient gateway, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<(Guid, decimal?)> before = [];
        for (var alike = 0; alike < LooksAlike && TimeProvider.System.GetElapsedTime(started) < Longest; )
        {
            var items = (await gateway.GetAsync<PortfolioPage>("v1/portfolio?limit=200&sort=name", ct)).Items;
            var now = items.Select(item => (item.AccountId, item.Score)).ToList();
            alike = now.Exists(item => item.Score is not null) && now.SequenceEqual(before) ? alike + 1 : 0;
            before = now;
            await Task.Delay(1_000, ct);
        }
    }
}
