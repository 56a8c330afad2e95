using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Concessions;

/// <summary>Lets concessions expire on their day.</summary>
public sealed class ExpireConcessions(Database database) : IScheduledJob
{
    public Task RunAsync(DateOnly today, CancellationToken ct) => database.ExecuteAsync(Expire, new { today }, ct);

    private const string Expire = """
        update concession set status = 'expired', version = version + 1
            where status in ('waiting', 'approved') and expires_on <= @today
        """;
}
