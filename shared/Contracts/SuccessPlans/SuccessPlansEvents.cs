namespace Platform.Contracts.SuccessPlans;

public static class SuccessPlansEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
    ];
}
