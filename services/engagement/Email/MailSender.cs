using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Email;

/// <summary>
/// Sends what was written down: the mail's row is locked, the server takes the mail, the row says so. A process that
/// dies in between leaves the row as it was, and the mail goes out once more under the same Message-ID.
/// </summary>
public sealed partial class MailSender(
    Database database,
    ContactBudgetService budget,
    MailComposer composer,
    MailConnections connections,
    IOptions<EmailOptions> options,
    TimeProvider clock,
    ILogger<MailSender> logger
)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // A place in the budget holds from its moment; a mail that goes later asks again.
    private static readonly TimeSpan PlaceHolds = TimeSpan.FromHours(1);

    private readonly DomainPace _pace = new(options.Value.PerDomainPerMinute);

    /// <summary>Sends all that is due.</summary>
    public async Task SendDueAsync(CancellationToken ct)
    {
        if (!options.Value.IsConfigured)
            return;
        await Task.WhenAll(Enumerable.Range(0, options.Value.Connections).Select(_ => LaneAsync()));

        async Task LaneAsync()
        {
            while (await SendNextAsync(ct)) { }
        }
    }

    /// <returns>False where none is due.</returns>
    private async Task<bool> SendNextAsync(CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var now = clock.GetUtcNow();
        if (await work.SingleOrDefaultAsync<EmailMessage>(Next, new { now }) is not { } mail)
            return false;
        if (_pace.Take(RecipientAddress.DomainOf(mail.ToAddress), now) is { } later)
            await DelayAsync(work, mail, later, error: null, attempts: 0);
        else if (await PlaceAsync(work, mail, now, ct) is { } moved)
            await DelayAsync(work, mail, moved, "It waits for its place in the contact budget.", attempts: 0);
        else
            await DialogueAsync(work, mail, now, ct);
        await work.CommitAsync();
        return true;
    }

    /// <summary>Asks the budget again where the mail goes much later than it was reserved for.</summary>
    /// <returns>Null where it may go now.</returns>
    private async Task<DateTimeOffset?> PlaceAsync(
        UnitOfWork work,
        EmailMessage mail,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var touch = (await work.SingleOrDefaultAsync<Place>(FindPlace, new { mail.TouchId }))!;
        if (touch.State == TouchState.Sent || (touch.State == TouchState.Reserved && now - touch.At < PlaceHolds))
            return null;
        var again = await budget.ReserveAsync(
            work,
            new TouchRequest(
                mail.ToAddress,
                mail.AccountId,
                TouchChannels.Email,
                mail.Topic,
                touch.Priority,
                touch.Source,
                touch.EffectKey
            ),
            ct
        );
        if (again.MayBeSentAt(now))
            return null;
        // Without a next instant it is refused for good, for example by a preference given meanwhile.
        return again.State == TouchState.Reserved ? again.At : again.NextFreeAt ?? now.AddDays(1);
    }

    private async Task DialogueAsync(UnitOfWork work, EmailMessage mail, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            using var message = composer.Compose(mail, now);
            await connections.SendAsync(message, ct);
        }
        catch (SmtpCommandException exception) when ((int)exception.StatusCode >= 500)
        {
            await FailAsync(work, mail, exception.Message);
            if (exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted)
                await Bounces.MarkAsync(work, mail.RecipientId, mail.Id, "bounced");
            return;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            LogNotTaken(mail.Id, exception.Message);
            if (now - mail.CreatedAt > TimeSpan.FromHours(options.Value.GiveUpHours))
                await FailAsync(work, mail, exception.Message);
            else
                await DelayAsync(work, mail, now + PauseAfter(mail.Attempts), exception.Message, attempts: 1);
            return;
        }
        await work.ExecuteAsync(
            "update email_message set state = 'sent', sent_at = @now, attempts = attempts + 1, last_error = null "
                + "where id = @Id",
            new { mail.Id, now }
        );
        if (await budget.MarkSentAsync(work, mail.TouchId))
            await TouchReader.EnqueueSentAsync(work, mail.TouchId);
    }

    private async Task FailAsync(UnitOfWork work, EmailMessage mail, string error)
    {
        await work.ExecuteAsync(
            "update email_message set state = 'failed', attempts = attempts + 1, last_error = @error where id = @Id",
            new { mail.Id, error }
        );
        // Nobody was reached: the place is free again.
        await budget.ReleaseAsync(work, mail.TouchId);
    }

    private static Task<int> DelayAsync(
        UnitOfWork work,
        EmailMessage mail,
        DateTimeOffset until,
        string? error,
        int attempts
    ) =>
        work.ExecuteAsync(
            "update email_message set next_attempt_at = @until, attempts = attempts + @attempts, "
                + "last_error = coalesce(@error, last_error) where id = @Id",
            new
            {
                mail.Id,
                until,
                error,
                attempts,
            }
        );

    private static TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 15 * Math.Pow(2, attempts)));

    private sealed class Place
    {
        public string State { get; init; } = "";
        public DateTimeOffset At { get; init; }
        public int Priority { get; init; }
        public string Source { get; init; } = "";
        public string EffectKey { get; init; } = "";
    }

    private const string Next = $"""
        {EmailMessage.Select}
        where m.state = 'intended' and m.next_attempt_at <= @now
        order by m.next_attempt_at, m.id limit 1 for update of m skip locked
        """;

    private const string FindPlace = "select state, at, priority, source, effect_key from touch where id = @TouchId";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server did not take mail {Id}: {Error}")]
    private partial void LogNotTaken(Guid id, string error);
}
