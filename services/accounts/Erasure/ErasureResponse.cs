namespace Platform.Accounts.Erasure;

/// <param name="ContactId">The person; where a merged duplicate was named, the contact that it was merged into.</param>
/// <param name="Status"> <c>pending</c> until every service has answered and, once all had, has searched again; then
/// <c>complete</c>, or <c>incomplete</c> where a service still finds the person.
/// </param>
/// <param name="RequestedBy">User id of who asked for it.</param>
/// <param name="RequestedAt">When it was asked for (RFC 3339, UTC).</param>
/// <param name="Services">What each service that has answered did.</param>
/// <param name="Waiting">Services that have not answered yet, or not yet searched again; none once the erasure is
/// complete.</param>
public sealed record ErasureResponse(
    Guid Id,
    Guid ContactId,
    string Status,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    IReadOnlyList<ErasedThere> Services,
    IReadOnlyList<string> Waiting
);
