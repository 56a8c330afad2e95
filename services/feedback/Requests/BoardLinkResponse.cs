namespace Platform.Feedback.Requests;

/// <param name="Link">Shows one customer's board to whoever has it.</param>
public sealed record BoardLinkResponse(Guid Id, Guid AccountId, string Link, DateTimeOffset ExpiresAt);
