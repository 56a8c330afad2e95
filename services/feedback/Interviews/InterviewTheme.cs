namespace Platform.Feedback.Interviews;

public sealed class InterviewTheme
{
    /// <summary>By which interviews name it; the same code is the reason of a churn.</summary>
    public string Code { get; init; } = "";

    /// <summary>What it means.</summary>
    public string Description { get; init; } = "";

    /// <summary>It is kept with the interviews that have it and no longer offered.</summary>
    public bool Retired { get; init; }

    /// <summary>Interviews that are coded with it.</summary>
    public int Interviews { get; init; }
}
