namespace Platform.HealthScoring.Insights;

/// <summary>How coming back is counted.</summary>
public enum RetentionKind
{
    /// <summary>Active on day n itself.</summary>
    NDay,

    /// <summary>Active on day n or at any time after it.</summary>
    Unbounded,

    /// <summary>Active at least once from day n until before the next point.</summary>
    Bracket,
}
