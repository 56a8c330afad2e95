namespace Platform.Cli.DeadLetters;

/// <summary>A message that could not be handled, in a queue of the broker or in a service's outbox.</summary>
/// <param name="Place">The queue (<c>renewals-open-renewal_error</c>), or <c>outbox of SERVICE</c>.</param>
public sealed record DeadLetter(string Place, string Id, string Type, DateTimeOffset? Since, string Reason);
