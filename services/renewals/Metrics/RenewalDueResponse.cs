using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics;

/// <param name="Group">Value of the grouping that was asked for; <c>all</c> for the total.</param>
public sealed record RenewalDueResponse(string Group, RenewalDueFigures Figures);
