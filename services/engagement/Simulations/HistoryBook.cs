using System.Text.Json;
using Platform.Engagement.Accounts;

namespace Platform.Engagement.Simulations;

/// <summary>The accounts as they were, brought on by one kept event after another.</summary>
/// <param name="known">Who the accounts are; what changes over time (score, revenue, notice) is empty until an event
/// tells it.</param>
internal sealed class HistoryBook(IEnumerable<AccountCopy> known)
{
    private readonly Dictionary<Guid, AccountCopy> _accounts = known.ToDictionary(account => account.AccountId);

    public AccountCopy? Find(Guid id) => _accounts.GetValueOrDefault(id);

    public void Apply(HistoryEvent it)
    {
        if (!_accounts.TryGetValue(it.AccountId, out var account))
            return;
        _accounts[it.AccountId] = it.Type switch
        {
            "health-scoring.health-score-changed.v1" => account with
            {
                Score = Number(it.Body, "score"),
                Band = Text(it.Body, "band"),
            },
            "renewals.subscription-changed.v1" => account with
            {
                Arr = Number(it.Body.GetProperty("arr"), "amount"),
                Currency = Text(it.Body.GetProperty("arr"), "currency"),
                Seats = (int?)Number(it.Body, "seats"),
                RenewalDate = Day(it.Body, "nextContractEnd") ?? account.RenewalDate,
            },
            "renewals.renewal-opened.v1" => account with { RenewalDate = Day(it.Body, "endsOn") },
            "renewals.churn-notice-given.v1" => account with { NoticeOn = Day(it.Body, "noticeOn") },
            "renewals.account-churned.v1" => account with { ChurnedOn = Day(it.Body, "effectiveOn") },
            "accounts.segment-entered.v1" when Text(it.Body, "segment") is { } segment => account with
            {
                Segments = [.. account.Segments.Append(segment).Distinct(StringComparer.Ordinal)],
            },
            "accounts.segment-left.v1" => account with
            {
                Segments = [.. account.Segments.Where(one => one != Text(it.Body, "segment"))],
            },
            "accounts.account-changed.v1" when it.Body.TryGetProperty("account", out var now) => account with
            {
                Lifecycle = Text(now, "lifecycle") ?? account.Lifecycle,
                Size = Text(now, "size"),
                Motion = Text(now, "motion"),
                Priority = Text(now, "priority"),
                Owners = now.GetProperty("owners").GetRawText(),
                Attributes = now.GetProperty("attributes").GetRawText(),
            },
            _ => account,
        };
    }

    private static string? Text(JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDecimal()
            : null;

    private static DateOnly? Day(JsonElement json, string field) =>
        Text(json, field) is { } text ? DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
