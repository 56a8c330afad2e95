namespace Platform.Feedback.Requests;

/// <summary>Who asks: the customer, and who wrote it down for them.</summary>
/// <param name="Source"><c>customer</c> (their own board), <c>csm</c> (a colleague, on their behalf) or
/// <c>api</c>.</param>
public sealed record Requester(Guid AccountId, Guid? ContactId, string Source, string By, string? Note);
