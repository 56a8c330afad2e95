using Platform.ServiceDefaults;

namespace Platform.Accounts.Daily;

/// <summary>Looks once a minute whether a round is due.</summary>
internal sealed partial class DailyRoundTimer(DailyRound round, ILogger<DailyRoundTimer> logger)
    : PeriodicBackgroundService(TimeSpan.FromMinutes(1), logger)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (await round.RunAsync(ct))
            LogDone();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The daily round is done")]
    private partial void LogDone();
}
