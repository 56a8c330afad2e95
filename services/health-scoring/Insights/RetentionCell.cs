using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Insights;

/// <param name="Complete">All of the cohort have the whole period behind them; otherwise the figure can still grow, and
/// is left out of the mean.</param>
/// <param name="Retained">Accounts or users of the cohort that were still active.</param>
/// <param name="Share">Part of the cohort, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RetentionCell(int Day, int Retained, double Share, bool Complete);
