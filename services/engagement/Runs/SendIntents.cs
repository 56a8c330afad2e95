using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Steps;
using Platform.Engagement.Timers;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Runs;

/// <summary>Sends what steps intended, after their transaction. A crash between sending and writing the answer repeats
/// the sending under the same key: the other side sees that it had it.</summary>
public sealed partial class SendIntents(
    Database database,
    IEnumerable<IOutwardCall> calls,
    RunWaker waker,
    RunSignal signal,
    TimeProvider clock,
    ILogger<SendIntents> logger
) : PeriodicBackgroundService(Pause, logger)
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, IOutwardCall> _calls = calls.ToDictionary(
        call => call.Kind,
        StringComparer.Ordinal
    );

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await SendOneAsync(ct)) { }
    }

    private async Task<bool> SendOneAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await database.SingleOrDefaultAsync<Row>(Take, new { now, LeasedUntil = now + Lease }, ct);
        if (row is null)
            return false;
        var intent = new OutwardIntent(
            row.EffectKey,
            row.RunId,
            row.AccountId,
            JsonSerializer.Deserialize<JsonElement>(row.Payload),
            row.Attempts - 1
        );
        OutwardAnswer answer;
        try
        {
            answer = _calls.TryGetValue(row.Kind, out var call)
                ? await call.SendAsync(intent, ct)
                : new OutwardAnswer(false, $"Nobody sends '{row.Kind}'.");
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogFailed(row.Kind, row.RunId, exception);
            answer =
                row.Attempts < MostAttempts
                    ? new OutwardAnswer(false, exception.Message, RetryAt: now.AddSeconds(Math.Pow(2, row.Attempts)))
                    : new OutwardAnswer(false, $"No answer after {row.Attempts} attempts: {exception.Message}");
        }

        await SettleAsync(row, answer, ct);
        return true;
    }

    private async Task SettleAsync(Row row, OutwardAnswer answer, CancellationToken ct)
    {
        if (answer.RetryAt is { } at)
        {
            await database.ExecuteAsync(
                "update outward_intent set due_at = @at, reason = @Reason where effect_key = @EffectKey",
                new
                {
                    at,
                    answer.Reason,
                    row.EffectKey,
                },
                ct
            );
            return;
        }

        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Settle,
            new
            {
                row.EffectKey,
                State = answer.Accepted ? "sent" : "refused",
                Answer = answer.Body?.GetRawText(),
                answer.Reason,
                Now = clock.GetUtcNow(),
            }
        );
        var body = JsonSerializer.SerializeToElement(
            new
            {
                answer.Accepted,
                answer.Reason,
                answer.Body,
            },
            ContractJson.Options
        );
        await waker.WakeAsync(work, row.RunId, row.Step, new StepWake("sent", Answer: body));
        await work.CommitAsync();
        signal.Set();
    }

    private sealed class Row
    {
        public string EffectKey { get; init; } = "";
        public Guid RunId { get; init; }
        public Guid AccountId { get; init; }
        public string Step { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Payload { get; init; } = "{}";
        public int Attempts { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sending {Kind} of run {Run} failed; it is sent again")]
    private partial void LogFailed(string kind, Guid run, Exception exception);

    private const string Take = """
        update outward_intent set attempts = attempts + 1, due_at = @LeasedUntil
        where effect_key = (select effect_key from outward_intent where due_at <= @now order by due_at limit 1
            for update skip locked)
        returning effect_key, run_id, account_id, step, kind, payload::text as payload, attempts
        """;

    private const string Settle = """
        update outward_intent set state = @State, due_at = null, answer = @Answer::jsonb, reason = @Reason,
            settled_at = @Now
        where effect_key = @EffectKey
        """;
}
