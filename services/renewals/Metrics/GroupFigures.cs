using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Metrics;

public sealed record GroupFigures(string Group, RetentionFigures Figures);
