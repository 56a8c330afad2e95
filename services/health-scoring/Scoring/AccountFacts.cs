namespace Platform.HealthScoring.Scoring;

/// <summary>
/// What scoring knows of an account besides its use, each with the day from which it was known, so that the same facts
/// give the measures of any past
/// day. A kind of fact of which nothing was ever heard is missing, not zero.
/// </summary>
public sealed record AccountFacts
{
    public static readonly AccountFacts None = new();

    public DateOnly? CustomerSince { get; init; }
    public IReadOnlyList<SeatsFact> Seats { get; init; } = [];
    public IReadOnlyList<TicketFact> Tickets { get; init; } = [];
    public IReadOnlyList<RoleFact> Roles { get; init; } = [];
    public IReadOnlyList<AnswerFact> Answers { get; init; } = [];
    public IReadOnlyList<InvoiceFact> Invoices { get; init; } = [];
    public IReadOnlyList<LoopFact> Loops { get; init; } = [];
    public IReadOnlyList<ReadingFact> Readings { get; init; } = [];
}

/// <summary>Paid seats of one subscription from <paramref name="From"/> until before
/// <paramref name="Until"/>.</summary>
public sealed record SeatsFact(DateOnly From, DateOnly? Until, int Seats);

public sealed record TicketFact(DateOnly OpenedOn, DateOnly? ResolvedOn, bool Urgent);

/// <summary>A contact held <paramref name="Role"/> from one day until before another.</summary>
public sealed record RoleFact(ContactRole Role, DateOnly From, DateOnly? Until);

public enum ContactRole
{
    Champion,
    ExecutiveSponsor,
}

/// <summary>One answer: NPS 0–10 or CSAT 1–5, by one respondent.</summary>
public sealed record AnswerFact(SurveyKind Kind, string Respondent, DateOnly On, int Score);

public enum SurveyKind
{
    Nps,
    Csat,
}

/// <summary>A loop of feedback that went past due, until it was closed.</summary>
public sealed record LoopFact(DateOnly DueFrom, DateOnly? ClosedOn);

public sealed record InvoiceFact(DateOnly DueOn, DateOnly? PaidOn);

/// <summary>A measure that another service reports as a number; the latest reading holds until it expires.</summary>
public sealed record ReadingFact(Measure Measure, DateOnly From, DateOnly? Until, decimal Value);
