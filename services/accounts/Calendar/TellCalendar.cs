using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Calendar;

/// <summary>Tells the calendar when the service starts, for services that came after it was set; until somebody sets one, the time zone is the setting's.</summary>
internal sealed partial class TellCalendar(Database database, IConfiguration configuration, ILogger<TellCalendar> logger) : BackgroundService
{
    // All versions are told in order: they belong to one aggregate.
    private static readonly Guid Key = new("0193c0de-0000-7000-8000-0000000ca1e0");

    /// <summary>Puts the calendar as this transaction sees it into the outbox.</summary>
    public static async Task EnqueueAsync(Work work)
    {
        var setting = (await work.SingleOrDefaultAsync<Setting>("select version, time_zone, weekend from calendar_setting"))!;
        var holidays = await work.QueryAsync<DateOnly>("select day from calendar_holiday order by day");
        await work.EnqueueAsync(new CalendarChanged(setting.Version, setting.TimeZone, setting.Weekend, holidays), Key);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await using var work = await database.BeginAsync(stoppingToken);
                await work.ExecuteAsync("update calendar_setting set time_zone = @zone where version = 0 and @zone <> ''", new { zone = configuration["Organisation:TimeZone"] ?? "" });
                await EnqueueAsync(work);
                await work.CommitAsync();
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
            }
        }
    }

    private sealed class Setting
    {
        public int Version { get; init; }
        public string TimeZone { get; init; } = "";
        public string[] Weekend { get; init; } = [];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telling the calendar failed, trying again: {Reason}")]
    private partial void LogFailed(string reason);
}
