namespace Platform.SuccessPlans.Tactics;

public class CaseStudy
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Text { get; init; } = "";
    public string Result { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
