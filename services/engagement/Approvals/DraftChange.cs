using Platform.Engagement.Steps;

namespace Platform.Engagement.Approvals;

/// <summary>What a person changed in a draft.</summary>
/// <param name="Field"><c>subject</c>, or <c>body</c> with the line, from 1: <c>body:3</c>.</param>
/// <param name="Before">Null: it is new.</param>
/// <param name="After">Null: it is gone.</param>
public sealed record DraftChange(string Field, string? Before, string? After)
{
    internal static IEnumerable<DraftChange> Between(StepDraft before, StepDraft after)
    {
        if (before.Subject != after.Subject)
            yield return new DraftChange("subject", before.Subject, after.Subject);
        var (old, fresh) = (before.Body.Split('\n'), after.Body.Split('\n'));
        for (var i = 0; i < Math.Max(old.Length, fresh.Length); i++)
        {
            var (from, to) = (i < old.Length ? old[i] : null, i < fresh.Length ? fresh[i] : null);
            if (from != to)
                yield return new DraftChange($"body:{i + 1}", from, to);
        }
    }
}
