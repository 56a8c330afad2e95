using System.Text.Json;

namespace Platform.Engagement.Playbooks;

/// <summary>One step as read.</summary>
/// <param name="Key">Unique in the definition.</param>
/// <param name="Type">What it does.</param>
/// <param name="Json">As written.</param>
/// <param name="Next">The step after it; null: the next as written.</param>
/// <param name="Classes">Classes of sensitivity, declared and found.</param>
/// <param name="AsksFirst">Whether its author wants a person to approve it.</param>
/// <param name="Wait">What a step of type <c>wait</c> waits for.</param>
/// <param name="Cases">Where a <c>branch</c> leads, in order.</param>
/// <param name="Else">Where a branch leads otherwise, or a wait whose limit has passed.</param>
public sealed record PlaybookStep(
    string Key,
    string Type,
    JsonElement Json,
    string? Next,
    IReadOnlyList<string> Classes,
    bool AsksFirst,
    PlaybookWait? Wait,
    IReadOnlyList<PlaybookCase> Cases,
    string? Else
)
{
    public const string WaitType = "wait";
    public const string BranchType = "branch";
    public const string ApprovalType = "approval";
    public const string EndType = "end";

    /// <summary>Types that the engine itself does.</summary>
    public static readonly IReadOnlyList<string> ControlTypes = [WaitType, BranchType, ApprovalType, EndType];

    /// <summary>Whether a person must approve it before it is done.</summary>
    public bool NeedsApproval => AsksFirst || Classes.Count > 0 || Type == ApprovalType;

    /// <summary>The steps that it may lead to besides the one after it.</summary>
    public IEnumerable<string> Targets =>
        Cases.Select(one => one.Next).Concat(Else is null ? [] : [Else]).Concat(Next is null ? [] : [Next]);
}
