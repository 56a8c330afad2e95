namespace Platform.Statistics.Learning;

public sealed record Prediction(
    IReadOnlyDictionary<string, double> Probabilities,
    IReadOnlyList<Contribution> Contributions
);
