namespace Platform.Workspace.Revenue;

/// <summary>Retention figures, as <c>GET /v1/revenue/retention</c> answers.</summary>
public sealed record RetentionAnswer(
    string Definition,
    int DefinitionVersion,
    string Currency,
    string By,
    DateTimeOffset KnownAt,
    IReadOnlyList<RetentionAnswerPeriod> Periods
);

public sealed record RetentionAnswerPeriod(DateOnly From, DateOnly To, IReadOnlyList<RetentionAnswerGroup> Groups);

public sealed record RetentionAnswerGroup(string Group, RetentionAnswerFigures Figures);

public sealed record RetentionAnswerFigures(
    int AccountsAtStart,
    int AccountsRetained,
    int AccountsNew,
    int AccountsAtEnd,
    RetentionAnswerWaterfall Waterfall,
    decimal? Grr,
    decimal? Nrr,
    decimal? LogoRetention,
    decimal? ExpansionRate
);

/// <summary>MRR from the first day to the last.</summary>
public sealed record RetentionAnswerWaterfall(
    decimal Start,
    decimal New,
    decimal Expansion,
    decimal Reactivation,
    decimal Contraction,
    decimal Churn,
    decimal End
);
