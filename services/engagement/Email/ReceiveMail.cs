using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MimeKit;
using Platform.Contracts.Engagement;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Email;

/// <summary>The operator's mail server hands in what came back: a reply, a bounce, a complaint. The same message twice
/// is one.</summary>
public static class ReceiveMail
{
    public static void Map(IEndpointRouteBuilder hooks) =>
        hooks.MapPost("/mail/{secret}", HandleAsync).WithName(nameof(ReceiveMail)).WithoutIdempotencyKey();

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> HandleAsync(
        string secret,
        HttpRequest request,
        Database database,
        IOptions<EmailOptions> options,
        CancellationToken ct
    )
    {
        if (!IsOurs(secret, options.Value.HookSecret))
            return TypedResults.NotFound();
        using var source = new MemoryStream();
        await request.Body.CopyToAsync(source, ct);
        source.Position = 0;
        MimeMessage message;
        try
        {
            message = await MimeMessage.LoadAsync(source, ct);
        }
        catch (FormatException exception)
        {
            return Problem.Invalid("body", $"is no MIME message: {exception.Message}").ToResult();
        }
        using (message)
        {
            var mail = IncomingMail.Read(message);
            // What has no id of its own is known by its bytes.
            var id =
                mail.MessageId.Length > 0
                    ? mail.MessageId
                    : Convert.ToHexStringLower(SHA256.HashData(source.ToArray()));
            await using var work = await database.BeginAsync(ct);
            await KeepAsync(work, mail, id);
            await work.CommitAsync();
        }
        return TypedResults.NoContent();
    }

    private static async Task KeepAsync(UnitOfWork work, IncomingMail mail, string id)
    {
        var ours = await work.SingleOrDefaultAsync<EmailMessage>(Answered, new { About = mail.About.ToArray() });
        var kind = mail.Kind == "reply" && ours is null ? "other" : mail.Kind;
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    kind,
                    EmailId = ours?.Id,
                    mail.Sender,
                    work.Context.Now,
                }
            ) == 0
        )
            return;
        switch (kind)
        {
            case "reply":
                await ReplyAsync(work, mail, ours!);
                break;
            case "bounce" or "complaint":
                await ReportAsync(work, mail, ours, kind == "bounce" ? "bounced" : "complained");
                break;
        }
    }

    private static async Task ReplyAsync(UnitOfWork work, IncomingMail mail, EmailMessage ours)
    {
        await work.ExecuteAsync(
            "update email_message set replied_at = coalesce(replied_at, @Now) where id = @Id",
            new { ours.Id, work.Context.Now }
        );
        await work.ExecuteAsync(
            Propose,
            new
            {
                ours.AccountId,
                Emails = mail.Copied.Select(copied => copied.Email).ToArray(),
                Names = mail.Copied.Select(copied => copied.Name).ToArray(),
                work.Context.Now,
            }
        );
        await work.EnqueueAsync(
            new EmailReplied(ours.AccountId, ours.Id, ours.ContactId, ours.RunId, mail.Subject, work.Context.Now),
            ours.AccountId
        );
    }

    /// <summary>The mail says whose address it is about; a report that hides the address is about our mail's.</summary>
    private static async Task ReportAsync(UnitOfWork work, IncomingMail mail, EmailMessage? ours, string state)
    {
        var recipient = ours?.RecipientId
            ?? await work.ScalarAsync<Guid?>("select id from recipient where email = @Address", new { mail.Address });
        if (recipient is { } id)
            await Bounces.MarkAsync(work, id, ours?.Id, state);
    }

    private static bool IsOurs(string secret, string expected) =>
        expected.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(secret)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected))
        );

    private const string Answered =
        $"{EmailMessage.Select} where m.message_id = any(@About) order by array_position(@About, m.message_id) "
        + "limit 1";

    private const string Insert = """
        insert into incoming_mail (message_id, kind, email_id, sender, received_at)
        values (@id, @kind, @EmailId, @Sender, @Now) on conflict (message_id) do nothing
        """;

    private const string Propose = """
        insert into proposed_contact (id, account_id, email, name, proposed_at)
        select gen_random_uuid(), @AccountId, e, nullif(trim(n), ''), @Now from unnest(@Emails, @Names) as t (e, n)
        where not exists (select from contact_copy c
            where c.account_id = @AccountId and lower(normalize(trim(c.email))) = e)
        on conflict on constraint proposed_contact_once do nothing
        """;
}
