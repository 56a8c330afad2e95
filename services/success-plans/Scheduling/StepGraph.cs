namespace Platform.SuccessPlans.Scheduling;

/// <summary>What waits for what: a step for what it depends on, a milestone for its tasks too. Pure.</summary>
public sealed class StepGraph
{
    private readonly Dictionary<Guid, Step> _steps;
    private readonly Dictionary<Guid, IReadOnlyList<Guid>> _waitsFor;

    public StepGraph(IReadOnlyCollection<Step> steps)
    {
        _steps = steps.ToDictionary(s => s.Id);
        var tasks = steps.Where(s => s.MilestoneId is not null).ToLookup(s => s.MilestoneId!.Value, s => s.Id);
        _waitsFor = steps.ToDictionary(
            s => s.Id,
            s => (IReadOnlyList<Guid>)[.. s.DependsOn.Concat(tasks[s.Id]).Where(_steps.ContainsKey).Distinct()]
        );
    }

    public IReadOnlyList<Step> WaitsFor(Guid step) => [.. _waitsFor[step].Select(id => _steps[id])];

    /// <summary>What is not done yet and has to be before the step can be.</summary>
    public IReadOnlyList<Step> BlockedBy(Guid step) => [.. WaitsFor(step).Where(s => s.DoneOn is null)];

    /// <returns>The steps of a cycle, the first also last; null where there is none.</returns>
    public IReadOnlyList<Step>? FindCycle()
    {
        var finished = new HashSet<Guid>();
        foreach (var start in _steps.Keys)
        {
            var path = new List<Guid>();
            if (Visit(start, path, finished) is { } cycle)
                return cycle;
        }

        return null;
    }

    /// <summary>Each step after all that it waits for.</summary>
    /// <exception cref="InvalidOperationException">There is a cycle.</exception>
    public IReadOnlyList<Step> InOrder()
    {
        var ordered = new List<Step>();
        var placed = new HashSet<Guid>();
        while (ordered.Count < _steps.Count)
        {
            var next = _steps
                .Values.Where(s => !placed.Contains(s.Id) && _waitsFor[s.Id].All(placed.Contains))
                .ToList();
            if (next.Count == 0)
                throw new InvalidOperationException("Steps wait for each other in a circle.");
            ordered.AddRange(next);
            placed.UnionWith(next.Select(s => s.Id));
        }

        return ordered;
    }

    private IReadOnlyList<Step>? Visit(Guid step, List<Guid> path, HashSet<Guid> finished)
    {
        if (finished.Contains(step))
            return null;
        var seenAt = path.IndexOf(step);
        path.Add(step);
        if (seenAt >= 0)
            return [.. path.Skip(seenAt).Select(id => _steps[id])];
        foreach (var next in _waitsFor[step])
            if (Visit(next, path, finished) is { } cycle)
                return cycle;
        path.RemoveAt(path.Count - 1);
        finished.Add(step);
        return null;
    }
}
