namespace Platform.Feedback.Advocates;

/// <summary>Section <c>Advocates</c>, our own choice.</summary>
public sealed class AdvocateOptions
{
    /// <summary>A person is asked for so many references at most…</summary>
    public int MostReferences { get; set; } = 2;

    /// <summary>…within so many days.</summary>
    public int WithinDays { get; set; } = 90;
}
