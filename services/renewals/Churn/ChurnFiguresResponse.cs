using Platform.Contracts;

namespace Platform.Renewals.Churn;

/// <param name="SurpriseShare">Losses that nothing had flagged in time / losses, without those learned of late; null
/// without any.</param>
/// <param name="LearnedLate">Losses that were history when we learned of them: nothing here could have flagged
/// them.</param>
/// <param name="Surprises">Losses that nothing had flagged at least 14 days (a setting) before the notice.</param>
/// <param name="LostArr">ARR that was lost, in the reporting currency.</param>
/// <param name="SurpriseArr">ARR of the surprises.</param>
/// <param name="ByReason">By the codes of GET /v1/churn/reasons.</param>
public sealed record ChurnFiguresResponse(
    int Losses,
    int Surprises,
    decimal? SurpriseShare,
    Money LostArr,
    Money SurpriseArr,
    IReadOnlyDictionary<string, int> ByReason,
    int LearnedLate
);
