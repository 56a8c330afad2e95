namespace Platform.Renewals.Revenue;

/// <summary>One subscription as it was known at some instant: when it runs and what it costs in each part of its
/// life.</summary>
/// <param name="Start">First day.</param>
/// <param name="End">First day on which it no longer runs (exclusive); null while open-ended.</param>
/// <param name="Trial">A trial earns nothing, whatever price it carries.</param>
/// <param name="Terms">Prices by their first day, ascending; the first begins on <paramref name="Start"/>.</param>
/// <param name="TrialEndsOn">First day that is paid for, where it began as a trial; null for one that never was, or
/// whose end is not known.</param>
public sealed record SubscriptionFacts(
    Guid Id,
    Guid ProductId,
    DateOnly Start,
    DateOnly? End,
    bool Trial,
    IReadOnlyList<PriceTerm> Terms,
    DateOnly? TrialEndsOn = null
)
{
    /// <summary>First day that is paid for; null where none is: a trial without a known end.</summary>
    public DateOnly? PaidFrom =>
        TrialEndsOn is { } paid ? (paid > Start ? paid : Start)
        : Trial ? null
        : Start;

    /// <summary>The price on a day, or null when the subscription does not run then.</summary>
    public PriceTerm? TermOn(DateOnly day)
    {
        if (day < Start || day >= End)
            return null;
        for (var i = Terms.Count - 1; i >= 0; i--)
            if (Terms[i].From <= day)
                return Terms[i];
        return null;
    }

    /// <summary>The price that is paid on a day; null while it does not run, and while it is a trial.</summary>
    public PriceTerm? PaidTermOn(DateOnly day) => day >= PaidFrom ? TermOn(day) : null;

    /// <summary>
    /// The same subscription with another price from a day on. Later prices stay, so that a change in the past does not
    /// undo what was agreed afterwards; a price that begins on the same day is replaced.
    /// </summary>
    public SubscriptionFacts WithTerm(PriceTerm term) =>
        this with
        {
            Terms = [.. Terms.Where(t => t.From != term.From).Append(term).OrderBy(t => t.From)],
        };
}
