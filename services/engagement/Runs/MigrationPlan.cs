using Platform.Engagement.Playbooks;

namespace Platform.Engagement.Runs;

/// <summary>Where runs go when they are moved to another version, by the step that they stand at.</summary>
/// <param name="Step">The step that they stand at; null: behind the last.</param>
/// <param name="Kind"><c>stay</c> (the version has the step), <c>move</c>, <c>end</c> or <c>unmapped</c>.</param>
/// <param name="To">The step that they go on with.</param>
public sealed record MigrationPlan(string? Step, string Kind, string? To)
{
    /// <param name="target">The version that they get.</param>
    /// <param name="step">Where they stand.</param>
    /// <param name="mappings">A step of the version for each that is gone; null ends the runs.</param>
    public static MigrationPlan Of(
        PlaybookDefinition target,
        string? step,
        IReadOnlyDictionary<string, string?> mappings
    )
    {
        if (step is null)
            return new MigrationPlan(null, "stay", null);
        if (mappings.TryGetValue(step, out var to))
            return to is null ? new MigrationPlan(step, "end", null) : new MigrationPlan(step, "move", to);
        return target.Find(step) is not null
            ? new MigrationPlan(step, "stay", step)
            : new MigrationPlan(step, "unmapped", null);
    }
}
