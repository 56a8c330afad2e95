namespace Platform.Renewals.Revenue;

/// <param name="Group">Value of the grouping that was asked for; <c>all</c> for the total.</param>
public sealed record GroupFigures(string Group, RetentionFigures Figures);
