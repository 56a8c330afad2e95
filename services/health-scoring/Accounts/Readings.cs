using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Accounts;

internal static class Readings
{
    /// <summary>Records it unless something later is known for the same day; marks the account.</summary>
    public static async Task RecordAsync(UnitOfWork work, Reading reading)
    {
        var args = new
        {
            reading.AccountId,
            Measure = MeasureCatalogue.NameOf(reading.Measure),
            reading.From,
            reading.RecordedAt,
            reading.Value,
            reading.RecordedBy,
            reading.Reason,
            reading.Note,
        };
        if (await work.ExecuteAsync(Upsert, args) > 0)
            await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = reading.AccountId });
    }

    /// <summary>From <paramref name="until"/> on the reading that holds then is missing. One recorded later is not
    /// touched.</summary>
    public static async Task ExpireAsync(
        UnitOfWork work,
        Guid accountId,
        Measure measure,
        DateOnly until,
        DateTimeOffset at
    )
    {
        if (
            await work.ExecuteAsync(
                Expire,
                new
                {
                    AccountId = accountId,
                    Measure = MeasureCatalogue.NameOf(measure),
                    Until = until,
                    At = at,
                }
            ) > 0
        )
            await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = accountId });
    }

    private const string Upsert = """
        insert into reading as r (account_id, measure, from_day, value, reason, note, recorded_by, recorded_at)
        values (@AccountId, @Measure, @From, @Value, @Reason, @Note, @RecordedBy, @RecordedAt)
        on conflict (account_id, measure, from_day) do update
        set value = excluded.value, reason = excluded.reason, note = excluded.note, recorded_by = excluded.recorded_by,
            recorded_at = excluded.recorded_at, until_day = null
        where r.recorded_at <= excluded.recorded_at
        """;

    private const string Expire = """
        update reading set until_day = @Until
        where account_id = @AccountId and measure = @Measure and recorded_at <= @At
            and (until_day is null or until_day > @Until)
        """;
}
