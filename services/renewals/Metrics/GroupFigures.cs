using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics;

public sealed record GroupFigures(string Group, RetentionFigures Figures);
