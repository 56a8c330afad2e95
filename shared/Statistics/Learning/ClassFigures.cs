using Platform.Statistics.Classification;

namespace Platform.Statistics.Learning;

/// <param name="Auc">Of the class against all others, on rows that the model had not seen.</param>
public sealed record ClassFigures(string Class, int Count, Roc Auc, IReadOnlyList<CalibrationBin> Calibration);
