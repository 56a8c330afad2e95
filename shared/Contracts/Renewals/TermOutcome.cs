namespace Platform.Contracts.Renewals;

/// <param name="On">The day from which it held: the first of the next term, or of being no customer.</param>
/// <param name="Kind"><c>renewed_flat</c>, <c>grown</c>, <c>contracted</c> or <c>churned</c>.</param>
/// <param name="MrrBefore">Recurring revenue a month on the day before.</param>
/// <param name="MrrAfter">And from the day on.</param>
public sealed record TermOutcome(DateOnly On, string Kind, Money MrrBefore, Money MrrAfter);
