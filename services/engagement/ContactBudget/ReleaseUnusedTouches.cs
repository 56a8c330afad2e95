using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.ContactBudget;

/// <summary>Frees places that were reserved and neither used nor given back.</summary>
public sealed class ReleaseUnusedTouches(Database database, IOptions<ContactBudgetOptions> options, TimeProvider clock)
    : IScheduledJob
{
    public Task RunAsync(DateOnly today, CancellationToken ct) =>
        database.ExecuteAsync(
            "update touch set state = 'released' where state = 'reserved' and not is_held and at < @Before",
            new { Before = clock.GetUtcNow().AddHours(-options.Value.HoldHours) },
            ct
        );
}
