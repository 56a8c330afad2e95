using System.Text.RegularExpressions;
using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.People;

/// <summary>A person's data has to go: what points at them is cleared, and what people wrote about the account no longer names them. Figures stay.</summary>
public sealed class EraseContact(Inbox inbox) : IConsumer<ContactErasureRequested>
{
    public Task Consume(ConsumeContext<ContactErasureRequested> context) => inbox.OnceAsync(context, async work =>
    {
        var message = context.Message;
        await work.ExecuteAsync("insert into erased_contact (contact_id) values (@ContactId) on conflict do nothing", new { message.ContactId });
        var known = await work.SingleOrDefaultAsync<Named>("delete from contact_name where contact_id = @ContactId returning name, email", new { message.ContactId });
        var rows = await work.ExecuteAsync(Unlink, new { message.ContactId, Users = message.ProductUserIds.Select(user => $"power-user:{user}").ToArray() });
        rows += await work.ExecuteAsync("update renewal set gut_check_contact = null where gut_check_contact = @ContactId", new { message.ContactId });
        foreach (var text in new[] { known?.Name, known?.Email }.Concat(message.ProductUserIds).OfType<string>().Where(text => text.Length > 2).Distinct(StringComparer.OrdinalIgnoreCase))
            rows += await ScrubAsync(work, message.AccountId, text);
        await work.EnqueueAsync(new ContactErased(message.AccountId, message.ErasureId, message.ContactId, "renewals", rows), message.AccountId);
    });

    private static async Task<int> ScrubAsync(Work work, Guid accountId, string text)
    {
        var args = new
        {
            accountId,
            // As a word of its own, so that a person called Ann does not tear holes into Annual.
            pattern = $@"(?<!\w){Regex.Escape(text).Replace("\\ ", " ", StringComparison.Ordinal)}(?!\w)",
            like = $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%",
        };
        var rows = 0;
        foreach (var (table, column, ofAccount) in Texts)
            rows += await work.ExecuteAsync($"update {table} as row set {column} = regexp_replace(row.{column}, @pattern, '(erased)', 'gi') where row.{column} ilike @like and {ofAccount}", args);
        rows += await work.ExecuteAsync("update risk set cause_key = 'erased:' || id where account_id = @accountId and cause_key ilike @like", args);
        foreach (var sql in PassingThrough) rows += await work.ExecuteAsync(sql, args);
        return rows;
    }

    private const string Unlink = """
        update risk set contact_id = null, cause_key = 'erased:' || id
        where contact_id = @ContactId or cause_key = 'contact:' || @ContactId or cause_key = any(@Users)
        """;

    private const string Own = "row.account_id = @accountId";
    private const string OfWarRoom = "row.war_room_id in (select id from war_room where account_id = @accountId)";
    private const string OfRenewal = "row.renewal_id in (select id from renewal where account_id = @accountId)";

    private const string OfRetrospective =
        "row.retrospective_id in (select id from retrospective where account_id = @accountId)";

    // Where people write about an account.
    private static readonly (string Table, string Column, string OfAccount)[] Texts =
    [
        ("renewal", "call_reason", Own), ("renewal", "next_step", Own), ("renewal", "gut_check_note", Own),
        ("renewal_history", "note", OfRenewal), ("renewal_milestone", "note", OfRenewal),
        ("leadership_review", "decision", OfRenewal),
        ("risk", "cause", Own), ("risk_state", "note", "row.risk_id in (select id from risk where account_id = @accountId)"),
        ("risk", "plan", Own), ("risk_play", "result", "row.risk_id in (select id from risk where account_id = @accountId)"),
        ("concession", "reason", Own), ("concession", "decision", Own),
        ("war_room", "purpose", Own), ("war_room_criterion", "criterion", OfWarRoom), ("war_room_criterion", "evidence", OfWarRoom), ("war_room_meeting", "notes", OfWarRoom),
        ("lxl_session", "minutes", "row.id in (select session_id from lxl_account where account_id = @accountId)"),
        ("lxl_account", "challenges", Own), ("lxl_ask", "ask", Own), ("lxl_ask", "result", Own),
        ("confirmed_value", "claim", Own), ("churn", "note", Own),
        ("expansion", "evidence", Own), ("expansion", "reason", Own),
        ("expansion_roadmap", "step", Own), ("expansion_roadmap", "champion", Own),
        ("retrospective", "interview", Own), ("retrospective", "prevention", Own),
        ("retrospective_action", "action", OfRetrospective), ("retrospective_action", "result", OfRetrospective),
    ];

    private static readonly string[] PassingThrough =
    [
        "delete from messaging.idempotency_key where body is not null and convert_from(body, 'UTF8') ilike @like",
        "update messaging.outbox_message set payload = regexp_replace(payload::text, @pattern, '(erased)', 'gi')::jsonb where payload::text ilike @like",
        "update messaging.outbox_dead set payload = regexp_replace(payload::text, @pattern, '(erased)', 'gi')::jsonb where payload::text ilike @like",
    ];

    private sealed class Named
    {
        public string Name { get; init; } = "";
        public string? Email { get; init; }
    }
}
