namespace Platform.Feedback.Figures;

/// <param name="Group">The group's value; <c>all</c> where there is one.</param>
/// <param name="Responses">Answers that came by an invitation: what the response rate is made of.</param>
/// <param name="ResponseRate">0–1; absent without invitations, as for imported answers.</param>
/// <param name="N">Answers that count.</param>
/// <param name="Value">The figure: NPS −100 to 100, a share 0 to 100, or a mean on the scale.</param>
/// <param name="Interval">Which interval low and high are the ends of.</param>
/// <param name="Invited">People who were asked; left out when there are none.</param>
/// <param name="Promoters">For NPS: scores of 9 and 10.</param>
/// <param name="Passives">For NPS: scores of 7 and 8.</param>
/// <param name="Detractors">For NPS: scores up to 6.</param>
/// <param name="Satisfied">For the others: scores among the top boxes.</param>
/// <param name="Scores">How many gave each score.</param>
/// <param name="Change">Against the period before, where there is one.</param>
public sealed record Figure(
    string Group,
    int N,
    decimal? Value,
    decimal? Low,
    decimal? High,
    string Interval,
    int Invited,
    int Responses,
    decimal? ResponseRate,
    int? Promoters,
    int? Passives,
    int? Detractors,
    int? Satisfied,
    IReadOnlyDictionary<int, int> Scores,
    FigureChange? Change
);
