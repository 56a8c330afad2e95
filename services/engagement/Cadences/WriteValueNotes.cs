using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Cadences;

/// <summary>Generates the value notes that are due from what the customer confirmed and how their health moved since
/// the last one. Where nothing changed for the better there is none, and the CSM is told why.</summary>
internal sealed class WriteValueNotes(Database database, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 500;
    private const int FirstDays = 90;
    private static readonly string Confirmed = EventCatalogue.NameOf(typeof(ValueConfirmed));
    private static readonly string Scored = EventCatalogue.NameOf(typeof(HealthScoreChanged));

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        foreach (
            var id in await database.QueryAsync<Guid>(
                Due,
                new
                {
                    today,
                    Kind = CadenceKinds.ValueNote,
                    AtOnce,
                },
                ct
            )
        )
            await WriteAsync(id, today, ct);
    }

    private async Task WriteAsync(Guid id, DateOnly today, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var (account, name, last) = await work.SingleOrDefaultAsync<(Guid, string, DateOnly?)>(
            Read,
            new { id, Kind = CadenceKinds.ValueNote }
        );
        if (account == Guid.Empty)
            return;
        var since = last is { } day
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : clock.GetUtcNow().AddDays(-FirstDays);
        var proof = await work.QueryAsync<string>(
            Proof,
            new
            {
                account,
                since,
                Confirmed,
            }
        );
        var (then, now) = await work.SingleOrDefaultAsync<(decimal?, decimal?)>(
            Scores,
            new
            {
                account,
                since,
                Scored,
            }
        );
        var text = ValueNote.Write(name, last, [.. proof.Select(Word)], then, now);
        await work.ExecuteAsync(
            text is null ? Withhold : Keep,
            new
            {
                id,
                today,
                Note = text
                    ?? "Nothing changed for the better since the last note, so none is sent: look at the account "
                        + "before its next one is due.",
            }
        );
        await work.CommitAsync();
    }

    private static string Word(string body)
    {
        var confirmed = JsonSerializer.Deserialize<ValueConfirmed>(body, ContractJson.Options)!;
        return confirmed.Value is { } value
            ? FormattableString.Invariant($"{confirmed.Claim} ({value.Amount:#,0} {value.Currency})")
            : confirmed.Claim;
    }

    private const string Due = """
        select id from owed_contact where state = 'open' and kind = @Kind and note is null and due_on <= @today
        order by due_on limit @AtOnce
        """;

    private const string Read = """
        select o.account_id, a.name,
            (select max(p.closed_on) from owed_contact p
             where p.account_id = o.account_id and p.kind = @Kind and p.state = 'done')
        from owed_contact o join account_copy a on a.account_id = o.account_id
        where o.id = @id and o.state = 'open' and o.note is null for update of o
        """;

    private const string Proof = """
        select body::text from consumed_event
        where account_id = @account and type = @Confirmed and occurred_at >= @since order by occurred_at
        """;

    private const string Scores = """
        select (select (body ->> 'score')::numeric from consumed_event
                where account_id = @account and type = @Scored and occurred_at <= @since
                order by occurred_at desc limit 1),
               (select score from account_health where account_id = @account)
        """;

    private const string Keep = "update owed_contact set note = @Note where id = @id";

    private const string Withhold = """
        update owed_contact set note = @Note, state = 'withheld', closed_on = @today, closed_by = 'service:engagement'
        where id = @id
        """;
}
