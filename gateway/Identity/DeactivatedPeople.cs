using System.Collections.Frozen;
using Npgsql;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Identity;

/// <summary>
/// People of our side whose tokens are refused, in memory and read four times a second, so that a deactivation holds on
/// every instance within a second. While the database is away those known last stay refused.
/// </summary>
public sealed class DeactivatedPeople(Database database, TimeProvider clock, ILogger<DeactivatedPeople> log)
    : BackgroundService
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(2);

    private volatile FrozenSet<string> _people = FrozenSet<string>.Empty;

    public bool Contains(string personId) => _people.Contains(personId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckEvery, clock);
        do await ReadAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(ReadPatience);
        try
        {
            var people = await database.QueryAsync<string>(Deactivated, ct: limit.Token);
            if (!_people.SetEquals(people))
                _people = people.ToFrozenSet(StringComparer.Ordinal);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException
                || (exception is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            log.LogWarning("Who is deactivated cannot be read: {Reason}; those known hold", exception.Message);
        }
    }

    private const string Deactivated = "select person_id from person_state where state = 'deactivated'";
}
