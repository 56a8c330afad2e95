using Microsoft.Extensions.Options;
using Platform.Contracts.Accounts;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Calendar;

/// <summary>Tells the calendar when the service starts, for services that came after it was set; until somebody sets
/// one, the time zone is the setting's.</summary>
internal sealed class PublishCalendar(
    Database database,
    IOptions<OrganisationOptions> organisation,
    ILogger<PublishCalendar> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(5), logger)
{
    // All versions are told in order: they belong to one aggregate.
    private static readonly Guid Key = new("0193c0de-0000-7000-8000-0000000ca1e0");

    /// <summary>Puts the calendar as this transaction sees it into the outbox.</summary>
    public static async Task EnqueueAsync(UnitOfWork work)
    {
        var setting = (
            await work.SingleOrDefaultAsync<Setting>("select version, time_zone, weekend from calendar_setting")
        )!;
        var holidays = await work.QueryAsync<DateOnly>("select day from calendar_holiday order by day");
        await work.EnqueueAsync(new CalendarChanged(setting.Version, setting.TimeZone, setting.Weekend, holidays), Key);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            "update calendar_setting set time_zone = @zone where version = 0 and @zone <> ''",
            new { zone = organisation.Value.TimeZone }
        );
        await EnqueueAsync(work);
        await work.CommitAsync();
    }

    protected override Task RestAsync(CancellationToken ct) => ForeverAsync(ct);

    private sealed class Setting
    {
        public int Version { get; init; }
        public string TimeZone { get; init; } = "";
        public string[] Weekend { get; init; } = [];
    }
}
