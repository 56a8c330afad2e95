namespace Platform.SuccessPlans.Objectives;

/// <summary>SMART: an objective can be agreed when it says what, by which figure from where to where, who holds it
/// achievable, who at the customer wants it, and until when.</summary>
public static class Smart
{
    /// <summary>It would be reached before anybody moved.</summary>
    internal const string AtBaseline =
        "equals the baseline: nothing would have to change; give another target or baseline";

    /// <returns>What is there and cannot be meant, by field; empty where nothing is.</returns>
    public static IReadOnlyDictionary<string, string> Wrong(Objective objective, DateOnly today)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        if (objective.Target is { } target && target == objective.Baseline)
            wrong["target"] = AtBaseline;
        if (objective.DueOn is { } due && due < today)
            wrong["dueOn"] = Past(due);
        return wrong;
    }

    internal static string Past(DateOnly due) =>
        $"{due:yyyy-MM-dd} has passed; an objective is reached on a day that is still to come";

    /// <returns>What the objective lacks, in the words of the API; empty where it is SMART.</returns>
    public static IReadOnlyList<string> Lacks(Objective objective)
    {
        var lacks = new List<string>();
        if (string.IsNullOrWhiteSpace(objective.Text))
            lacks.Add("text");
        if (string.IsNullOrWhiteSpace(objective.Metric))
            lacks.Add("metric");
        if (objective.Baseline is null)
            lacks.Add("baseline");
        if (objective.Target is null)
            lacks.Add("target");
        if (string.IsNullOrWhiteSpace(objective.Unit))
            lacks.Add("unit");
        if (string.IsNullOrWhiteSpace(objective.ReviewedBy))
            lacks.Add("reviewedBy");
        if (objective.OwnerContactId is null)
            lacks.Add("ownerContactId");
        if (objective.DueOn is null)
            lacks.Add("dueOn");
        return lacks;
    }
}
