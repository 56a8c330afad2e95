namespace Platform.Renewals.Risks;

/// <param name="Key">What makes the cause one: the same key opens no second risk while the first is open.</param>
/// <param name="ContactId">The person it is about, forgotten when the person's data has to go.</param>
public sealed record RiskCause(Guid AccountId, string Category, string Key, string Text, Guid? ContactId = null);
