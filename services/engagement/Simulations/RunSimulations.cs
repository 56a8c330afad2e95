using System.Text.Json;
using Npgsql;
using Platform.Contracts;
using Platform.Engagement.Accounts;
using Platform.Engagement.Playbooks;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Simulations;

/// <summary>Carries out the simulations that were asked for, one at a time. One that a crash cut short begins
/// anew.</summary>
public sealed partial class RunSimulations(
    Database database,
    LivePlaybooks playbooks,
    OrganisationCalendar calendar,
    SimulationSignal signal,
    TimeProvider clock,
    ILogger<RunSimulations> logger
) : PeriodicBackgroundService(Pause, logger)
{
    private const int EventsPerReport = 20_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task RestAsync(CancellationToken ct) => signal.WaitAsync(Pause, ct);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await TakeAsync(ct) is { } row)
        {
            SimulationResult? result = null;
            try
            {
                result = await SimulateAsync(row, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                // The same again would fail the same way, and keep the others waiting.
                LogFailed(row.Id, exception);
            }

            await database.ExecuteAsync(
                Finish,
                new
                {
                    row.Id,
                    State = result is null ? "failed" : "done",
                    Result = result is null ? null : JsonSerializer.Serialize(result, ContractJson.Options),
                    Now = clock.GetUtcNow(),
                },
                ct
            );
        }
    }

    private Task<SimulationRow?> TakeAsync(CancellationToken ct) =>
        database.SingleOrDefaultAsync<SimulationRow>(Take, ct: ct);

    private async Task<SimulationResult> SimulateAsync(SimulationRow row, CancellationToken ct)
    {
        var definition = await playbooks.GetAsync(row.PlaybookId, row.PlaybookVersion, ct);
        var accounts = await database.QueryAsync<AccountCopy>(AccountCopy.Select, ct: ct);
        var simulator = new PlaybookSimulator(definition, new HistoryBook(accounts.Select(Timeless)), calendar.Current);
        var (from, to) = (StartOf(row.FromDay), StartOf(row.ToDay.AddDays(1)));
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(History, connection);
        command.Parameters.AddWithValue("to", to);
        var read = 0;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var at = new DateTimeOffset(reader.GetDateTime(2), TimeSpan.Zero);
                simulator.Apply(
                    new HistoryEvent(
                        reader.GetString(0),
                        reader.GetGuid(1),
                        at,
                        JsonSerializer.Deserialize<JsonElement>(reader.GetString(3))
                    ),
                    from
                );
                if (++read % EventsPerReport == 0)
                    await ReportAsync(row.Id, (at - from) / (to - from), ct);
            }
        }

        simulator.AdvanceTo(to);
        return simulator.Result(accounts.ToDictionary(account => account.AccountId));
    }

    private Task<int> ReportAsync(Guid id, double progress, CancellationToken ct) =>
        database.ExecuteAsync(
            "update simulation set progress = @Progress where id = @id",
            new { id, Progress = Math.Clamp((decimal)progress, 0, 0.99m) },
            ct
        );

    /// <summary>Who an account is, without what changed since.</summary>
    private static AccountCopy Timeless(AccountCopy account) =>
        account with
        {
            Arr = null,
            Seats = null,
            RenewalDate = null,
            Score = null,
            Band = null,
            NoticeOn = null,
            ChurnedOn = null,
            Segments = [],
            Lifecycle = account.Lifecycle == "churned" ? "established" : account.Lifecycle,
        };

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Simulation {Simulation} failed")]
    private partial void LogFailed(Guid simulation, Exception exception);

    private const string Take = """
        update simulation set state = 'running'
        where id = (select id from simulation where state in ('waiting', 'running') order by id limit 1
            for update skip locked)
        returning id, playbook_id, playbook_version, from_day, to_day, state, progress, asked_by, asked_at
        """;

    private const string History = """
        select type, account_id, occurred_at, body::text from consumed_event
        where occurred_at < @to order by occurred_at, event_id
        """;

    private const string Finish = """
        update simulation set state = @State, progress = 1, result = @Result::jsonb, finished_at = @Now where id = @Id
        """;
}
