namespace Platform.Engagement.Steps;

/// <summary>Classes of sensitive moments: a step of one always waits for a person, whatever its author wrote.</summary>
public static class Sensitivity
{
    public const string RenewalTerms = "renewal_terms";
    public const string Price = "price";
    public const string Escalation = "escalation";
    public const string Executive = "executive";
    public const string Legal = "legal";
    public const string Risk = "risk";
    public const string Churned = "churned";
    public const string Concession = "concession";

    public static readonly IReadOnlyList<string> All =
    [
        RenewalTerms,
        Price,
        Escalation,
        Executive,
        Legal,
        Risk,
        Churned,
        Concession,
    ];
}
