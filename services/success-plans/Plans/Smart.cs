namespace Platform.SuccessPlans.Plans;

/// <summary>SMART: an objective can be agreed when it says what, by which figure from where to where, who holds it achievable, who at the customer wants it, and until when.</summary>
public static class Smart
{
    /// <returns>What the objective lacks, in the words of the API; empty where it is SMART.</returns>
    public static IReadOnlyList<string> Lacks(Objective objective)
    {
        var lacks = new List<string>();
        if (string.IsNullOrWhiteSpace(objective.Text)) lacks.Add("text");
        if (string.IsNullOrWhiteSpace(objective.Metric)) lacks.Add("metric");
        if (objective.Baseline is null) lacks.Add("baseline");
        // A target at the baseline would be reached before anybody moved.
        if (objective.Target is null || objective.Target == objective.Baseline) lacks.Add("target");
        if (string.IsNullOrWhiteSpace(objective.Unit)) lacks.Add("unit");
        if (string.IsNullOrWhiteSpace(objective.ReviewedBy)) lacks.Add("reviewedBy");
        if (objective.OwnerContactId is null) lacks.Add("ownerContactId");
        if (objective.DueOn is null) lacks.Add("dueOn");
        return lacks;
    }
}
