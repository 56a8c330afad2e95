namespace Platform.HealthScoring.Scoring;

/// <summary>All measures of an account as of a day: the one way from facts to the inputs of a score.</summary>
public static class AccountMeasures
{
    public static MeasureValues AsOf(UsageWindow usage, AccountFacts facts)
    {
        var values = new MeasureValues();
        UsageMeasures.AddTo(values, usage, facts.CustomerSince, FactMeasures.PaidSeats(facts, usage.AsOf));
        FactMeasures.AddTo(values, facts, usage.AsOf);
        return values;
    }
}
