namespace Platform.Statistics.Learning;

/// <param name="Penalty">See <see cref="LogisticRegression.Fit"/>.</param>
/// <param name="LeastPerClass">Fewer held-out-able cases of a class than this, and there is no model.</param>
public sealed record TrainingOptions(double Penalty = 1, int Folds = 5, int LeastPerClass = 25);
