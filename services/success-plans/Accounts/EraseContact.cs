using System.Text.RegularExpressions;
using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.SuccessPlans.Accounts;

/// <param name="Name">As we last knew it; null where we never heard of the person.</param>
public sealed record ErasedPerson(Guid AccountId, Guid ContactId, string? Name, string? Email, IReadOnlyList<string> ProductUserIds)
{
    /// <summary>
    /// What names the person in free text: <c>Pattern</c> for <c>regexp_replace(text, @Pattern, '(erased)', 'gi')</c> (whole words, so that Ann does
    /// not tear holes into Annual), <c>Like</c> to find the rows with <c>ilike</c>.
    /// </summary>
    public IEnumerable<(string Pattern, string Like)> Traces =>
        from text in new[] { Name, Email }.Concat(ProductUserIds).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
        where text.Length > 2
        select ($@"(?<!\w){Regex.Escape(text).Replace("\\ ", " ", StringComparison.Ordinal)}(?!\w)", $"%{Escaped(text)}%");

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}

/// <summary>Each area that keeps something of a person says here how it goes; the area's own rows, counts and dates stay.</summary>
public interface IErasePerson
{
    /// <returns>How many rows were cleared or deleted.</returns>
    Task<int> EraseAsync(Work work, ErasedPerson person);
}

/// <summary>A person's data has to go: every area clears what it keeps, then one answer tells that nothing is left.</summary>
public sealed class EraseContact(Inbox inbox, IEnumerable<IErasePerson> areas) : IConsumer<ContactErasureRequested>
{
    public Task Consume(ConsumeContext<ContactErasureRequested> context) => inbox.OnceAsync(context, async work =>
    {
        var message = context.Message;
        await work.ExecuteAsync(Remember, new { message.ContactId });
        var known = await work.SingleOrDefaultAsync<ContactCopy>($"{ContactCopy.Select} where contact_id = @ContactId for update", new { message.ContactId });
        var person = new ErasedPerson(message.AccountId, message.ContactId, known?.Name, known?.Email, message.ProductUserIds);
        var rows = await work.ExecuteAsync("delete from contact_copy where contact_id = @ContactId", new { message.ContactId });
        foreach (var area in areas) rows += await area.EraseAsync(work, person);
        foreach (var (pattern, like) in person.Traces)
            foreach (var sql in PassingThrough) rows += await work.ExecuteAsync(sql, new { pattern, like });
        await work.EnqueueAsync(new ContactErased(message.AccountId, message.ErasureId, message.ContactId, "success-plans", rows), message.AccountId);
    });

    private const string Remember = "insert into erased_contact (contact_id) values (@ContactId) on conflict do nothing";

    // What passes through on its way, and answers kept for repetitions.
    private static readonly string[] PassingThrough =
    [
        "delete from messaging.idempotency_key where body is not null and convert_from(body, 'UTF8') ilike @like",
        "update messaging.outbox_message set payload = regexp_replace(payload::text, @pattern, '(erased)', 'gi')::jsonb where payload::text ilike @like",
        "update messaging.outbox_dead set payload = regexp_replace(payload::text, @pattern, '(erased)', 'gi')::jsonb where payload::text ilike @like",
    ];
}
