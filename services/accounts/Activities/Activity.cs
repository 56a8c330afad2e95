namespace Platform.Accounts.Activities;

/// <summary>A call, e-mail, meeting or note at an account.</summary>
/// <param name="TwoWay">The customer took part: the participants count as contacted, and coverage with them.</param>
/// <param name="Participants">Contacts of the account.</param>
/// <param name="Confidential">What it was about is read by the account's owners and by leadership only; that it took
/// place is not a secret.</param>
/// <param name="Type">call, email, meeting or note.</param>
/// <param name="Subject">What it was about, at most 500 characters.</param>
/// <param name="Notes">What was said, at most 20,000 characters; left out for readers who may not see a confidential
/// one.</param>
public sealed record Activity(
    Guid Id,
    Guid AccountId,
    string Source,
    string ExternalId,
    string Type,
    string? Subject,
    string? Notes,
    DateTimeOffset OccurredAt,
    bool TwoWay,
    IReadOnlyList<Guid> Participants,
    int Version,
    bool Confidential = false
)
{
    /// <summary>User id of who recorded it; left out for what an import brought.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>Whether it stays at the top of the account's list.</summary>
    public bool Pinned { get; init; }

    /// <summary>User ids of the people of our side whom it names; each is told once.</summary>
    public IReadOnlyList<string> Mentions { get; init; } = [];

    public static readonly IReadOnlyList<string> Types = ["call", "email", "meeting", "note"];

    /// <summary>Calls and meetings have two sides unless said otherwise; an e-mail or a note may have one.</summary>
    public static bool IsTwoWayByNature(string type) => type is "call" or "meeting";

    public Activity WithoutContent() => this with { Subject = null, Notes = null };

    public bool SameAs(Activity other) =>
        this == other with { Version = Version, Participants = Participants, Mentions = Mentions }
        && Mentions.SequenceEqual(other.Mentions, StringComparer.Ordinal)
        && Participants.ToHashSet().SetEquals(other.Participants);
}
