namespace Platform.Feedback.Figures;

/// <param name="Word">Or two words that stand together.</param>
/// <param name="Unhappy">Unhappy comments that have it.</param>
/// <param name="Happy">Happy comments that have it.</param>
/// <param name="LogOdds">Above 0: said more by the unhappy, below 0: by the happy.</param>
/// <param name="Z">The log-odds over their standard error; beyond ±1.96 the difference is more than noise for this word
/// alone.</param>
public sealed record Theme(string Word, int Unhappy, int Happy, double LogOdds, double Z);
