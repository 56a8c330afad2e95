namespace Platform.HealthScoring.Scoring;

/// <summary>
/// What scoring knows of an account besides its use, each with the day from which it was known, so that the same facts
/// give the measures of any past day. A kind of fact of which nothing was ever heard is missing, not zero.
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
