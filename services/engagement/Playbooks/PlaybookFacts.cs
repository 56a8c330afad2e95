using System.Text.Json;
using Platform.Engagement.Accounts;
using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>What a condition is decided by: plain values, read before.</summary>
/// <param name="Account">The account as it is.</param>
/// <param name="Contact">The person that the run is about, if any.</param>
/// <param name="ProductUserId">The product's user that the run is about, if any.</param>
/// <param name="Event">The event that <c>event.…</c> speaks of, if any.</param>
/// <param name="Run">What <c>run.…</c> speaks of, by name without the prefix.</param>
public sealed record PlaybookFacts(
    AccountCopy Account,
    ContactCopy? Contact = null,
    string? ProductUserId = null,
    JsonElement? Event = null,
    IReadOnlyDictionary<string, object?>? Run = null
) : IRuleFacts
{
    public object? this[string attribute] =>
        attribute switch
        {
            "country" => Account.Country,
            "industry" => Account.Industry,
            "size" => Account.Size,
            "motion" => Account.Motion,
            "priority" => Account.Priority,
            "lifecycle" => Account.Lifecycle,
            "customer_since" => Account.CustomerSince,
            "csm" => Account.Owner("csm"),
            "arr" => Account.Arr,
            "seats" => (decimal?)Account.Seats,
            "renewal_date" => Account.RenewalDate,
            "health_score" => Account.Score,
            "health_band" => Account.Band,
            "notice" => Account.HasNotice,
            "segment" => Account.Segments,
            "contact.title" => Contact?.Title,
            "contact.seniority" => Contact?.Seniority,
            "contact.function" => Contact?.Function,
            "contact.roles" => Contact?.Roles,
            "contact.status" => Contact?.Status,
            "user.id" => ProductUserId,
            _ when attribute.StartsWith("event.", StringComparison.Ordinal) => Event is { } body
                ? EventFields.Read(body, attribute["event.".Length..])
                : null,
            _ when attribute.StartsWith("run.", StringComparison.Ordinal) => Run?.GetValueOrDefault(
                attribute["run.".Length..]
            ),
            _ when attribute.StartsWith("attributes.", StringComparison.Ordinal) => Declared(
                attribute["attributes.".Length..]
            ),
            _ => null,
        };

    private object? Declared(string name)
    {
        using var all = JsonDocument.Parse(Account.Attributes);
        foreach (var one in all.RootElement.EnumerateObject())
        {
            if (one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return EventFields.Value(one.Value);
        }

        return null;
    }
}
