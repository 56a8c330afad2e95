using System.Globalization;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Expansion;

/// <summary>Seats have to be short for some days in a row before they are an opportunity; the other triggers are one at
/// once.</summary>
public sealed class OpenRipeExpansions(Database database, ExpansionOpener opener, IOptions<ExpansionOptions> options)
    : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await OpenRipeAsync(work, today, null);
        await work.CommitAsync();
    }

    public async Task OpenRipeAsync(UnitOfWork work, DateOnly today, Guid? accountId)
    {
        foreach (
            var signal in await work.QueryAsync<Signal>(
                Ripe,
                new
                {
                    accountId,
                    SeatsSince = today.AddDays(-options.Value.SeatsUsedDays),
                    today,
                }
            )
        )
            await opener.OpenAsync(
                work,
                signal.AccountId,
                signal.Trigger,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{signal.Trigger} at {signal.Value:0.##} (limit {signal.UsageLimit:0.##}) since "
                        + $"{signal.Since:yyyy-MM-dd}"
                )
            );
    }

    private sealed class Signal
    {
        public Guid AccountId { get; init; }
        public string Trigger { get; init; } = "";
        public DateOnly Since { get; init; }
        public decimal Value { get; init; }
        public decimal UsageLimit { get; init; }
    }

    private const string Ripe = """
        select s.account_id, s.trigger, s.since, s.value, s.usage_limit from expansion_signal s
        where (@accountId::uuid is null or s.account_id = @accountId)
          and (s.trigger <> 'seats_used' or s.since <= @SeatsSince)
          and not exists (select from expansion e
              where e.account_id = s.account_id and e.trigger = s.trigger
              and (e.closed_at is null or e.cool_until > @today))
        limit 1000
        """;
}
