namespace Platform.Engagement.Playbooks;

/// <summary>A definition that was read and checked.</summary>
/// <param name="Subject">What a run is about: <c>account</c>, <c>contact</c> or <c>user</c>.</param>
/// <param name="Trigger">What starts runs.</param>
/// <param name="Entry">Who may enter, and how often.</param>
/// <param name="Exit">What ends a run before its steps are done.</param>
/// <param name="Goal">What it is to bring about, if it says.</param>
/// <param name="Steps">In the order written; at least one.</param>
public sealed record PlaybookDefinition(
    string Subject,
    PlaybookTrigger Trigger,
    PlaybookEntry Entry,
    PlaybookExit Exit,
    PlaybookGoal? Goal,
    IReadOnlyList<PlaybookStep> Steps
)
{
    public const int MostSteps = 50;
    public const int LongestText = 100_000;

    /// <summary>Whether it is about customers who have left, as an exit interview is.</summary>
    public bool TakesChurned => Trigger.Event == "renewals.account-churned.v1";

    public PlaybookStep? Find(string? key) => Steps.FirstOrDefault(step => step.Key == key);

    /// <summary>The step after one: the one that it names, else the next as written; null: the run is done.</summary>
    public string? After(PlaybookStep step)
    {
        if (step.Next is not null)
            return step.Next;
        for (var i = 0; i + 1 < Steps.Count; i++)
        {
            if (Steps[i].Key == step.Key)
                return Steps[i + 1].Key;
        }

        return null;
    }
}
